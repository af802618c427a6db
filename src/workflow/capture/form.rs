//! Reading the form of fast capture.
use std::sync::Arc;

use uuid::Uuid;

use crate::{
    foundation::{
        id::{self, FindingId, RecordId},
        web::fields::{Fields, LINE},
        word::Word as _,
    },
    law::{
        category::Category,
        checklist::{Answer, Edition, Pinned},
    },
    workflow::{
        capture::act::Captured,
        checklist::store::NewAnswer,
        finding, paper,
        record::{self, model::Method, store::NewRecord},
    },
};

/// What a form is judged against.
#[derive(Debug)]
pub struct Bounds {
    pub record: record::Bounds,
    /// The checklists of the plan.
    pub lists: Vec<Arc<Edition>>,
    /// What was answered in the case so far; read only where the form answers what depends on it.
    pub said: Vec<(String, Answer)>,
    /// The materials on the list of the case.
    pub materials: Vec<Uuid>,
    /// The names of the files.
    pub names: Vec<String>,
    /// The category that was chosen for a finding, if there is such a one.
    pub category: Option<Category>,
    /// The sheet that was named, if it is one of the case.
    pub sheet: Option<paper::Sheet>,
}

/// Signs of the facts that make a title where none was written.
const TITLE: usize = 40;

/// Whether a finding is logged with the record.
pub fn finds(fields: &Fields) -> bool {
    fields.ticked("finding")
}

/// Reads a form; what is wrong is noted at its fields.
pub fn read(fields: &mut Fields, bounds: &Bounds) -> Option<Captured> {
    let text = record::read_text(fields, &bounds.record);
    let (answers, idle) = asked(answers(fields, &bounds.lists), &bounds.said);
    let materials = materials(fields, bounds);
    let body = fields.value("body").trim().to_owned();
    let finding = finding(fields, &body, &answers, bounds);
    let paper = paper(fields, bounds);
    let who = record::interview::read(fields);
    if let Some(who) = &who {
        record::interview::unname(fields, who);
        if bounds.names.iter().any(|name| who.is_in(name)) {
            fields.problem("files", "problem-named", Vec::new());
        }
    }
    if !fields.is_ok() {
        return None;
    }
    let id = RecordId(key(fields, "_key"));
    let record = NewRecord { id, text: text?, materials, interview: who.is_some() };
    Some(Captured { record, who, answers, idle, finding, paper })
}

/// The id that was made with the form, else a new one.
fn key(fields: &Fields, name: &str) -> Uuid {
    fields.value(name).parse().unwrap_or_else(|_| id::fresh())
}

/// Whether a form answers an item that depends on another.
pub fn is_conditional(fields: &Fields, lists: &[Arc<Edition>]) -> bool {
    let depends = |pinned: Pinned| pinned.item.after_item.is_some();
    let section = fields.pairs().iter().filter(|(_, said)| !said.is_empty());
    let section = section.filter_map(|(name, _)| name.strip_prefix("answer-"));
    Pinned::typed(lists, fields.value("item")).is_some_and(depends)
        || section.filter_map(|code| Pinned::coded(lists, code)).any(depends)
}

/// The answers to items that are asked; of the others the codes. What the form itself answers goes before what was answered
/// earlier. A record is never refused for them: it may have waited on a machine while a colleague answered otherwise.
fn asked(answers: Vec<NewAnswer>, before: &[(String, Answer)]) -> (Vec<NewAnswer>, Vec<String>) {
    let here: Vec<(String, Answer)> =
        answers.iter().filter_map(|one| Some((one.pinned.item.code.clone(), one.answer?))).collect();
    let said = |code: &str| here.iter().chain(before).find(|(item, _)| item == code).map(|(_, answer)| *answer);
    let (asked, idle): (Vec<_>, Vec<_>) = answers.into_iter().partition(|one| one.pinned.item.applies(said));
    (asked, idle.into_iter().map(|one| one.pinned.item.code.clone()).collect())
}

/// The one item that was typed, and those of a section that were answered.
fn answers(fields: &mut Fields, lists: &[Arc<Edition>]) -> Vec<NewAnswer> {
    let mut found: Vec<NewAnswer> = Vec::new();
    let typed = fields.optional("item", LINE);
    let said = fields.value("answer").to_owned();
    let answer = Answer::parse(&said);
    if !said.is_empty() && answer.is_none() {
        fields.problem("answer", "problem-choose", Vec::new());
    }
    if typed.is_empty() && answer.is_some() {
        fields.problem("item", "problem-item-missing", Vec::new());
    }
    if !typed.is_empty() {
        match Pinned::typed(lists, &typed) {
            Some(pinned) => found.push(NewAnswer { pinned, answer, note: fields.optional("answer_note", LINE) }),
            None => fields.problem("item", "problem-item", Vec::new()),
        }
    }
    let names: Vec<String> =
        fields.pairs().iter().filter(|(name, _)| name.starts_with("answer-")).map(|(name, _)| name.clone()).collect();
    for name in names {
        let code = name.trim_start_matches("answer-").to_owned();
        let said = fields.value(&name).to_owned();
        if said.is_empty() || found.iter().any(|other| other.pinned.item.code == code) {
            continue;
        }
        match (Pinned::coded(lists, &code), Answer::parse(&said)) {
            (Some(pinned), Some(answer)) => {
                let note = fields.optional(&format!("note-{code}"), LINE);
                found.push(NewAnswer { pinned, answer: Some(answer), note });
            }
            _ => fields.problem(&name, "problem-choose", Vec::new()),
        }
    }
    found
}

/// The field in which the outbox says how many files come after the form.
const FOLLOWING: &str = "_following";

/// When it was written on the sheet that is named; a picture of the sheet comes with it, or a reason why none does.
fn paper(fields: &mut Fields, bounds: &Bounds) -> Option<paper::Entry> {
    let typed = fields.value("sheet").to_owned();
    if typed.is_empty() {
        return None;
    }
    let before = fields.problems().len();
    match &bounds.sheet {
        None => fields.problem("sheet", "problem-sheet", Vec::new()),
        Some(sheet) if !sheet.waits() => {
            let no = sheet.record_no.map_or_else(String::new, |no| no.to_string());
            let key = if sheet.record.is_some() { "problem-sheet-entered" } else { "problem-sheet-accounted" };
            fields.problem("sheet", key, vec![("n", no.into())]);
        }
        Some(_) => {}
    }
    let (day, clock) = (fields.date("paper_day"), fields.optional_time("paper_clock"));
    if day.is_some_and(|day| day > bounds.record.today) {
        fields.problem("paper_day", "problem-future", vec![("today", bounds.record.today.into())]);
    }
    let no_scan = fields.optional("no_scan", LINE);
    let has_scan = !bounds.names.is_empty() || fields.value(FOLLOWING).parse::<u32>().is_ok_and(|files| files > 0);
    if !has_scan && no_scan.is_empty() {
        fields.problem("no_scan", "problem-no-scan", Vec::new());
    }
    let (key, day) = (paper::Key::parse(&typed)?, day?);
    let no_scan = if has_scan { String::new() } else { no_scan };
    (fields.problems().len() == before).then_some(paper::Entry { key, day, clock, no_scan })
}

/// What was read belongs to a file review, and to this case.
fn materials(fields: &mut Fields, bounds: &Bounds) -> Vec<Uuid> {
    if fields.value("method") != Method::FileReview.code() {
        return Vec::new();
    }
    let mut chosen: Vec<Uuid> = fields.ids("materials");
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.len() < fields.values("materials").len() || chosen.iter().any(|id| !bounds.materials.contains(id)) {
        fields.problem("materials", "problem-choose", Vec::new());
    }
    chosen
}

/// The facts are those of the record; a title that was not written is their beginning, a rule that was not named the item's.
fn finding(
    fields: &mut Fields,
    body: &str,
    answers: &[NewAnswer],
    bounds: &Bounds,
) -> Option<(FindingId, finding::store::Text)> {
    if !finds(fields) {
        return None;
    }
    let mut form = fields.clone();
    form.set("facts", body);
    if form.value("title").trim().is_empty() {
        let first = body.lines().next().unwrap_or_default();
        let sentence = first.split(['。', '；']).next().unwrap_or_default();
        form.set("title", sentence.chars().take(TITLE).collect::<String>());
    }
    if form.value("depth").is_empty() {
        form.set("depth", finding::Depth::General.code());
    }
    let item = answers.iter().find(|answer| answer.is_no()).or(answers.first());
    if let Some(answer) = item.filter(|_| form.value("legal_basis").trim().is_empty()) {
        form.set("legal_basis", answer.pinned.item.legal_basis.clone());
    }
    let text = finding::read_text(&mut form, bounds.category.clone());
    // what is missing in the record itself is said there once
    for problem in form.problems().iter().skip(fields.problems().len()) {
        if problem.field != "facts" && (problem.field != "title" || !body.is_empty()) {
            fields.problem(&problem.field, problem.key, problem.args.clone());
        }
    }
    Some((FindingId(key(fields, "finding_key")), text?))
}
