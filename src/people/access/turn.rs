//! 待办: whose turn it is. What waits for a person is defined once, by `waiting()` in the database; the menu, the desk, the
//! list of to-dos and the ledger all ask it.
use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};

use crate::{
    foundation::word::Word as _,
    people::access::{
        actor::Actor,
        policy::{Action, Rule, rule},
    },
    words,
};

words! {
    /// What a person is to do next with something.
    pub enum Task in "task" {
        /// To decide on a plan, on the feedback, on closing a case.
        Approve = "approve",
        /// To decide on the next version of a plan that is in force.
        Amend = "amend",
        /// To issue an instrument.
        Issue = "issue",
        /// To have a special inspection follow an incident.
        Organise = "organise",
        /// To take the next step of one's own case.
        Lead = "lead",
        /// To submit one's own draft.
        Submit = "submit",
        Serve = "serve",
        /// To confirm the records of what one was there for.
        Sign = "sign",
        /// To hand in a past day on site.
        HandIn = "hand_in",
        /// To confirm the day of another of the team.
        Peer = "peer",
        Confirm = "confirm",
        Verify = "verify",
        Close = "close",
        /// To look at an objection again and decide.
        Review = "review",
        /// To tell in writing what was told by word of mouth in vain.
        Write = "write",
        /// To receive what was handed over.
        Receive = "receive",
        /// To urge what is overdue and in one's own hands to follow up.
        Urge = "urge",
        /// 审查回避: to decide about a recusal, or about its review.
        Recuse = "recuse",
        /// To decide on a round, or to publish it.
        Round = "round",
        /// To answer for a facility.
        Answer = "answer",
    }
}

/// For whom `waiting()` is asked.
#[derive(Debug, Clone)]
pub struct Turn {
    pub person: uuid::Uuid,
    pub unit: Option<i32>,
    pub approves: bool,
    pub closes: bool,
    /// Registers what the procuratorial committee decides.
    pub registers: bool,
    pub delegated: Vec<i32>,
}

impl Turn {
    pub fn of(actor: &Actor) -> Self {
        Self {
            person: actor.person.0,
            unit: actor.unit_id().map(|id| id.0),
            approves: rule(actor.role, Action::ApprovePlan) == Rule::Approver,
            closes: rule(actor.role, Action::CloseFinding) != Rule::Never,
            registers: rule(actor.role, Action::DecideRecusal) == Rule::Committee,
            delegated: actor.delegated.iter().map(|id| id.0).collect(),
        }
    }

    /// Adds `waiting(…)`, and what waits of recusals, as a table to read from.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>, today: NaiveDate) {
        query.push("(select * from waiting(").push_bind(self.person).push(", ").push_bind(self.unit);
        query.push(", ").push_bind(self.approves).push(", ").push_bind(self.closes).push(", ");
        query.push_bind(self.delegated.clone()).push(", ").push_bind(today);
        query.push(") union all select * from recusal_waiting(").push_bind(self.person).push(", ");
        query.push_bind(self.unit).push(", ").push_bind(self.approves).push(", ").push_bind(self.registers);
        query.push(", ").push_bind(today).push(") union all select * from round_waiting(").push_bind(self.unit);
        query.push(", ").push_bind(self.approves).push(", ").push_bind(self.registers).push(", ");
        query.push_bind(self.delegated.clone()).push("))");
    }
}

/// How many of one task wait, and how many of them too long.
#[derive(Debug, Clone, Copy)]
pub struct Waits {
    pub task: Task,
    pub n: i64,
    pub late: i64,
}

/// All that waits for a person, counted.
#[derive(Debug, Clone, Default)]
pub struct Waiting(pub Vec<Waits>);

impl Waiting {
    pub fn total(&self) -> i64 {
        self.0.iter().map(|waits| waits.n).sum()
    }

    pub fn late(&self) -> i64 {
        self.0.iter().map(|waits| waits.late).sum()
    }

    pub fn of(&self, task: Task) -> Option<&Waits> {
        self.0.iter().find(|waits| waits.task == task)
    }

    /// What waits, in the order of the vocabulary.
    pub fn tasks(&self) -> impl Iterator<Item = &Waits> {
        Task::ALL.iter().filter_map(|task| self.of(*task))
    }
}
