//! What contradicts itself before anybody is sent anywhere, by name.
use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Class, Problem, Rule, VisitId};
use crate::{foundation::id::PersonId, workflow::team::Place};

/// What makes it impossible to ask the question at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NoVisits,
    /// Nobody has standing supervision of the facility.
    NoSupervisor(VisitId),
    /// Ends before it begins.
    BackwardVisit(VisitId),
    NoLeadPlace(VisitId),
    TwoLeadPlaces(VisitId),
    SameVisit(VisitId),
    SamePerson(PersonId),
    BackwardAbsence(PersonId, Uuid),
    BackwardPosting(PersonId, Uuid),
    /// A pin, a bar or an override speaks of somebody who is not on the roster (any more).
    UnknownPerson(PersonId),
    UnknownVisit(VisitId),
    /// Only rules of class D can be set aside.
    NotOverridable {
        person: PersonId,
        visit: VisitId,
        rule: Rule,
    },
}

/// Everything that is wrong with a round.
pub(super) fn all(problem: &Problem) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if problem.visits.is_empty() {
        refusals.push(Refusal::NoVisits);
    }
    let (mut visits, mut people) = (BTreeSet::new(), BTreeSet::new());
    for visit in &problem.visits {
        let leads = visit.seats.iter().filter(|place| **place == Place::LeadProsecutor).count();
        let wrong = [
            (!visits.insert(visit.id), Refusal::SameVisit(visit.id)),
            (visit.supervisor.is_none(), Refusal::NoSupervisor(visit.id)),
            (visit.last < visit.first, Refusal::BackwardVisit(visit.id)),
            (leads == 0, Refusal::NoLeadPlace(visit.id)),
            (leads > 1, Refusal::TwoLeadPlaces(visit.id)),
        ];
        refusals.extend(wrong.into_iter().filter(|(is, _)| *is).map(|(_, refusal)| refusal));
    }
    for person in &problem.people {
        if !people.insert(person.id) {
            refusals.push(Refusal::SamePerson(person.id));
        }
        let absences = person.absences.iter().filter(|absence| absence.to < absence.from);
        refusals.extend(absences.map(|absence| Refusal::BackwardAbsence(person.id, absence.id)));
        let postings = person.postings.iter().filter(|post| post.until.is_some_and(|until| until < post.from));
        refusals.extend(postings.map(|post| Refusal::BackwardPosting(person.id, post.id)));
    }
    let named = (problem.pins.iter().map(|pin| (pin.person, pin.visit)))
        .chain(problem.bars.iter().map(|bar| (bar.person, bar.visit)))
        .chain(problem.overrides.iter().map(|one| (one.person, one.visit)));
    for (person, visit) in named {
        let unknown = [
            (!people.contains(&person)).then_some(Refusal::UnknownPerson(person)),
            (!visits.contains(&visit)).then_some(Refusal::UnknownVisit(visit)),
        ];
        for refusal in unknown.into_iter().flatten() {
            if !refusals.contains(&refusal) {
                refusals.push(refusal);
            }
        }
    }
    let hard = problem.overrides.iter().filter(|one| one.rule.class() != Class::Design);
    refusals.extend(hard.map(|one| Refusal::NotOverridable { person: one.person, visit: one.visit, rule: one.rule }));
    refusals
}
