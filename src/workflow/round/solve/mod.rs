//! 编组: who inspects where, for all visits of a round at once (巡回检察工作规定 20-25).
//!
//! In goes a [`Problem`]: the round's [`Visit`]s (the facility with its supervising procuratorate and resident offices, the
//! days, the places wanted, the minimum, the skills), the [`Person`]s who may be sent with all that is known of them, and what
//! hands have fixed: [`Pin`]s (this person in this place), [`Bar`]s (this person not there), [`Override`]s (a rule of class D
//! that the approver has set aside). [`Round::read`] refuses by name what contradicts itself ([`Refusal`]), and hands back a
//! [`Round`] that answers:
//!
//! - [`Round::solve`]: the best plan around the pins, or why there is none. Every [`Class::Hard`] and [`Class::Design`] rule is
//!   kept; [`Class::Soft`] rules are weighed against each other ([`Weights`], [`Score`]), and those left broken come back as
//!   warnings that take a reason.
//! - [`Round::judge`]: what can be said against any [`Board`], solved or made by hand: each [`Conflict`] with its class, rule,
//!   facts, and the changes that would mend it and break nothing else ([`Proposal`]).
//! - [`Round::why`]: why somebody is here, or not there: every rule that keeps the person away with its facts, or what it would
//!   cost otherwise.
//! - [`Round::obstacles`]: for a round that cannot be, the rules and facts that cannot hold together, as few as can be, and
//!   what would have to give.
//! - [`Round::compare`]: who moves between two boards, and which terms change.
//!
//! Nothing here reads a clock, a database or a file. The same problem with the same seed gives the same answer on any machine:
//! the search counts its steps and reckons in whole numbers.
//!
//! How it goes: `feasible` fills first what law asks and is hardest to fill, or proves that it cannot be; the plan is
//! then bettered by small changes; a round small enough is searched to the end, and its plan is marked as the best there is.
mod bits;
mod board;
mod chance;
mod change;
mod exact;
mod feasible;
mod ground;
mod hitting;
mod judge;
mod matching;
mod model;
mod need;
mod obstacle;
mod plan;
mod propose;
mod read;
mod reason;
mod refusal;
mod relief;
mod rules;
mod score;
mod search;
mod seating;
#[cfg(test)]
mod tests;
mod watch;
mod why;

pub use crate::people::roster::{Class, seat::Coordinates};
pub use board::{Board, Comparison, Seat, Shift, Spot};
pub use change::{Change, Newcomer};
pub use ground::Ground;
pub use judge::{Conflict, Judgement};
pub use model::{
    Absence, Bar, Effort, Kin, Override, Person, Pin, Posting, Problem, Recusal, Skill, Tie, Visit, VisitId,
};
pub use obstacle::{Obstacle, Obstacles};
pub use plan::{Answer, Plan};
pub use propose::Proposal;
pub use read::Round;
pub use reason::{Reason, Rule};
pub use refusal::Refusal;
pub use relief::Relief;
pub use score::{Score, Spread, TeamScore, Term, TermValue, Weights};
pub use watch::Progress;
pub use why::Why;
