//! Posted fields: the strings as typed, the domain values read from them, and every problem at once.
use std::borrow::Borrow;

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::foundation::{
    error::{AppError, Result},
    text::{Arg, Lang},
    word::Word,
};

/// The first and last day that any form accepts: the procuratorates' own history, and a lifetime ahead.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1949, 10, 1).expect("a day of the calendar");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2199, 12, 31).expect("a day of the calendar");

/// Longest texts of forms, in characters.
pub const LINE: usize = 200;
pub const PROSE: usize = 20_000;

/// What is wrong with a field; the wording is a message.
#[derive(Debug, Clone)]
pub struct Problem {
    pub field: String,
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// A posted form: what was typed is kept, so that a form that is sent back shows it again.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    problems: Vec<Problem>,
}

impl Fields {
    /// Reads an `application/x-www-form-urlencoded` text.
    ///
    /// # Errors
    /// Text that is not UTF-8 or carries a NUL is refused whole: it cannot be kept as typed.
    pub fn parse(body: &[u8]) -> Result<Self> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(body).map_err(|_| AppError::Unreadable("error-unreadable-text", Vec::new()))?;
        if !is_utf8(body) {
            return Err(AppError::Unreadable("error-unreadable-text", Vec::new()));
        }
        Self::of(pairs)
    }

    /// Fields that were read in another way.
    ///
    /// # Errors
    /// Text that carries a NUL cannot be kept as typed.
    pub fn of(pairs: Vec<(String, String)>) -> Result<Self> {
        if pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(AppError::Unreadable("error-unreadable-text", Vec::new()));
        }
        let pairs = pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        Ok(Self { pairs, problems: Vec::new() })
    }

    /// A form that has not been posted yet, with the values that it starts from.
    pub fn start<const N: usize>(values: [(&str, String); N]) -> Self {
        Self { pairs: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(), problems: Vec::new() }
    }

    /// Adds a starting value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.pairs.push((name.to_owned(), value.into()));
        self
    }

    /// Puts another value in the place of what was typed.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(|other| other == name);
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// Takes fields away.
    pub fn remove(&mut self, which: impl Fn(&str) -> bool) {
        self.pairs.retain(|(name, _)| !which(name));
    }

    /// What was typed into a field; empty if nothing.
    pub fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// Everything chosen in a field that takes several.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a value is chosen.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(n, v)| n == name && v == value)
    }

    /// All fields as posted, for a page that keeps them.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// What a person wrote, without ids, keys and the codes of choices: for a page that must not lose it.
    pub fn typed(&self) -> Vec<String> {
        let written = |(name, value): &&(String, String)| {
            let code = value.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') || value.parse::<Uuid>().is_ok();
            !name.starts_with('_') && !is_secret(name) && !value.trim().is_empty() && !code
        };
        self.pairs.iter().filter(written).map(|(_, value)| value.clone()).collect()
    }

    /// Notes a problem of a field.
    pub fn problem(&mut self, field: &str, key: &'static str, args: Vec<(&'static str, Arg)>) {
        self.problems.push(Problem { field: field.to_owned(), key, args });
    }

    pub fn is_ok(&self) -> bool {
        self.problems.is_empty()
    }

    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The sentence at a field, if it has a problem.
    pub fn error(&self, lang: impl Borrow<Lang>, name: &str) -> Option<String> {
        self.problems
            .iter()
            .find(|problem| problem.field == name)
            .map(|problem| lang.borrow().with(problem.key, &problem.args))
    }

    /// The lines of the error summary: the field, and its sentence after the label, which is the message `family-field` of
    /// the first family that has it. What a field's name says of its value or its row, as `due_on` or `demand-<id>`, is no
    /// part of the label's.
    pub fn errors(&self, lang: impl Borrow<Lang>, families: &str) -> Vec<(String, String)> {
        let l = lang.borrow();
        let line = |problem: &Problem| {
            let sentence = l.with(problem.key, &problem.args);
            let field = problem.field.split('-').next().unwrap_or_default();
            let names = [Some(field), field.rsplit_once('_').map(|(name, _)| name)];
            let keys = families.split(' ').flat_map(|family| {
                names.into_iter().flatten().map(move |name| format!("{family}-{}", name.replace('_', "-")))
            });
            let label = keys.into_iter().find_map(|key| l.find(&key));
            let text =
                label.map_or_else(|| sentence.clone(), |label| format!("{label}{}{sentence}", l.t("part-colon")));
            (problem.field.clone(), text)
        };
        self.problems.iter().map(line).collect()
    }

    /// A text that must be there.
    pub fn text(&mut self, name: &str, longest: usize) -> String {
        let text = self.optional(name, longest);
        if text.is_empty() {
            self.problem(name, "problem-missing", Vec::new());
        }
        text
    }

    /// A text that may be empty.
    pub fn optional(&mut self, name: &str, longest: usize) -> String {
        let text = self.value(name).trim().to_owned();
        let length = text.chars().count();
        if length > longest {
            self.problem(name, "problem-too-long", vec![("longest", longest.into()), ("length", length.into())]);
        }
        text
    }

    /// A day that must be there.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        if self.value(name).trim().is_empty() {
            self.problem(name, "problem-missing", Vec::new());
            return None;
        }
        self.optional_date(name)
    }

    /// A day that may be left out. Reads `2026-11-23`, `2026.11.23`, `2026年11月23日`.
    pub fn optional_date(&mut self, name: &str) -> Option<NaiveDate> {
        let typed = self.value(name).trim().to_owned();
        if typed.is_empty() {
            return None;
        }
        let plain = typed.replace(['年', '月', '.', '/'], "-").replace('日', "");
        match NaiveDate::parse_from_str(&plain, "%Y-%m-%d") {
            Ok(day) if (FIRST_DAY..=LAST_DAY).contains(&day) => Some(day),
            Ok(_) => {
                self.problem(name, "problem-date-range", vec![("first", FIRST_DAY.into()), ("last", LAST_DAY.into())]);
                None
            }
            Err(_) => {
                self.problem(name, "problem-not-a-date", Vec::new());
                None
            }
        }
    }

    /// A time of the day that may be left out. Reads `9:05`, `09:05`, `09：05`.
    pub fn optional_time(&mut self, name: &str) -> Option<NaiveTime> {
        let typed = self.value(name).trim().replace('：', ":");
        if typed.is_empty() {
            return None;
        }
        let time =
            NaiveTime::parse_from_str(&typed, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&typed, "%H:%M:%S"));
        if time.is_err() {
            self.problem(name, "problem-not-a-time", Vec::new());
        }
        time.ok()
    }

    /// A whole number within bounds.
    pub fn number(&mut self, name: &str, least: i32, most: i32) -> Option<i32> {
        let typed = self.value(name).trim().to_owned();
        if typed.is_empty() {
            self.problem(name, "problem-missing", Vec::new());
            return None;
        }
        match typed.parse::<i32>() {
            Ok(n) if (least..=most).contains(&n) => Some(n),
            _ => {
                self.problem(name, "problem-number", vec![("least", least.into()), ("most", most.into())]);
                None
            }
        }
    }

    /// A value of a closed vocabulary that must be chosen.
    pub fn choice<W: Word>(&mut self, name: &str) -> Option<W> {
        let chosen = W::parse(self.value(name));
        if chosen.is_none() {
            self.problem(name, "problem-choose", Vec::new());
        }
        chosen
    }

    /// The id of something that must be chosen.
    pub fn id<I: From<Uuid>>(&mut self, name: &str) -> Option<I> {
        let chosen = self.value(name).parse::<Uuid>().ok().map(I::from);
        if chosen.is_none() {
            self.problem(name, "problem-choose", Vec::new());
        }
        chosen
    }

    /// The ids chosen in a field that takes several.
    pub fn ids<I: From<Uuid>>(&self, name: &str) -> Vec<I> {
        self.values(name).into_iter().filter_map(|value| value.parse::<Uuid>().ok()).map(I::from).collect()
    }

    /// A box that is ticked or not.
    pub fn ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }
}

/// Whether a choice's code is the one that was chosen; templates hold codes of several types.
pub fn is_chosen(code: impl AsRef<str>, value: impl AsRef<str>) -> bool {
    code.as_ref() == value.as_ref()
}

/// Whether a field is typed unseen, so that no page may show it again.
pub fn is_secret(name: &str) -> bool {
    name.contains("password")
}

/// Whether percent-encoded text is UTF-8 once decoded; the form parser would silently replace what is not.
pub fn is_utf8(encoded: &[u8]) -> bool {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |c: &u8| char::from(*c).to_digit(16).unwrap_or_default();
                bytes.push(u8::try_from(digit(high) * 16 + digit(low)).unwrap_or_default());
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for typed in ["2022-07-23", "2022.7.23", "2022年7月23日", "2022/07/23"] {
            let mut fields = Fields::start([("day", typed.to_owned())]);
            assert_eq!(fields.date("day"), NaiveDate::from_ymd_opt(2022, 7, 23), "{typed}");
        }
    }

    #[test]
    fn a_faulty_date_keeps_what_was_typed() {
        for (typed, key) in
            [("2022-02-30", "problem-not-a-date"), ("0022-02-03", "problem-date-range"), ("", "problem-missing")]
        {
            let mut fields = Fields::start([("day", typed.to_owned())]);
            assert_eq!(fields.date("day"), None);
            assert_eq!(fields.problems()[0].key, key);
            assert_eq!(fields.value("day"), typed);
        }
    }

    #[test]
    fn text_that_cannot_be_kept_is_refused() {
        assert!(Fields::parse(b"a=%FF").is_err());
        assert!(Fields::parse(b"a=b%00c").is_err());
        assert_eq!(Fields::parse(b"a=%E6%A1%88&a=2").map(|f| f.values("a").len()).ok(), Some(2));
    }
}
