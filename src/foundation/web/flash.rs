//! One message for the page that a post leads to. The cookie carries a message key alone, so it can say nothing of its own.

/// What the next page says on top.
#[derive(Debug, Clone)]
pub struct Flash {
    pub kind: &'static str,
    pub text: String,
}

/// The message of a cookie's value, if it is one of ours.
pub fn read(value: &str, lang: crate::foundation::text::Lang) -> Option<Flash> {
    let key = value.strip_prefix("done-").filter(|rest| rest.chars().all(|c| c.is_ascii_lowercase() || c == '-'))?;
    let key = format!("done-{key}");
    lang.find(&key).map(|text| Flash { kind: "ok", text })
}
