//! What a plan costs: each soft rule counted, weighted and shown.
use super::VisitId;
use crate::{
    foundation::{id::PersonId, word::Word},
    words,
};

words! {
    /// A term of the objective. Less is better, and nought is the rule kept.
    pub enum Term in "assign-term" {
        /// Squared people more or fewer than the size that the rules call about right, so that no team pays for the others.
        Size = "size",
        /// Experts wanted and not found.
        Experts = "experts",
        /// Observers wanted and not found.
        Observers = "observers",
        /// Women or men missing among the inspectors of a team.
        Gender = "gender",
        /// Pairs of units that inspect each other.
        Swap = "swap",
        /// Pairs of people who were on one team in the last round.
        Pair = "pair",
        /// Squared days by which people stand off their fair share.
        Balance = "balance",
        /// Kilometres by road, one way.
        Distance = "distance",
    }
}

/// How many terms there are.
pub(super) const TERMS: usize = Term::ALL.len();

/// What one unit of each term costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    pub size: i64,
    pub experts: i64,
    pub observers: i64,
    pub gender: i64,
    pub swap: i64,
    pub pair: i64,
    pub balance: i64,
    pub distance: i64,
}

impl Default for Weights {
    /// Whole teams first, then what needs a reason, then fairness, then the road. Evenness outweighs distance as soon as a few
    /// days are at stake, so that the spread is as small as can be.
    fn default() -> Self {
        Self {
            size: 500_000,
            experts: 200_000,
            observers: 50_000,
            gender: 100_000,
            swap: 100_000,
            pair: 10_000,
            balance: 20,
            distance: 1,
        }
    }
}

impl Weights {
    pub const fn of(&self, term: Term) -> i64 {
        match term {
            Term::Size => self.size,
            Term::Experts => self.experts,
            Term::Observers => self.observers,
            Term::Gender => self.gender,
            Term::Swap => self.swap,
            Term::Pair => self.pair,
            Term::Balance => self.balance,
            Term::Distance => self.distance,
        }
    }
}

/// A term with its raw value and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermValue {
    pub term: Term,
    pub raw: i64,
    pub weight: i64,
}

impl TermValue {
    pub const fn cost(&self) -> i64 {
        self.raw * self.weight
    }
}

/// The objective, or the difference between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    pub terms: Vec<TermValue>,
}

impl Score {
    pub(super) fn new(raw: [i64; TERMS], weights: &Weights) -> Self {
        let terms = Term::ALL.iter().zip(raw);
        Self { terms: terms.map(|(&term, raw)| TermValue { term, raw, weight: weights.of(term) }).collect() }
    }

    pub fn total(&self) -> i64 {
        self.terms.iter().map(TermValue::cost).sum()
    }

    pub fn raw(&self, term: Term) -> i64 {
        self.terms.iter().filter(|value| value.term == term).map(|value| value.raw).sum()
    }

    /// What this costs more than `other`, term by term.
    #[must_use]
    pub fn less(&self, other: &Self) -> Self {
        let terms = self.terms.iter();
        Self { terms: terms.map(|value| TermValue { raw: value.raw - other.raw(value.term), ..*value }).collect() }
    }
}

/// The terms that belong to one team alone. Balance and swaps belong to the whole round, and stand at nought here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamScore {
    pub visit: VisitId,
    pub score: Score,
}

/// How evenly the days fall on those who could have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Days this year, with who carries them.
    pub most: (PersonId, u32),
    pub least: (PersonId, u32),
    /// Inspections in this round.
    pub most_visits: u32,
    pub least_visits: u32,
}
