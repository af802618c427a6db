//! What the facility's matters may be narrowed to, read from the address.
use crate::{
    foundation::{
        db::pattern,
        error::{AppError, Result},
        text::Lang,
        web::{
            fields::{Fields, LINE},
            paging::After,
        },
        word::Word,
    },
    workflow::finding::Position,
};

/// What matters are narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub status: Option<Position>,
    pub q: String,
}

impl Asked {
    /// # Errors
    /// A filter that there is not, one given twice, a value that it does not have.
    pub fn parse(fields: &Fields, l: Lang) -> Result<Self> {
        for (name, _) in fields.pairs() {
            if !["status", "q", "lang", "after"].contains(&name.as_str()) {
                return Err(AppError::Unreadable("filter-unknown-name", vec![("name", name.into())]));
            }
            if fields.values(name).len() > 1 {
                return Err(AppError::Unreadable("filter-twice", vec![("name", name.into())]));
            }
        }
        let q = fields.value("q").trim().to_owned();
        if q.chars().count() > LINE {
            return Err(AppError::Unreadable("filter-too-long", vec![("longest", LINE.into())]));
        }
        let status = match fields.value("status") {
            "" => None,
            code => Some(Position::parse(code).ok_or_else(|| unknown(l, "filter-status", code))?),
        };
        Ok(Self { status, q })
    }

    #[must_use]
    pub fn standing(&self, status: Option<Position>) -> Self {
        Self { status, ..self.clone() }
    }

    /// The code of the place asked for.
    pub fn status_code(&self) -> &'static str {
        self.status.map_or("", Word::code)
    }

    /// The words looked for, as the database compares with them.
    pub fn pattern(&self) -> Option<String> {
        (!self.q.is_empty()).then(|| pattern(&self.q))
    }

    /// The address of the list narrowed to this, from a row on.
    pub fn href(&self, after: Option<&After>) -> String {
        let after = after.map(ToString::to_string).unwrap_or_default();
        let pairs = [("status", self.status_code()), ("q", &self.q), ("after", &after)];
        let set: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(set) {
            Ok(query) if !query.is_empty() => format!("/liaison/items?{query}"),
            Ok(_) | Err(_) => "/liaison/items".to_owned(),
        }
    }
}

/// The key after which a page begins.
///
/// # Errors
/// What is no key.
pub fn after(fields: &Fields, l: Lang) -> Result<Option<After>> {
    match fields.value("after") {
        "" => Ok(None),
        text => After::parse(text).map(Some).ok_or_else(|| unknown(l, "filter-after", text)),
    }
}

fn unknown(l: Lang, label_key: &str, value: &str) -> AppError {
    AppError::Unreadable("filter-unknown-value", vec![("field", l.t(label_key).into()), ("value", value.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_being_read() {
        let read = |query: &str| Fields::parse(query.as_bytes()).and_then(|fields| Asked::parse(&fields, Lang::Zh));
        let query = "status=returned&q=100%25";
        assert_eq!(read(query).map(|asked| asked.href(None)).ok(), Some(format!("/liaison/items?{query}")));
        assert_eq!(read(query).ok().and_then(|asked| asked.pattern()).as_deref(), Some("%100\\%%"));
        assert!(read("status=burnt").is_err() && read("colour=red").is_err() && read("q=a&q=b").is_err());
    }
}
