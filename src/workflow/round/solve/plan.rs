//! Solving a round: whether the laws can be kept at all, then the best plan that the effort allows.
use std::ops::ControlFlow;

use super::{
    Conflict, Obstacles, Progress,
    board::Board,
    exact::{self, End},
    feasible::{self, Verdict},
    ground,
    model::Effort,
    read::{Round, Slot},
    score::{Score, Spread, TeamScore},
    search::Search,
    seating::Seating,
    watch::Watch,
};
use crate::workflow::team::Place;

/// What a better plan has to save for each person whom it moves from one team to another.
const MOVED: i64 = 1_000;

/// A plan that keeps every blocking rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub board: Board,
    pub score: Score,
    pub teams: Vec<TeamScore>,
    pub spread: Option<Spread>,
    /// The soft rules that are left broken; each takes a reason.
    pub warnings: Vec<Conflict>,
    /// Nothing better exists, and that is proved.
    pub best: bool,
    pub seed: u64,
}

/// What solving comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Plan(Plan),
    /// The rules and facts cannot hold together.
    Impossible(Obstacles),
    /// Neither a plan nor a proof within the effort.
    Undecided,
    /// Stopped by who watched, with the best until then.
    Stopped(Option<Plan>),
}

impl Effort {
    /// What suits a round of this size.
    pub(super) fn suiting(round: &Round) -> Self {
        let seats = u64::try_from(round.slots.len()).unwrap_or(u64::MAX);
        Self { moves: (seats * 4_000).clamp(20_000, 2_400_000), nodes: 100_000 }
    }
}

impl Round {
    pub(super) fn effort(&self) -> Effort {
        self.problem.effort.unwrap_or_else(|| Effort::suiting(self))
    }

    /// Fills the teams. The same round gives the same answer, on any machine. `watch` hears of the progress some hundred
    /// times, and stops the search by breaking.
    pub fn solve(&self, watch: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Answer {
        let effort = self.effort();
        let mut nodes = effort.nodes;
        let seated = match feasible::decide(self, &ground::points(self), &mut nodes) {
            Verdict::Holds(seated) => seated,
            Verdict::Fails => return Answer::Impossible(self.obstacles()),
            Verdict::Open => Vec::new(),
        };
        let mut search = Search::new(self, &seated);
        let flow = search.better(effort.moves, &mut Watch::new(effort.moves, watch));
        let lawful = search.seating.lacks == 0;
        if flow.is_break() {
            return Answer::Stopped(lawful.then(|| self.plan(&search.seating, false)));
        }
        if !lawful {
            return Answer::Undecided;
        }
        let (found, best) = match exact::search(self, search.seating.cost(), effort.nodes) {
            End::Open => (search.seating, false),
            End::Best => (search.seating, true),
            End::Better(people) => {
                let mut seating = Seating::empty(self);
                seating.seat(&people);
                (seating, true)
            }
        };
        match self.kept(&found, effort.moves) {
            Some(kept) => {
                let best = best && kept.cost() == found.cost();
                Answer::Plan(self.plan(&kept, best))
            }
            None => Answer::Plan(self.plan(&found, best)),
        }
    }

    /// The board that stands, bettered only where that pays, unless what was found anew is worth the people who would have to move.
    fn kept<'a>(&'a self, found: &Seating<'a>, tries: u64) -> Option<Seating<'a>> {
        let stands = Seating::of(self, &Board { seats: self.problem.start.clone() });
        let stands: Vec<(usize, Slot)> =
            stands.seated().into_iter().filter(|(who, slot)| self.may(*who, *slot)).collect();
        if stands.is_empty() {
            return None;
        }
        let mut search = Search::new(self, &stands);
        search.climb(tries / 4);
        let kept = search.seating;
        let moved = found.seated().iter().filter(|(who, slot)| !kept.is_at(*who, slot.visit)).count();
        let price = i64::try_from(moved).unwrap_or(i64::MAX).saturating_mul(MOVED);
        (kept.lacks == 0 && kept.cost() <= found.cost().saturating_add(price)).then_some(kept)
    }

    fn plan(&self, seating: &Seating<'_>, best: bool) -> Plan {
        let board = self.by_rank(seating);
        Plan {
            score: seating.score(),
            teams: seating.team_scores(),
            spread: seating.spread(),
            warnings: self.judge(&board).conflicts,
            board,
            best,
            seed: self.problem.seed,
        }
    }

    /// Which place of a team somebody has costs nothing, so the higher rank gets the higher place, pins apart.
    fn by_rank(&self, seating: &Seating<'_>) -> Board {
        let mut seated = seating.seated();
        let pins: Vec<(usize, Slot)> = self.pins().map(|(_, person, slot)| (person, slot)).collect();
        let rank = |person: usize| self.person(person).rank.map_or(usize::MAX, |rank| rank as usize);
        for high in 0..seated.len() {
            for low in high + 1..seated.len() {
                let ((one, upper), (other, lower)) = (seated[high], seated[low]);
                let wrong = upper.visit == lower.visit
                    && upper.place < lower.place
                    && rank(other) < rank(one)
                    && !pins.contains(&seated[high])
                    && !pins.contains(&seated[low]);
                if wrong && self.may(other, upper) && self.may(one, lower) {
                    seated[high] = (other, upper);
                    seated[low] = (one, lower);
                }
            }
        }
        let mut ranked = Seating::empty(self);
        ranked.seat(&seated);
        let mut board = ranked.board();
        let both = self.problem.pins.iter().filter(|pin| pin.place == Place::TeamLeader);
        board.seats.extend(
            both.filter(|pin| board.place(pin.person, pin.visit) == Some(Place::LeadProsecutor))
                .map(|pin| super::Seat { visit: pin.visit, place: pin.place, person: pin.person })
                .collect::<Vec<_>>(),
        );
        board.seats.sort_by_key(|seat| (self.visit_at.get(&seat.visit).copied(), seat.place));
        board
    }
}
