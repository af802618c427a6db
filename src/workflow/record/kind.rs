//! What each method of inspection asks for besides time, place and facts: its fields, as data, with one reader and one way to show
//! them.
//!
//! They are kept as one jsonb object a record. The fields differ from method to method and grow with the trade's forms, so that a
//! column for each would be empty in most rows; inside the object numbers are numbers and rows are arrays of objects, which SQL
//! counts as it counts columns. The database holds that it is an object; what stands in it is judged here, before it is written.
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    foundation::{
        text::Lang,
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    workflow::record::model::Method,
};

/// A column of a field that takes rows.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub number: bool,
}

/// What a field takes.
#[derive(Debug)]
pub enum Kind {
    Line,
    Prose,
    Count,
    Choice(&'static [&'static str]),
    /// One row a line, its columns parted by a bar or a tab.
    Rows(&'static [Column]),
}

/// A field of a method.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
}

const fn must(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true }
}

const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

const fn text(name: &'static str) -> Column {
    Column { name, number: false }
}

const fn number(name: &'static str) -> Column {
    Column { name, number: true }
}

const FILE_REVIEW: &[Field] = &[may("copies", Kind::Count)];
const CCTV: &[Field] =
    &[must("camera", Kind::Line), must("span", Kind::Line), may("hours", Kind::Count), may("source", Kind::Line)];
const AUDIO: &[Field] = &[must("line", Kind::Line), must("span", Kind::Line), may("calls", Kind::Count)];
const CONTRABAND: &[Field] = &[
    must("searched", Kind::Line),
    may("items", Kind::Rows(&[text("what"), text("where"), number("quantity"), text("handed_to")])),
];
const INTERVIEW: &[Field] = &[
    may("span", Kind::Line),
    must(
        "circle",
        Kind::Choice(&["arrived", "confined", "injured", "released", "frail", "rewarded", "complained", "other"]),
    ),
    may("recorded", Kind::Choice(&["video", "audio", "none"])),
    may("interpreter", Kind::Line),
];
const OFFICER: &[Field] = &[
    may("span", Kind::Line),
    must("circle", Kind::Choice(&["ward_police", "sentence_police", "other_police", "kin", "other"])),
    may("recorded", Kind::Choice(&["video", "audio", "none"])),
];
const MEETING: &[Field] = &[
    must("occasion", Kind::Choice(&["kickoff", "facility_meeting", "forum", "feedback", "other"])),
    may("presided", Kind::Line),
    must("attended", Kind::Prose),
    may("topics", Kind::Prose),
    may("statements", Kind::Prose),
];
const QUESTIONNAIRE: &[Field] = &[
    must("form", Kind::Line),
    must("handed_out", Kind::Count),
    must("returned", Kind::Count),
    must("valid", Kind::Count),
    may("answers", Kind::Rows(&[text("question"), text("answer"), number("count")])),
];
const COMPLAINT: &[Field] = &[
    must("channel", Kind::Choice(&["mailbox", "letter", "visit", "call", "police"])),
    may("opened_by", Kind::Line),
    may("letters", Kind::Count),
    may("handling", Kind::Rows(&[text("letter"), text("handled")])),
];
const VIDEO: &[Field] =
    &[must("camera", Kind::Line), must("takers", Kind::Line), may("cuts", Kind::Line), may("source", Kind::Line)];
const DATA: &[Field] = &[must("source", Kind::Line), may("compared", Kind::Count), may("hits", Kind::Count)];
const OPINION: &[Field] = &[must("expert", Kind::Line), must("question", Kind::Line)];

/// The fields of a method, in the order in which they are asked for.
pub const fn fields(method: Method) -> &'static [Field] {
    match method {
        Method::FileReview => FILE_REVIEW,
        Method::CctvReview => CCTV,
        Method::CallVisitAudioReview => AUDIO,
        Method::SiteVisit => &[],
        Method::ContrabandCheck => CONTRABAND,
        Method::InmateInterview | Method::FormerInmateInterview => INTERVIEW,
        Method::OfficerInterview => OFFICER,
        Method::BriefingOrMeeting => MEETING,
        Method::Questionnaire => QUESTIONNAIRE,
        Method::ComplaintIntake => COMPLAINT,
        Method::VideoInspection => VIDEO,
        Method::DataComparison => DATA,
        Method::ExpertOpinion => OPINION,
    }
}

/// Whether somebody is spoken to whose name stays in a compartment of its own.
pub const fn is_interview(method: Method) -> bool {
    matches!(method, Method::InmateInterview | Method::OfficerInterview | Method::FormerInmateInterview)
}

/// The most that is counted, and the most rows that are taken.
const MOST: i32 = 1_000_000;
const ROWS: usize = 300;

/// The name of a field on the form of records, where all methods stand side by side.
pub fn input(method: Method, field: &Field) -> String {
    format!("detail_{}-{}", field.name, method.code())
}

/// Reads what the chosen method asks for; what is wrong is noted at the fields.
pub fn read(fields: &mut Fields, method: Method) -> Value {
    let mut found = Map::new();
    for field in self::fields(method) {
        let name = input(method, field);
        if fields.value(&name).trim().is_empty() {
            if field.required {
                fields.problem(&name, "problem-missing", Vec::new());
            }
            continue;
        }
        let value = match field.kind {
            Kind::Line => json!(fields.optional(&name, LINE)),
            Kind::Prose => json!(fields.optional(&name, PROSE)),
            Kind::Count => json!(fields.number(&name, 0, MOST)),
            Kind::Choice(codes) => {
                let code = fields.value(&name).to_owned();
                if !codes.contains(&code.as_str()) {
                    fields.problem(&name, "problem-choose", Vec::new());
                }
                json!(code)
            }
            Kind::Rows(columns) => rows(fields, &name, columns),
        };
        found.insert(field.name.to_owned(), value);
    }
    agree(fields, method, &found);
    Value::Object(found)
}

/// One row a line; a line with more columns than there are, or with no number where one belongs, is said by its number.
fn rows(fields: &mut Fields, name: &str, columns: &[Column]) -> Value {
    let typed = fields.optional(name, PROSE);
    let mut read = Vec::new();
    for (at, line) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(['｜', '|', '\t']).map(str::trim).collect();
        let mut row = Map::new();
        for (column, cell) in columns.iter().zip(cells.iter().chain(std::iter::repeat(&""))) {
            match cell.parse::<u32>() {
                Ok(count) if column.number => drop(row.insert(column.name.to_owned(), json!(count))),
                _ if column.number && cell.is_empty() => {}
                _ if column.number => {
                    fields.problem(name, "problem-row-number", vec![("line", (at + 1).into())]);
                }
                _ => drop(row.insert(column.name.to_owned(), json!(cell))),
            }
        }
        if cells.len() > columns.len() {
            fields.problem(name, "problem-row-columns", vec![("line", (at + 1).into()), ("n", columns.len().into())]);
        }
        read.push(Value::Object(row));
    }
    if read.len() > ROWS {
        fields.problem(name, "problem-rows", vec![("most", ROWS.into())]);
    }
    Value::Array(read)
}

/// What must hold between fields.
fn agree(fields: &mut Fields, method: Method, found: &Map<String, Value>) {
    let count = |name: &str| found.get(name).and_then(Value::as_i64);
    if method == Method::Questionnaire
        && let (Some(out), Some(back), Some(valid)) = (count("handed_out"), count("returned"), count("valid"))
    {
        let name = |name: &str| format!("detail_{name}-{}", method.code());
        if back > out {
            fields.problem(&name("returned"), "problem-more-returned", vec![("n", out.into())]);
        }
        if valid > back {
            fields.problem(&name("valid"), "problem-more-valid", vec![("n", back.into())]);
        }
    }
}

/// What a field holds, as it was typed.
fn typed(field: &Field, details: &Value) -> String {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    match (&field.kind, details.get(field.name)) {
        (_, None | Some(Value::Null)) => String::new(),
        (Kind::Rows(columns), Some(Value::Array(rows))) => {
            let line = |row: &Value| {
                let cells: Vec<_> =
                    columns.iter().map(|column| row.get(column.name).map_or_else(String::new, plain)).collect();
                cells.join(" ｜ ").trim_end_matches([' ', '｜']).to_owned()
            };
            rows.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        (_, Some(value)) => plain(value),
    }
}

/// The fields of a record as its form starts with them.
pub fn started(method: Method, details: &Value) -> BTreeMap<String, String> {
    fields(method).iter().map(|field| (input(method, field), typed(field, details))).collect()
}

/// What a record holds besides its facts, each with its label, what is empty left out.
pub fn said(method: Method, details: &Value, l: Lang) -> Vec<(String, String)> {
    let line = |field: &Field| {
        let text = typed(field, details);
        let text = match field.kind {
            Kind::Choice(_) if !text.is_empty() => choice(&text, l),
            Kind::Line | Kind::Prose | Kind::Count | Kind::Choice(_) | Kind::Rows(_) => text,
        };
        (!text.is_empty()).then(|| (label(field, l), text))
    };
    fields(method).iter().filter_map(line).collect()
}

/// The fields of a method as its form names and labels them.
pub fn labels(method: Method, l: Lang) -> Vec<(String, String)> {
    fields(method).iter().map(|field| (input(method, field), label(field, l))).collect()
}

fn label(field: &Field, l: Lang) -> String {
    l.t(&format!("record-detail-{}", field.name.replace('_', "-")))
}

fn choice(code: &str, l: Lang) -> String {
    l.t(&format!("record-choice-{}", code.replace('_', "-")))
}

/// A field as the form shows it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub name: String,
    pub label: String,
    pub hint: String,
    /// The way in which it is entered.
    pub way: &'static str,
    pub required: bool,
    pub options: Vec<(String, String)>,
    pub value: String,
    pub error: Option<String>,
}

/// The fields of a method as the form shows them.
#[derive(Debug, Clone)]
pub struct Set {
    pub method: Method,
    pub asked: Vec<Asked>,
}

/// The fields of all methods that have some.
pub fn sets(form: &Fields, l: Lang) -> Vec<Set> {
    let asked = |method: Method, field: &Field| {
        let name = input(method, field);
        Asked {
            label: label(field, l),
            hint: match field.kind {
                Kind::Rows(columns) => {
                    let names =
                        columns.iter().map(|column| l.t(&format!("record-column-{}", column.name.replace('_', "-"))));
                    l.with("record-rows-hint", &[("columns", names.collect::<Vec<_>>().join(" ｜ ").into())])
                }
                Kind::Line | Kind::Prose | Kind::Count | Kind::Choice(_) => String::new(),
            },
            way: match field.kind {
                Kind::Line => "text",
                Kind::Count => "number",
                Kind::Choice(_) => "choice",
                Kind::Prose | Kind::Rows(_) => "prose",
            },
            required: field.required,
            options: match field.kind {
                Kind::Choice(codes) => codes.iter().map(|code| ((*code).to_owned(), choice(code, l))).collect(),
                Kind::Line | Kind::Prose | Kind::Count | Kind::Rows(_) => Vec::new(),
            },
            value: form.value(&name).to_owned(),
            error: form.error(l, &name),
            name,
        }
    };
    let set = |method: Method| Set { method, asked: fields(method).iter().map(|field| asked(method, field)).collect() };
    Method::ALL.iter().copied().filter(|method| !fields(*method).is_empty()).map(set).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(method: Method, values: &[(&str, &str)]) -> Fields {
        values.iter().fold(Fields::default(), |form, (name, value)| {
            form.with(&format!("detail_{name}-{}", method.code()), *value)
        })
    }

    #[test]
    fn every_field_and_choice_has_its_word_in_both_languages() {
        for l in Lang::ALL {
            for field in Method::ALL.iter().flat_map(|method| fields(*method)) {
                let mut keys = vec![format!("record-detail-{}", field.name.replace('_', "-"))];
                match field.kind {
                    Kind::Choice(codes) => {
                        keys.extend(codes.iter().map(|code| format!("record-choice-{}", code.replace('_', "-"))));
                    }
                    Kind::Rows(columns) => {
                        keys.extend(columns.iter().map(|one| format!("record-column-{}", one.name.replace('_', "-"))));
                    }
                    Kind::Line | Kind::Prose | Kind::Count => {}
                }
                for key in keys {
                    assert!(l.find(&key).is_some(), "{key} has no word in {}", l.tag());
                }
            }
        }
    }

    #[test]
    fn numbers_are_numbers_and_rows_are_rows_and_both_are_shown_as_typed() {
        let method = Method::Questionnaire;
        let values = [
            ("form", "伙食满意度"),
            ("handed_out", "120"),
            ("returned", "118"),
            ("valid", "115"),
            ("answers", "伙食｜满意｜80\n伙食\t不满意\t35"),
        ];
        let mut typed = form(method, &values);
        let found = read(&mut typed, method);
        assert!(typed.is_ok(), "{:?}", typed.problems());
        assert_eq!(found["valid"], 115);
        assert_eq!(found["answers"][1]["count"], 35);
        assert_eq!(started(method, &found)["detail_answers-questionnaire"], "伙食 ｜ 满意 ｜ 80\n伙食 ｜ 不满意 ｜ 35");
    }

    #[test]
    fn what_cannot_be_is_said_at_its_field() {
        let method = Method::Questionnaire;
        let values =
            [("form", "甲"), ("handed_out", "10"), ("returned", "11"), ("valid", "12"), ("answers", "伙食｜满意｜多")];
        let mut typed = form(method, &values);
        read(&mut typed, method);
        let keys: Vec<_> = typed.problems().iter().map(|problem| problem.key).collect();
        assert_eq!(keys, ["problem-row-number", "problem-more-returned", "problem-more-valid"]);
        let mut empty = form(Method::VideoInspection, &[]);
        read(&mut empty, Method::VideoInspection);
        assert_eq!(empty.problems().len(), 2);
    }
}
