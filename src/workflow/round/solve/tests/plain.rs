//! Trying everything: the rules and the objective said once more, as plainly as can be, and every board looked at.
use crate::people::roster::seat::kilometres;
use std::collections::BTreeSet;

use super::*;

/// A team by itself: who sits where, and what it costs apart from the others.
struct Team {
    seats: Vec<Seat>,
    own: i64,
}

/// More boards than this are too many to look at.
const MANY: usize = 3_000_000;

/// What the best plan costs. `Some(None)` if there is none; None if there are too many boards to look at.
#[expect(clippy::option_option, reason = "whether it was tried, and what came of it")]
pub(super) fn least(problem: &Problem) -> Option<Option<i64>> {
    let mut teams: Vec<Vec<Team>> = problem.visits.iter().map(|visit| teams(problem, visit)).collect();
    let boards = teams.iter().try_fold(1_usize, |boards, teams| boards.checked_mul(teams.len().max(1)))?;
    if boards > MANY {
        return None;
    }
    for teams in &mut teams {
        teams.sort_by_key(|team| team.own);
    }
    let mut best = None;
    dig(problem, &teams, &mut Vec::new(), 0, &mut best);
    Some(best)
}

fn dig(problem: &Problem, teams: &[Vec<Team>], seats: &mut Vec<Seat>, own: i64, best: &mut Option<i64>) {
    let Some((next, rest)) = teams.split_first() else {
        let cost = own + between(problem, seats);
        *best = Some(best.map_or(cost, |best: i64| best.min(cost)));
        return;
    };
    for team in next {
        // what is shared between teams costs nought at least
        if best.is_some_and(|best| own + team.own >= best) {
            return;
        }
        if !team.seats.iter().any(|seat| seats.iter().any(|other| clash(problem, seat, other))) {
            let before = seats.len();
            seats.extend(&team.seats);
            dig(problem, rest, seats, own + team.own, best);
            seats.truncate(before);
        }
    }
}

fn who(problem: &Problem, id: PersonId) -> &Person {
    let Some(person) = problem.people.iter().find(|person| person.id == id) else { unreachable!("on the roster") };
    person
}

fn place_of(problem: &Problem, id: VisitId) -> &Visit {
    let Some(visit) = problem.visits.iter().find(|visit| visit.id == id) else { unreachable!("in the round") };
    visit
}

fn clash(problem: &Problem, one: &Seat, other: &Seat) -> bool {
    let (here, there) = (place_of(problem, one.visit), place_of(problem, other.visit));
    one.person == other.person && here.first <= there.last && there.first <= here.last
}

/// The teams of a visit that keep every rule.
fn teams(problem: &Problem, visit: &Visit) -> Vec<Team> {
    let mut teams: BTreeSet<Vec<Seat>> = BTreeSet::from([Vec::new()]);
    for place in &visit.seats {
        for team in teams.clone() {
            for person in problem.people.iter().filter(|person| sits(person, *place) && free(problem, person, visit)) {
                if !team.iter().any(|other| other.person == person.id) {
                    let mut team = team.clone();
                    team.push(Seat { visit: visit.id, place: *place, person: person.id });
                    team.sort_unstable();
                    teams.insert(team);
                }
            }
        }
    }
    // who of a team has which place costs nothing
    let mut people = BTreeSet::new();
    let lawful = teams.into_iter().filter(|team| lawful(problem, visit, team));
    let different = lawful.filter(|team| {
        people.insert(team.iter().map(|seat| (seat.person, seat.place.is_inspector())).collect::<BTreeSet<_>>())
    });
    different.map(|seats| Team { own: own(problem, visit, &seats), seats }).collect()
}

fn sits(person: &Person, place: Place) -> bool {
    use PersonKind::{Assistant, Clerk, Expert, Observer, Prosecutor};
    let kinds: &[PersonKind] = match place {
        Place::TeamLeader | Place::LeadProsecutor if !person.may_lead => &[],
        Place::TeamLeader | Place::LeadProsecutor | Place::DeputyLeader => &[Prosecutor],
        Place::Member => &[Prosecutor, Assistant, Clerk],
        Place::Recorder => &[Assistant, Clerk],
        Place::Expert => &[Expert],
        Place::Observer => &[Observer],
    };
    kinds.contains(&person.kind) && (!person.chief || place == Place::LeadProsecutor)
}

fn free(problem: &Problem, person: &Person, visit: &Visit) -> bool {
    let set_aside = |rule| problem.overrides.contains(&Override { person: person.id, visit: visit.id, rule });
    person.absences.iter().all(|absence| absence.to < visit.first || visit.last < absence.from)
        && person.kin.iter().all(|kin| kin.facility != Some(visit.facility))
        && !problem.bars.contains(&Bar { person: person.id, visit: visit.id })
        && (!problem.cross || !person.inspected.contains(&visit.facility))
        && (!problem.cross || person.unit != visit.supervisor || set_aside(Rule::OwnUnit))
}

fn lawful(problem: &Problem, visit: &Visit, team: &[Seat]) -> bool {
    let count = |is: fn(Place) -> bool| team.iter().filter(|seat| is(seat.place)).count();
    let has = |skill| {
        let skilled = |seat: &&Seat| who(problem, seat.person).skills.contains(skill);
        team.iter().filter(|seat| seat.place != Place::Observer).any(|seat| skilled(&seat))
    };
    let pins = problem.pins.iter().filter(|pin| pin.visit == visit.id);
    let mut pinned = pins.map(|pin| Seat { visit: pin.visit, place: pin.place, person: pin.person });
    // the sets are by place, so a seat of each wanted place is free for each of them
    count(|place| place == Place::LeadProsecutor) == 1
        && count(Place::is_inspector) >= usize::try_from(visit.minimum).unwrap_or_default()
        && visit.skills.iter().all(has)
        && pinned.all(|seat| team.contains(&seat))
}

fn missing(want: usize, have: usize) -> i64 {
    i64::try_from(want.saturating_sub(have)).unwrap_or_default()
}

/// What a team costs by itself.
fn own(problem: &Problem, visit: &Visit, team: &[Seat]) -> i64 {
    let weights = &problem.weights;
    let count = |is: &dyn Fn(&Seat) -> bool| team.iter().filter(|seat| is(seat)).count();
    let wanted = |place| visit.seats.iter().filter(|seat| **seat == place).count();
    let gender = |seat: &Seat| who(problem, seat.person).gender.filter(|_| seat.place.is_inspector());
    let size = count(&|seat| seat.place != Place::Observer);
    let (women, men) =
        (count(&|seat| gender(seat) == Some(Gender::Female)), count(&|seat| gender(seat) == Some(Gender::Male)));
    let about = usize::try_from(visit.about).unwrap_or_default();
    let (women_wanted, men_wanted) = (usize::try_from(visit.women), usize::try_from(visit.men));
    let road = |seat: &Seat| {
        let cities = who(problem, seat.person).home.zip(visit.city);
        cities.map_or(0, |(home, city)| i64::from(kilometres(home, city)))
    };
    let together = |one: &Seat, other: &Seat| {
        let pair = (one.person, other.person);
        one.person < other.person && problem.last_pairs.iter().any(|&(a, b)| pair == (a, b) || pair == (b, a))
    };
    let pairs = team.iter().map(|one| team.iter().filter(|other| together(one, other)).count()).sum::<usize>();
    weights.size * i64::try_from(size.abs_diff(about)).unwrap_or_default().pow(2)
        + weights.experts * missing(wanted(Place::Expert), count(&|seat| seat.place == Place::Expert))
        + weights.observers * missing(wanted(Place::Observer), count(&|seat| seat.place == Place::Observer))
        + weights.gender
            * (missing(women_wanted.unwrap_or_default(), women) + missing(men_wanted.unwrap_or_default(), men))
        + weights.pair * i64::try_from(pairs).unwrap_or_default()
        + weights.distance * team.iter().map(road).sum::<i64>()
}

/// What teams cost beside each other: units that inspect each other, and days that fall unevenly.
fn between(problem: &Problem, seats: &[Seat]) -> i64 {
    let sent: BTreeSet<(Option<OrgId>, Option<OrgId>)> = seats
        .iter()
        .filter(|seat| seat.place.is_inspector())
        .map(|seat| (who(problem, seat.person).procuratorate, place_of(problem, seat.visit).supervisor))
        .collect();
    let swaps = sent.iter().filter(|&&(from, to)| from < to && sent.contains(&(to, from))).count();
    let uneven = |expert: bool| -> i64 {
        let of_pool = |place: Place| place != Place::Observer && (place == Place::Expert) == expert;
        let could_go = |person: &&Person| {
            problem
                .visits
                .iter()
                .filter(|visit| free(problem, person, visit))
                .any(|visit| visit.seats.iter().any(|place| of_pool(*place) && sits(person, *place)))
        };
        let pool: Vec<&Person> = problem.people.iter().filter(could_go).collect();
        let wanted = problem.visits.iter().map(|visit| {
            i64::from(visit.days)
                * i64::try_from(visit.seats.iter().filter(|place| of_pool(**place)).count()).unwrap_or_default()
        });
        let people = i64::try_from(pool.len()).unwrap_or_default().max(1);
        let all = wanted.sum::<i64>() + pool.iter().map(|person| i64::from(person.carried)).sum::<i64>();
        let fair = (all + people / 2) / people;
        let load = |person: &&Person| {
            let days = seats
                .iter()
                .filter(|seat| seat.person == person.id)
                .map(|seat| i64::from(place_of(problem, seat.visit).days));
            i64::from(person.carried) + days.sum::<i64>()
        };
        pool.iter().map(|person| (load(person) - fair).pow(2)).sum()
    };
    let swaps = if problem.cross { swaps } else { 0 };
    problem.weights.swap * i64::try_from(swaps).unwrap_or_default()
        + problem.weights.balance * (uneven(false) + uneven(true))
}
