//! What stands on a desk: things that wait, cases under way, days ahead.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{text::Lang, web::paging::After, word::Word as _},
    people::access::Task,
    words,
    workflow::{
        inspection::{Kind, State},
        statistics::list::model::stages,
    },
};

words! {
    /// When something that waits is due.
    pub enum Due in "todo-due" {
        Overdue = "overdue",
        /// Within the seven days that begin today.
        Week = "week",
        Later = "later",
        /// Without a day.
        Open = "open",
    }
}

/// Something that waits for the reader.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Item {
    pub task: Task,
    /// The case's state where the task is a step of it, else empty.
    pub state: String,
    pub id: Uuid,
    pub title: String,
    pub number: Option<String>,
    /// None of what concerns a facility without an inspection.
    pub kind: Option<Kind>,
    pub facility_zh: String,
    pub facility_en: String,
    pub due_on: Option<NaiveDate>,
    pub due_order: NaiveDate,
    /// Since when it waits, and who did the step before.
    pub since: Option<NaiveDate>,
    pub by: Option<String>,
}

impl Item {
    pub fn key(&self) -> After {
        After { day: self.due_order, id: self.id }
    }

    /// The address where it is done.
    pub fn href(&self) -> String {
        match self.task {
            Task::Lead | Task::Approve => format!("/inspections/{}", self.id),
            Task::Organise => format!("/incidents/{}", self.id),
            Task::Amend => format!("/inspections/{}/plan/decide", self.id),
            Task::Sign => format!("/inspections/{}/records?signed=mine", self.id),
            Task::HandIn | Task::Peer => format!("/inspections/{}/day", self.id),
            Task::Issue | Task::Submit | Task::Serve => format!("/documents/{}", self.id),
            Task::Confirm | Task::Verify | Task::Close | Task::Receive | Task::Urge => format!("/findings/{}", self.id),
            Task::Write => format!("/findings/{}#oral", self.id),
            Task::Review => format!("/objections/{}/review", self.id),
            Task::Recuse => format!("/recusals/{}", self.id),
            Task::Round => format!("/rounds/{}", self.id),
            Task::Answer => format!("/liaison/items/{}", self.id),
        }
    }

    /// What is to be done.
    pub fn deed(&self, l: impl Borrow<Lang>) -> String {
        let (task, state) = (self.task.code().replace('_', "-"), self.state.replace('_', "-"));
        l.borrow().t(&if state.is_empty() { format!("desk-{task}") } else { format!("desk-{task}-{state}") })
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    /// What it is about: the title of a finding or of a document, else the case by its kind.
    pub fn subject(&self, l: impl Borrow<Lang>) -> String {
        let l = l.borrow();
        if self.title.is_empty() {
            let kind = self.kind.map_or_else(String::new, |kind| l.word(kind));
            format!("{}{}{kind}", self.facility(l), l.t("inspection-joint"))
        } else {
            self.title.clone()
        }
    }

    /// Its sign: what is decided, written, looked at, urged.
    pub const fn icon(&self) -> &'static str {
        match self.task {
            Task::Approve | Task::Amend => "check",
            Task::Issue => "seal",
            Task::Lead => "plan",
            Task::Submit | Task::Serve | Task::Write => "document",
            Task::Review | Task::Recuse => "law",
            Task::Round => "calendar",
            Task::Answer => "chat",
            Task::Sign | Task::HandIn | Task::Peer => "pen",
            Task::Confirm => "finding",
            Task::Verify => "eye",
            Task::Close => "archive",
            Task::Receive => "back",
            Task::Urge | Task::Organise => "warning",
        }
    }
}

/// A case under way.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Running {
    pub id: Uuid,
    pub number: Option<String>,
    pub facility_zh: String,
    pub facility_en: String,
    pub kind: Kind,
    pub state: State,
    pub planned_from: NaiveDate,
    pub planned_to: NaiveDate,
    pub feedback_due: Option<NaiveDate>,
    pub follow_up_due: Option<NaiveDate>,
}

impl Running {
    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    /// How far 事前, 事中 and 事后 have come.
    pub const fn stages(&self) -> [&'static str; 3] {
        stages(self.state)
    }

    /// The day that the next step is due by.
    pub const fn due_on(&self) -> Option<NaiveDate> {
        match self.state {
            State::Draft | State::Submitted | State::Approved | State::Prepared | State::Notified => {
                Some(self.planned_from)
            }
            State::InProgress | State::Suspended => Some(self.planned_to),
            State::FieldworkDone | State::Reported | State::FeedbackApproved => self.feedback_due,
            State::FeedbackDelivered | State::Rectifying | State::FollowUp => self.follow_up_due,
            State::Closable | State::Closed | State::Archived | State::Cancelled => None,
        }
    }
}

words! {
    /// What falls on a day ahead.
    pub enum Mark in "agenda" {
        Start = "start",
        End = "end",
        Feedback = "feedback",
        FollowUp = "follow_up",
        /// An answer of a facility.
        Reply = "reply",
    }
}

/// Something that falls on a day.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Dated {
    pub what: Mark,
    pub id: Uuid,
    pub day: NaiveDate,
    pub title: String,
    pub number: Option<String>,
    pub kind: Kind,
    pub facility_zh: String,
    pub facility_en: String,
}

impl Dated {
    pub fn key(&self) -> After {
        After { day: self.day, id: self.id }
    }

    pub fn href(&self) -> String {
        match self.what {
            Mark::Start | Mark::End | Mark::Feedback | Mark::FollowUp => format!("/inspections/{}", self.id),
            Mark::Reply => format!("/findings/{}", self.id),
        }
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }
}

/// How much falls on a day.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Day {
    pub day: NaiveDate,
    pub n: i64,
}

words! {
    /// What something happened to.
    pub enum Thing in "happened" {
        Inspection = "inspection",
        Finding = "finding",
        Document = "document",
    }
}

/// Something that happened lately.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Happened {
    pub thing: Thing,
    /// A step, or else the rest of a message key `event-…`.
    pub event: String,
    pub id: Uuid,
    pub title: String,
    pub kind: Kind,
    pub facility_zh: String,
    pub facility_en: String,
    pub who: Option<String>,
    pub at: DateTime<Utc>,
}

impl Happened {
    pub fn href(&self) -> String {
        match self.thing {
            Thing::Inspection => format!("/inspections/{}", self.id),
            Thing::Finding => format!("/findings/{}", self.id),
            Thing::Document => format!("/documents/{}", self.id),
        }
    }

    pub fn event(&self, l: impl Borrow<Lang>) -> String {
        let event = self.event.replace('_', "-");
        let family = match self.thing {
            Thing::Inspection => "inspection",
            Thing::Document if event.starts_with("step-") => "document",
            Thing::Document | Thing::Finding => "event",
        };
        l.borrow().t(&format!("{family}-{event}"))
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    /// The title of a finding or a document; a case has its kind.
    pub fn subject(&self, l: impl Borrow<Lang>) -> String {
        if self.title.is_empty() { l.borrow().word(self.kind) } else { self.title.clone() }
    }
}

/// How many findings of a facility were closed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Closed {
    pub facility_id: Uuid,
    pub n: i64,
}

/// A facility by name.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: Uuid,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
}
