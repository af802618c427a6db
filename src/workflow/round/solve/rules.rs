//! The rules that speak of one person at one visit, whoever else goes.
use chrono::{Months, NaiveDate};

use super::{
    Reason, Rule,
    model::{Person, Posting, Problem, Visit},
};
use crate::foundation::id::{FacilityId, OrgId};

/// Everything that keeps a person from a visit. What the approver has set aside is left out.
pub(super) fn against(problem: &Problem, person: &Person, visit: &Visit) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(
        person
            .absences
            .iter()
            .filter(|absence| absence.from <= visit.last && visit.first <= absence.to)
            .map(|absence| Reason::Absent { absence: absence.id, from: absence.from, to: absence.to }),
    );
    let kin = person.kin.iter().filter(|kin| stands_at(visit, kin.organ, kin.organ, kin.facility));
    reasons.extend(kin.map(|kin| Reason::Kin { tie: kin.id }));
    let recused = person.recusals.iter().filter(|recusal| recusal.facility == visit.facility);
    reasons.extend(recused.map(|recusal| Reason::Recused { recusal: recusal.id }));
    let tied = person.ties.iter().filter(|tie| tie.facility == visit.facility);
    reasons.extend(tied.map(|tie| Reason::Tied { declaration: tie.id }));
    if problem.bars.iter().any(|bar| bar.person == person.id && bar.visit == visit.id) {
        reasons.push(Reason::Barred);
    }
    if problem.cross {
        let own = own_unit(person, visit);
        reasons.extend(own.map(|unit| Reason::OwnUnit { unit }));
        // the post that is held now is the own unit's to say
        let former = person.postings.iter().filter(|posting| own.is_none() || posting.until.is_some());
        reasons.extend(former.filter_map(|posting| posted(problem, posting, visit)));
        if person.inspected.contains(&visit.facility) {
            reasons.push(Reason::InspectedLast);
        }
    }
    reasons.retain(|reason| !set_aside(problem, person, visit, reason.rule()));
    reasons
}

fn set_aside(problem: &Problem, person: &Person, visit: &Visit, rule: Rule) -> bool {
    problem.overrides.iter().any(|one| one.person == person.id && one.visit == visit.id && one.rule == rule)
}

/// The unit, where it is the supervising procuratorate or its resident office: exactly these, not what stands above them.
fn own_unit(person: &Person, visit: &Visit) -> Option<OrgId> {
    person.unit.filter(|_| stands_at(visit, person.unit, person.procuratorate, None))
}

fn posted(problem: &Problem, posting: &Posting, visit: &Visit) -> Option<Reason> {
    let there = stands_at(visit, posting.organ, posting.procuratorate, posting.facility);
    let free_from = posting.until.and_then(|until| years_after(until, problem.cooling_years));
    let counts = posting.from <= visit.last && free_from.is_none_or(|day| visit.first < day);
    (there && counts).then_some(Reason::Posted { posting: posting.id, free_from })
}

fn years_after(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(years.saturating_mul(12)))
}

/// Whether an organ supervises the facility or sits there, or it is the facility itself.
fn stands_at(visit: &Visit, organ: Option<OrgId>, procuratorate: Option<OrgId>, facility: Option<FacilityId>) -> bool {
    let supervises = |organ: Option<OrgId>| organ.is_some() && organ == visit.supervisor;
    facility == Some(visit.facility)
        || supervises(organ)
        || supervises(procuratorate)
        || organ.is_some_and(|organ| visit.residents.contains(&organ))
}
