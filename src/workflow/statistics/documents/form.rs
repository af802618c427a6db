//! What the list of documents may be narrowed to, read from the address.
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        text::Lang,
        web::fields::{Fields, LINE},
        word::Word,
    },
    workflow::{
        document::Kind,
        statistics::{
            documents::model::{Late, Stage},
            filter::{Choice, label, unknown},
        },
    },
};

const NAMES: [&str; 5] = ["facility", "kind", "state", "late", "q"];

/// What documents are narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Looked up by the page: it is named by its code.
    pub facility: Option<Choice<Uuid>>,
    pub kind: Option<Kind>,
    pub state: Option<Stage>,
    pub late: Option<Late>,
    pub q: String,
}

impl Asked {
    /// # Errors
    /// A filter that there is not, one given twice, a value that it does not have.
    pub fn parse(fields: &Fields, l: Lang) -> Result<Self> {
        for (name, _) in fields.pairs() {
            if !NAMES.contains(&name.as_str()) && !["lang", "after"].contains(&name.as_str()) {
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
        let (kind, state, late) = (word(fields, "kind", l)?, word(fields, "state", l)?, word(fields, "late", l)?);
        Ok(Self { facility: None, kind, state, late, q })
    }

    pub fn value(&self, name: &str) -> &str {
        match name {
            "facility" => self.facility.as_ref().map_or("", |facility| &facility.code),
            "kind" => self.kind.map_or("", Word::code),
            "state" => self.state.map_or("", Word::code),
            "late" => self.late.map_or("", Word::code),
            "q" => &self.q,
            _ => "",
        }
    }

    /// The address of the list narrowed to this, from a row on.
    pub fn href(&self, after: Option<&str>) -> String {
        let set = NAMES.iter().map(|name| (*name, self.value(name)));
        let pairs: Vec<_> = set.chain(after.map(|key| ("after", key))).filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(pairs) {
            Ok(query) if !query.is_empty() => format!("/documents?{query}"),
            Ok(_) | Err(_) => "/documents".to_owned(),
        }
    }

    /// Each choice in words, with the address without it.
    pub fn chips(&self, l: Lang) -> Vec<(String, String, String)> {
        let chip = |name, said: Option<String>, rest: Self| said.map(|said| (label(l, name), said, rest.href(None)));
        let named = |facility: &Choice<Uuid>| l.pick(&facility.name_zh, &facility.name_en).to_owned();
        let chips = [
            chip("facility", self.facility.as_ref().map(named), Self { facility: None, ..self.clone() }),
            chip("kind", self.kind.map(|word| l.word(word)), Self { kind: None, ..self.clone() }),
            chip("state", self.state.map(|word| l.word(word)), Self { state: None, ..self.clone() }),
            chip("late", self.late.map(|word| l.word(word)), Self { late: None, ..self.clone() }),
            chip("q", Some(self.q.clone()).filter(|q| !q.is_empty()), Self { q: String::new(), ..self.clone() }),
        ];
        chips.into_iter().flatten().collect()
    }
}

fn word<W: Word>(fields: &Fields, name: &str, l: Lang) -> Result<Option<W>> {
    match fields.value(name) {
        "" => Ok(None),
        code => W::parse(code).map(Some).ok_or_else(|| unknown(l, name, code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_being_read() {
        let read = |query: &str| Fields::parse(query.as_bytes()).and_then(|fields| Asked::parse(&fields, Lang::Zh));
        let query = "kind=recommendation&state=served&late=reply&q=2026";
        assert_eq!(read(query).map(|asked| asked.href(None)).ok(), Some(format!("/documents?{query}")));
        assert!(read("state=burnt").is_err() && read("colour=red").is_err() && read("late=reply&late=reply").is_err());
    }
}
