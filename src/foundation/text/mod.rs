//! Text in two languages: Chinese first, English on a switch, one Fluent file each.
pub mod diff;
pub mod written;

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::foundation::word::Worded;

/// 中国标准时间 is eight hours ahead all year.
pub const SHANGHAI_OFFSET_SECONDS: i32 = 8 * 3600;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

type Bundle = FluentBundle<FluentResource>;

static ZH: LazyLock<Bundle> = LazyLock::new(|| bundle("zh-CN", include_str!("../../../i18n/zh-CN/xunjian.ftl")));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle("en", include_str!("../../../i18n/en/xunjian.ftl")));

fn bundle(tag: &str, source: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    // a faulty message is reported by the house test; the rest of the file still serves
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// A value that a message mentions.
#[derive(Debug, Clone)]
pub enum Arg {
    Number(i64),
    Text(String),
}

macro_rules! arg_from {
    ($($number:ty),+) => {$(
        impl From<$number> for Arg { fn from(n: $number) -> Self { Self::Number(i64::from(n)) } }
        impl From<&$number> for Arg { fn from(n: &$number) -> Self { Self::Number(i64::from(*n)) } }
    )+};
}
arg_from!(i16, i32, i64, u8, u16, u32);
impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}
impl From<&usize> for Arg {
    fn from(n: &usize) -> Self {
        Self::from(*n)
    }
}
impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<NaiveDate> for Arg {
    fn from(day: NaiveDate) -> Self {
        Self::Text(day.to_string())
    }
}
impl From<&NaiveDate> for Arg {
    fn from(day: &NaiveDate) -> Self {
        Self::Text(day.to_string())
    }
}

/// A value behind any number of references, as templates pass them.
pub trait Plain<T> {
    fn plain(&self) -> T;
}

impl Plain<NaiveDate> for NaiveDate {
    fn plain(&self) -> NaiveDate {
        *self
    }
}

impl Plain<DateTime<Utc>> for DateTime<Utc> {
    fn plain(&self) -> DateTime<Utc> {
        *self
    }
}

impl<T, P: Plain<T>> Plain<T> for &P {
    fn plain(&self) -> T {
        (*self).plain()
    }
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The tag of `lang` attributes and of `?lang=`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::Zh => &ZH,
            Self::En => &EN,
        }
    }

    /// The message of a key, if there is one: not every field of a form has a label of its own.
    pub fn find(self, key: &str) -> Option<String> {
        self.bundle().has_message(key).then(|| self.t(key))
    }

    /// The message of a key.
    pub fn t(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message of a key with the values that it mentions.
    pub fn with(self, key: &str, args: &[(&str, Arg)]) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, "message is missing");
            return key.to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Number(n) => values.set(*name, FluentValue::from(*n)),
                Arg::Text(text) => values.set(*name, FluentValue::from(text.as_str())),
            }
        }
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    /// The word of a vocabulary's value.
    pub fn word(self, word: impl Worded) -> String {
        self.t(&word.message_key())
    }

    /// Reference data has both names.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// `2026-11-23`
    pub fn date(self, day: impl Plain<NaiveDate>) -> String {
        day.plain().to_string()
    }

    /// `11-23`
    pub fn day(self, day: impl Plain<NaiveDate>) -> String {
        let day = day.plain();
        format!("{:02}-{:02}", day.month(), day.day())
    }

    /// 周一 to 周日.
    pub fn weekday(self, day: impl Plain<NaiveDate>) -> String {
        self.t(["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"]
            [day.plain().weekday().num_days_from_monday() as usize])
    }

    /// `2026-11-23 14:05` in Asia/Shanghai
    pub fn instant(self, at: impl Plain<DateTime<Utc>>) -> String {
        let at = at.plain();
        let Some(offset) = FixedOffset::east_opt(SHANGHAI_OFFSET_SECONDS) else { return at.to_string() };
        at.with_timezone(&offset).format("%Y-%m-%d %H:%M").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(source: &str) -> std::collections::BTreeMap<String, std::collections::BTreeSet<String>> {
        let mut found = std::collections::BTreeMap::new();
        let mut current = String::new();
        for line in source.lines() {
            if let Some((key, _)) =
                line.split_once(" =").filter(|(key, _)| !key.is_empty() && !line.starts_with([' ', '#', '}', '.']))
            {
                current = key.to_owned();
                assert!(
                    found.insert(current.clone(), std::collections::BTreeSet::new()).is_none(),
                    "{current} is said twice"
                );
            }
            for piece in line.split('$').skip(1) {
                let name: String = piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if let Some(names) = found.get_mut(&current) {
                    names.insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_say_the_same_messages_with_the_same_values() {
        let zh = keys(include_str!("../../../i18n/zh-CN/xunjian.ftl"));
        let en = keys(include_str!("../../../i18n/en/xunjian.ftl"));
        for (key, values) in &zh {
            assert_eq!(Some(values), en.get(key), "{key} differs between the languages");
        }
        for key in en.keys() {
            assert!(zh.contains_key(key), "{key} is missing in Chinese");
        }
    }

    #[test]
    fn both_files_parse() {
        for source in [include_str!("../../../i18n/zh-CN/xunjian.ftl"), include_str!("../../../i18n/en/xunjian.ftl")] {
            assert!(FluentResource::try_new(source.to_owned()).is_ok());
        }
    }
}
