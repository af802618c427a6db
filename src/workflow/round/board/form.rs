//! What a posted change of a board says.
use uuid::Uuid;

use crate::{
    foundation::{
        id::PersonId,
        web::fields::{Fields, PROSE},
        word::Word,
    },
    workflow::{
        round::{
            board::{model::Seated, store::SetAside},
            solve::{Rule, Shift, Spot, VisitId},
        },
        team::Place,
    },
};

/// A change of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Move(Vec<Shift>),
    Pin(PersonId, Spot, bool),
    Clear,
    Undo,
}

/// `<place>:<spot>`, as selects and hidden fields have it.
pub fn spot_code(spot: Spot) -> String {
    format!("{}:{}", spot.visit.0, spot.place.code())
}

fn spot(code: &str) -> Option<Spot> {
    let (visit, place) = code.split_once(':')?;
    Some(Spot { visit: VisitId(visit.parse().ok()?), place: Place::parse(place)? })
}

/// `<person>|<from>|<to>`: one step of a proposal.
pub fn shift_code(shift: &Shift) -> String {
    let code = |spot: Option<Spot>| spot.map(spot_code).unwrap_or_default();
    format!("{}|{}|{}", shift.person, code(shift.from), code(shift.to))
}

fn shift(code: &str) -> Option<Shift> {
    let mut parts = code.split('|');
    let (person, from, to) = (parts.next()?, parts.next()?, parts.next()?);
    let read = |code: &str| if code.is_empty() { Some(None) } else { spot(code).map(Some) };
    Some(Shift { person: PersonId(person.parse().ok()?), from: read(from)?, to: read(to)? })
}

/// Reads a change; what it does not say is noted at its field.
pub fn change(fields: &mut Fields) -> Option<Change> {
    let said = |name: &str| fields.values(name).into_iter().map(shift).collect::<Option<Vec<Shift>>>();
    let change = match fields.value("deed") {
        "undo" => Some(Change::Undo),
        "clear" => Some(Change::Clear),
        "pin" | "unpin" => {
            let person = fields.value("person").parse::<Uuid>().ok().map(PersonId);
            person
                .zip(spot(fields.value("from")))
                .map(|(person, at)| Change::Pin(person, at, fields.value("deed") == "pin"))
        }
        "swap" => said("shift").filter(|shifts| !shifts.is_empty()).map(Change::Move),
        _ => {
            let (from, to) = (fields.value("from"), fields.value("to"));
            let out = to == "out" && !from.is_empty();
            let person = fields.value("person").parse::<Uuid>().ok().map(PersonId);
            let moved = person.map(|person| Shift { person, from: spot(from), to: spot(to) });
            moved
                .filter(|shift| shift.from != shift.to && (out || shift.to.is_some()))
                .map(|shift| Change::Move(vec![shift]))
        }
    };
    if change.is_none() {
        fields.problem("to", "problem-choose", Vec::new());
    }
    change
}

/// The seats with somebody pinned or not.
pub fn pinned(seats: &[Seated], person: PersonId, at: Spot, pinned: bool) -> Vec<Seated> {
    let here = |seat: &Seated| seat.person == person && seat.seat().spot() == at;
    seats.iter().map(|seat| if here(seat) { Seated { pinned, ..*seat } } else { *seat }).collect()
}

/// Which rule the approver sets aside, for whom, where and why.
pub fn aside(fields: &mut Fields) -> Option<SetAside> {
    let place = fields.id("place");
    let person = fields.id("person");
    let rule = fields.choice::<Rule>("rule");
    let reason = fields.text("reason", PROSE);
    if !fields.is_ok() {
        return None;
    }
    Some(SetAside { place: place?, person: person?, rule: rule?, reason, who: String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_survives_its_form() {
        let to = Spot { visit: VisitId(Uuid::from_u128(7)), place: Place::Member };
        let step = Shift { person: PersonId(Uuid::from_u128(3)), from: None, to: Some(to) };
        assert_eq!(shift(&shift_code(&step)), Some(step));
        let mut fields = Fields::start([("deed", "swap".to_owned()), ("shift", shift_code(&step))]);
        assert_eq!(change(&mut fields), Some(Change::Move(vec![step])));
        let mut nowhere = Fields::start([("deed", "move".to_owned()), ("person", step.person.to_string())]);
        assert_eq!(change(&mut nowhere), None);
    }
}
