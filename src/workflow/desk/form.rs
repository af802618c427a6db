//! What the list of to-dos and the days ahead may be narrowed to, read from the address.
use chrono::{Days, NaiveDate};

use crate::{
    foundation::{
        error::{AppError, Result},
        text::Lang,
        web::fields::{Fields, LINE},
        word::Word,
    },
    people::access::Task,
    workflow::{desk::model::Due, statistics::filter},
};

/// Days on the desk's strip, and most days that one page shows.
pub const AHEAD: u64 = 14;
const MOST_DAYS: i64 = 92;

/// What to-dos are narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub task: Option<Task>,
    pub due: Option<Due>,
    pub q: String,
}

impl Asked {
    /// # Errors
    /// A filter that there is not, one given twice, a value that it does not have.
    pub fn parse(fields: &Fields, l: Lang) -> Result<Self> {
        known(fields, &["task", "due", "q"])?;
        let q = fields.value("q").trim().to_owned();
        if q.chars().count() > LINE {
            return Err(AppError::Unreadable("filter-too-long", vec![("longest", LINE.into())]));
        }
        Ok(Self { task: word(fields, "task", l)?, due: word(fields, "due", l)?, q })
    }

    /// The address of the list narrowed to this, from a row on.
    pub fn href(&self, after: Option<String>) -> String {
        let code = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        address(
            "/todo",
            vec![
                ("task", code(self.task.map(Word::code))),
                ("due", code(self.due.map(Word::code))),
                ("q", self.q.clone()),
                ("after", after.unwrap_or_default()),
            ],
        )
    }

    /// The code of the due day asked for, as its field has it.
    pub fn due_code(&self) -> &'static str {
        self.due.map_or("", Word::code)
    }

    #[must_use]
    pub fn of_task(&self, task: Option<Task>) -> Self {
        Self { task, ..self.clone() }
    }

    /// Each choice in words, with the address without it. The task is a tab.
    pub fn chips(&self, l: Lang) -> Vec<(String, String, String)> {
        let due =
            self.due.map(|due| (filter::label(l, "due"), l.word(due), Self { due: None, ..self.clone() }.href(None)));
        let q = Some(&self.q)
            .filter(|q| !q.is_empty())
            .map(|q| (filter::label(l, "q"), q.clone(), Self { q: String::new(), ..self.clone() }.href(None)));
        due.into_iter().chain(q).collect()
    }
}

/// The days of a page: the next two weeks unless others are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    pub fn ahead(today: NaiveDate) -> Self {
        Self { from: today, to: today + Days::new(AHEAD - 1) }
    }

    /// # Errors
    /// A filter that there is not, what is no day, an end before the beginning, more days than a page shows.
    pub fn parse(fields: &Fields, today: NaiveDate, l: Lang) -> Result<Self> {
        known(fields, &["from", "to"])?;
        let from = filter::day(fields, "from", l)?.unwrap_or(today);
        let to = filter::day(fields, "to", l)?.unwrap_or_else(|| from + Days::new(AHEAD - 1));
        if to < from || (to - from).num_days() >= MOST_DAYS {
            return Err(AppError::Unreadable("agenda-too-long", vec![("most", MOST_DAYS.into())]));
        }
        Ok(Self { from, to })
    }

    pub fn href(self, after: Option<String>) -> String {
        let (from, to) = (self.from.to_string(), self.to.to_string());
        address("/agenda", vec![("from", from), ("to", to), ("after", after.unwrap_or_default())])
    }
}

fn address(path: &str, mut pairs: Vec<(&'static str, String)>) -> String {
    pairs.retain(|(_, value)| !value.is_empty());
    match serde_html_form::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

fn known(fields: &Fields, names: &[&str]) -> Result<()> {
    for (name, _) in fields.pairs() {
        if !names.contains(&name.as_str()) && !["lang", "after"].contains(&name.as_str()) {
            return Err(AppError::Unreadable("filter-unknown-name", vec![("name", name.into())]));
        }
        if fields.values(name).len() > 1 {
            return Err(AppError::Unreadable("filter-twice", vec![("name", name.into())]));
        }
    }
    Ok(())
}

fn word<W: Word>(fields: &Fields, name: &str, l: Lang) -> Result<Option<W>> {
    match fields.value(name) {
        "" => Ok(None),
        code => W::parse(code).map(Some).ok_or_else(|| filter::unknown(l, name, code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_being_read() {
        let read = |query: &str| Fields::parse(query.as_bytes()).and_then(|fields| Asked::parse(&fields, Lang::Zh));
        let query = "task=verify&due=overdue&q=%E7%A6%81";
        assert_eq!(read(query).map(|asked| asked.href(None)).ok(), Some(format!("/todo?{query}")));
        assert!(read("task=paint").is_err() && read("colour=red").is_err() && read("due=week&due=week").is_err());
    }

    #[test]
    fn a_page_has_days_in_their_order() {
        let today = NaiveDate::default();
        let read =
            |query: &str| Fields::parse(query.as_bytes()).and_then(|fields| Span::parse(&fields, today, Lang::Zh));
        assert_eq!(read("").ok(), Some(Span::ahead(today)));
        assert!(read("from=2026-11-23&to=2026-11-22").is_err() && read("from=2026-01-01&to=2026-12-31").is_err());
    }
}
