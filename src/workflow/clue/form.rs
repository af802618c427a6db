//! Reading the forms of a clue: its words, and what each step asks for.
use chrono::NaiveDate;

use crate::{
    foundation::{
        id::PersonId,
        web::fields::{Fields, LINE, PROSE},
    },
    workflow::clue::{
        model::{Offence, Text},
        state::Step,
    },
};

/// The words of a clue; what is wrong is noted at the fields.
pub fn text(fields: &mut Fields) -> Option<Text> {
    let (source, received_from) = (fields.text("source", PROSE), fields.optional("received_from", LINE));
    let summary = fields.text("summary", PROSE);
    let offence = fields.choice::<Offence>("offence");
    let typed = if offence == Some(Offence::Other) {
        fields.text("other_offence", LINE)
    } else {
        fields.optional("other_offence", LINE)
    };
    if offence.is_some_and(|offence| offence != Offence::Other) && !typed.is_empty() {
        fields.problem("other_offence", "problem-clue-other-offence", Vec::new());
    }
    let (proof, risk) = (fields.optional("proof", PROSE), fields.optional("risk", PROSE));
    let persons = fields.optional("persons", PROSE);
    let text = Text { source, received_from, summary, offence: offence?, other_offence: typed, proof, risk, persons };
    fields.is_ok().then_some(text)
}

/// A day that has come, and is not before the clue was found.
pub fn day(fields: &mut Fields, name: &str, earliest: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let day = fields.date(name)?;
    if day > today {
        fields.problem(name, "problem-future", vec![("today", today.into())]);
    } else if let Some(earliest) = earliest.filter(|earliest| day < *earliest) {
        fields.problem(name, "problem-too-early", vec![("earliest", earliest.into())]);
    }
    Some(day)
}

/// What a step asks for.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one field that a form has or has not")]
pub struct Asks {
    pub day: bool,
    pub receiver: bool,
    pub number: bool,
    /// A number that may be left out.
    pub number_if_any: bool,
    pub reason: bool,
    pub tracker: bool,
}

pub const fn asks(step: Step) -> Asks {
    let none = Asks { day: false, receiver: false, number: false, number_if_any: false, reason: false, tracker: false };
    match step {
        Step::Note => none,
        Step::Register | Step::SetAside | Step::Return => Asks { reason: true, ..none },
        Step::Approve => Asks { tracker: true, ..none },
        Step::SendProvince | Step::SendOther => Asks { day: true, receiver: true, number: true, ..none },
        Step::Accept => Asks { day: true, number: true, ..none },
        Step::Refuse | Step::Conclude => Asks { day: true, reason: true, ..none },
        Step::File => Asks { day: true, number_if_any: true, ..none },
    }
}

/// What was typed with a step.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    pub done_on: Option<NaiveDate>,
    pub receiver: String,
    pub number: String,
    pub reason: String,
    pub tracker: Option<PersonId>,
}

/// Reads what a step asks for; `earliest` is the first day on which it can have happened, `people` who may be named.
pub fn answers(
    fields: &mut Fields,
    step: Step,
    (earliest, today): (NaiveDate, NaiveDate),
    people: &[(PersonId, String)],
) -> Option<Answers> {
    let asks = asks(step);
    let mut answers = Answers::default();
    if asks.tracker {
        answers.tracker = named(fields, people);
    }
    if asks.day {
        answers.done_on = day(fields, "done_on", Some(earliest), today);
    }
    if asks.receiver {
        answers.receiver = fields.text("receiver", LINE);
    }
    if asks.number {
        answers.number = fields.text("number", LINE);
    } else if asks.number_if_any {
        answers.number = fields.optional("number", LINE);
    }
    answers.reason = if asks.reason { fields.text("reason", PROSE) } else { fields.optional("reason", PROSE) };
    fields.is_ok().then_some(answers)
}

/// Whoever is chosen to follow a clue, of those who may.
pub fn named(fields: &mut Fields, people: &[(PersonId, String)]) -> Option<PersonId> {
    let chosen = fields.id::<PersonId>("tracker");
    if chosen.is_some_and(|chosen| !people.iter().any(|(person, _)| *person == chosen)) {
        fields.problem("tracker", "problem-choose", Vec::new());
    }
    chosen
}
