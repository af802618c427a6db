//! The shell: what every page shows around its subject.
use crate::foundation::{
    text::Lang,
    web::{asset, flash::Flash},
};

/// The person who reads the page.
#[derive(Debug, Clone)]
pub struct Signed {
    pub id: uuid::Uuid,
    pub name: String,
    pub initial: String,
    pub unit: String,
    pub role_key: String,
    /// What the person may act in, where there is a choice.
    pub posts: Vec<Acting>,
}

/// A post that the reader may act in.
#[derive(Debug, Clone)]
pub struct Acting {
    pub id: uuid::Uuid,
    pub role_key: String,
    pub title: String,
    pub place: String,
    pub current: bool,
}

/// A group of navigation entries.
#[derive(Debug, Clone)]
pub struct NavGroup {
    pub label_key: Option<&'static str>,
    pub items: Vec<NavItem>,
}

/// A navigation entry.
#[derive(Debug, Clone)]
pub struct NavItem {
    pub href: &'static str,
    pub icon: &'static str,
    pub label_key: &'static str,
    pub current: bool,
    pub count: Option<u32>,
    pub late: bool,
}

/// What the layout needs.
#[derive(Debug, Clone)]
pub struct Shell {
    pub l: Lang,
    pub demo: bool,
    pub person: Option<Signed>,
    pub nav: Vec<NavGroup>,
    pub flash: Option<Flash>,
    pub lang_href: String,
    pub idle_minutes: u32,
    pub printed: String,
}

impl Shell {
    /// The shell of a page that nobody is signed in on.
    pub fn bare(l: Lang, demo: bool, path_and_query: &str) -> Self {
        Self {
            l,
            demo,
            person: None,
            nav: Vec::new(),
            flash: None,
            lang_href: in_other_language(path_and_query, l),
            idle_minutes: 0,
            printed: String::new(),
        }
    }

    pub fn asset(&self, path: &str) -> String {
        asset::address(path)
    }
}

/// The same page in the other language.
pub fn in_other_language(path_and_query: &str, l: Lang) -> String {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let lang = format!("lang={}", l.other().tag());
    let query: Vec<&str> = kept.chain([lang.as_str()]).collect();
    format!("{path}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_link_stays_on_the_page() {
        assert_eq!(in_other_language("/findings?field=x&lang=zh-CN", Lang::Zh), "/findings?field=x&lang=en");
    }
}
