//! A board in work: every seat that is taken or left moves the tallies, so that a change costs no more than itself.
use super::{
    Reason,
    board::{Board, Seat},
    read::{Pool, Round, Slot},
    score::{Score, Spread, TERMS, TeamScore, Term},
};
use crate::{people::person::model::Gender, workflow::team::Place};

/// The counts of one team.
#[derive(Debug, Clone, Default)]
pub(super) struct Team {
    pub(super) people: Vec<usize>,
    pub(super) leads: u32,
    pub(super) inspectors: u32,
    pub(super) experts: u32,
    pub(super) observers: u32,
    pub(super) women: u32,
    pub(super) men: u32,
    /// How many have each of the skills that the visit needs.
    pub(super) skills: Vec<u32>,
}

/// What one team costs by itself, with what it lacks by law.
#[derive(Debug, Clone, Copy)]
struct Own {
    size: i64,
    experts: i64,
    observers: i64,
    gender: i64,
    lacks: i64,
}

#[derive(Clone)]
pub(super) struct Seating<'a> {
    pub(super) round: &'a Round,
    /// The places of the round, and behind them those that a hand has added.
    pub(super) seats: Vec<Slot>,
    pub(super) who: Vec<Option<usize>>,
    /// By person: the seats held.
    pub(super) held: Vec<Vec<usize>>,
    pub(super) teams: Vec<Team>,
    own: Vec<Own>,
    pub(super) load: Vec<i64>,
    /// By inspecting and by supervising procuratorate: how many inspectors.
    sent: Vec<u32>,
    raw: [i64; TERMS],
    /// How much is missing by law over all teams: leads, inspectors, skills.
    pub(super) lacks: i64,
}

impl<'a> Seating<'a> {
    pub(super) fn empty(round: &'a Round) -> Self {
        let teams = round.problem.visits.iter();
        let teams: Vec<Team> =
            teams.map(|visit| Team { skills: vec![0; visit.skills.len()], ..Team::default() }).collect();
        let load = round.problem.people.iter().map(|person| i64::from(person.carried)).collect();
        let mut seating = Self {
            round,
            seats: round.slots.clone(),
            who: vec![None; round.slots.len()],
            held: vec![Vec::new(); round.problem.people.len()],
            own: Vec::new(),
            teams,
            load,
            sent: vec![0; round.organs.len() * round.organs.len()],
            raw: [0; TERMS],
            lacks: 0,
        };
        for visit in 0..seating.teams.len() {
            seating.own.push(seating.reckon(visit));
            seating.count_own(visit, 1);
        }
        for person in 0..seating.load.len() {
            seating.raw[Term::Balance as usize] += seating.off_share(person);
        }
        seating
    }

    /// A board as it was made, whoever made it. What names nobody known, or somebody a second time at one visit, is left out;
    /// who is leader and lead sits in the lead's place.
    pub(super) fn of(round: &'a Round, board: &Board) -> Self {
        let mut seating = Self::empty(round);
        let mut seats: Vec<&Seat> = board.seats.iter().collect();
        seats.sort_by_key(|seat| seat.place != Place::LeadProsecutor);
        for seat in seats {
            if let (Some(&visit), Some(&person)) = (round.visit_at.get(&seat.visit), round.person_at.get(&seat.person))
                && !seating.is_at(person, visit)
            {
                let at = seating.seat_for(Slot { visit, place: seat.place });
                seating.put(at, person);
            }
        }
        seating
    }

    /// A free seat of a kind; one more where there is none.
    fn seat_for(&mut self, slot: Slot) -> usize {
        let free = (0..self.seats.len()).find(|&at| self.seats[at] == slot && self.who[at].is_none());
        free.unwrap_or_else(|| {
            self.seats.push(slot);
            self.who.push(None);
            self.seats.len() - 1
        })
    }

    pub(super) fn is_at(&self, person: usize, visit: usize) -> bool {
        self.held[person].iter().any(|&seat| self.seats[seat].visit == visit)
    }

    /// Whether somebody sits at another visit on the same days.
    pub(super) fn clashes(&self, person: usize, visit: usize) -> bool {
        self.held[person].iter().any(|&seat| self.round.clash[visit][self.seats[seat].visit])
    }

    /// Whether nothing speaks against somebody in an empty seat.
    pub(super) fn welcomes(&self, seat: usize, person: usize) -> bool {
        let slot = self.seats[seat];
        self.round.may(person, slot) && !self.is_at(person, slot.visit) && !self.clashes(person, slot.visit)
    }

    pub(super) fn put(&mut self, seat: usize, person: usize) {
        self.who[seat] = Some(person);
        self.held[person].push(seat);
        let Slot { visit, place } = self.seats[seat];
        self.raw[Term::Pair as usize] += self.partners(person, visit);
        self.count(visit, place, person, true);
        self.teams[visit].people.push(person);
    }

    pub(super) fn take(&mut self, seat: usize) -> Option<usize> {
        let person = self.who[seat].take()?;
        self.held[person].retain(|held| *held != seat);
        let Slot { visit, place } = self.seats[seat];
        self.teams[visit].people.retain(|member| *member != person);
        self.count(visit, place, person, false);
        self.raw[Term::Pair as usize] -= self.partners(person, visit);
        Some(person)
    }

    /// Seats people in free places of the round, and says where.
    pub(super) fn seat(&mut self, people: &[(usize, Slot)]) -> Vec<usize> {
        let seats = people.iter().map(|&(person, slot)| {
            let seat = self.seat_for(slot);
            self.put(seat, person);
            seat
        });
        seats.collect()
    }

    pub(super) fn rise(&mut self, seats: &[usize]) {
        for seat in seats {
            self.take(*seat);
        }
    }

    pub(super) fn seated(&self) -> Vec<(usize, Slot)> {
        let seats = self.seats.iter().zip(&self.who);
        seats.filter_map(|(slot, who)| who.map(|person| (person, *slot))).collect()
    }

    /// What a team lacks by law.
    pub(super) fn lacks_at(&self, visit: usize) -> i64 {
        self.own[visit].lacks
    }

    /// What a team lacks by law, or has too much of.
    pub(super) fn broken(&self, at: usize) -> Vec<Reason> {
        let (team, visit) = (&self.teams[at], self.round.visit(at));
        let (have, need) = (team.inspectors, visit.minimum);
        let team_rules = [
            (team.leads == 0, Reason::NoLead),
            (team.leads > 1, Reason::TwoLeads),
            (have < need, Reason::Minimum { have, need }),
        ];
        let team_rules = team_rules.into_iter().filter(|(is, _)| *is).map(|(_, reason)| reason);
        let skills = visit.skills.iter().zip(&team.skills).filter(|(_, count)| **count == 0);
        team_rules.chain(skills.map(|(&skill, _)| Reason::Skill { skill })).collect()
    }

    fn partners(&self, person: usize, visit: usize) -> i64 {
        let partners = &self.round.partners[person];
        let again = self.teams[visit].people.iter().filter(|member| partners.has(**member)).count();
        i64::try_from(again).unwrap_or(i64::MAX)
    }

    fn count(&mut self, visit: usize, place: Place, person: usize, comes: bool) {
        let round = self.round;
        self.count_own(visit, -1);
        let step = |count: &mut u32, counts: bool| {
            if counts {
                *count = if comes { *count + 1 } else { count.saturating_sub(1) };
            }
        };
        let (who, team) = (round.person(person), &mut self.teams[visit]);
        step(&mut team.leads, place == Place::LeadProsecutor);
        step(&mut team.inspectors, place.is_inspector());
        step(&mut team.experts, place == Place::Expert);
        step(&mut team.observers, place == Place::Observer);
        step(&mut team.women, place.is_inspector() && who.gender == Some(Gender::Female));
        step(&mut team.men, place.is_inspector() && who.gender == Some(Gender::Male));
        for (count, skilled) in team.skills.iter_mut().zip(&round.skilled[visit]) {
            step(count, place != Place::Observer && skilled.has(person));
        }
        self.own[visit] = self.reckon(visit);
        self.count_own(visit, 1);

        let sign = if comes { 1 } else { -1 };
        self.raw[Term::Distance as usize] += sign * round.km[visit][person];
        self.raw[Term::Balance as usize] -= self.off_share(person);
        self.load[person] += sign * round.days[visit];
        self.raw[Term::Balance as usize] += self.off_share(person);
        if let Some(unit) = round.unit[person]
            && round.problem.cross
            && place.is_inspector()
        {
            let (there, organs) = (round.supervisor[visit], round.organs.len());
            let before = self.swapped(unit, there);
            step(&mut self.sent[unit * organs + there], true);
            self.raw[Term::Swap as usize] += self.swapped(unit, there) - before;
        }
    }

    /// Whether two procuratorates inspect each other.
    pub(super) fn swapped(&self, one: usize, other: usize) -> i64 {
        let organs = self.round.organs.len();
        let both = self.sent[one * organs + other] > 0 && self.sent[other * organs + one] > 0;
        i64::from(one != other && both)
    }

    fn off_share(&self, person: usize) -> i64 {
        self.round.share[person].map_or(0, |(_, fair)| (self.load[person] - fair).pow(2))
    }

    fn reckon(&self, visit: usize) -> Own {
        let (team, (experts, observers)) = (&self.teams[visit], self.round.watched[visit]);
        let visit = self.round.visit(visit);
        let short = |want: u32, have: u32| i64::from(want.saturating_sub(have));
        let without = team.skills.iter().filter(|count| **count == 0).count();
        Own {
            size: i64::from((team.inspectors + team.experts).abs_diff(visit.about)).pow(2),
            experts: short(experts, team.experts),
            observers: short(observers, team.observers),
            gender: short(visit.women, team.women) + short(visit.men, team.men),
            lacks: short(1, team.leads)
                + short(visit.minimum, team.inspectors)
                + i64::try_from(without).unwrap_or(i64::MAX),
        }
    }

    fn count_own(&mut self, visit: usize, sign: i64) {
        let own = self.own[visit];
        self.raw[Term::Size as usize] += sign * own.size;
        self.raw[Term::Experts as usize] += sign * own.experts;
        self.raw[Term::Observers as usize] += sign * own.observers;
        self.raw[Term::Gender as usize] += sign * own.gender;
        self.lacks += sign * own.lacks;
    }

    pub(super) fn cost(&self) -> i64 {
        let weights = &self.round.problem.weights;
        let terms = <Term as crate::foundation::word::Word>::ALL.iter().zip(self.raw);
        terms.map(|(term, raw)| raw * weights.of(*term)).sum()
    }

    pub(super) const fn raw(&self, term: Term) -> i64 {
        self.raw[term as usize]
    }

    pub(super) fn score(&self) -> Score {
        Score::new(self.raw, &self.round.problem.weights)
    }

    pub(super) fn team_scores(&self) -> Vec<TeamScore> {
        let round = self.round;
        let scores = self.teams.iter().enumerate().map(|(at, team)| {
            let (own, mut raw) = (self.own[at], [0; TERMS]);
            raw[Term::Size as usize] = own.size;
            raw[Term::Experts as usize] = own.experts;
            raw[Term::Observers as usize] = own.observers;
            raw[Term::Gender as usize] = own.gender;
            raw[Term::Pair as usize] = team.people.iter().map(|&person| self.partners(person, at)).sum::<i64>() / 2;
            raw[Term::Distance as usize] = team.people.iter().map(|&person| round.km[at][person]).sum();
            TeamScore { visit: round.visit(at).id, score: Score::new(raw, &round.problem.weights) }
        });
        scores.collect()
    }

    /// How the days fall on the inspectors who could have gone; None where nobody could.
    pub(super) fn spread(&self) -> Option<Spread> {
        let inspects = |&person: &usize| matches!(self.round.share[person], Some((Pool::Inspectors, _)));
        let pool: Vec<usize> = (0..self.load.len()).filter(inspects).collect();
        let days = |person: usize| (self.round.person(person).id, u32::try_from(self.load[person]).unwrap_or_default());
        let visits = |person: &usize| u32::try_from(self.held[*person].len()).unwrap_or(u32::MAX);
        Some(Spread {
            most: pool.iter().rev().max_by_key(|person| self.load[**person]).copied().map(days)?,
            least: pool.iter().min_by_key(|person| self.load[**person]).copied().map(days)?,
            most_visits: pool.iter().map(visits).max()?,
            least_visits: pool.iter().map(visits).min()?,
        })
    }

    pub(super) fn board(&self) -> Board {
        let round = self.round;
        let seats = self.seats.iter().zip(&self.who).filter_map(|(slot, who)| {
            who.map(|person| Seat {
                visit: round.visit(slot.visit).id,
                place: slot.place,
                person: round.person(person).id,
            })
        });
        let mut board = Board { seats: seats.collect() };
        board.seats.sort_by_key(|seat| (round.visit_at.get(&seat.visit).copied(), seat.place));
        board
    }
}
