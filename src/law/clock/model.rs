//! What clocks there are, how each is counted, and the sentences that say why.
use std::borrow::Borrow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    foundation::{
        calendar::{Due, Roll, Unit},
        id::{FacilityId, InspectionId},
        text::Lang,
    },
    law::period::{Edition, Parameter, edition},
    words,
};

words! {
    /// Which clock of its subject: of a case, of a service, of an answer that was returned, of a finding.
    pub enum Key in "clock" {
        /// 书面通知：三日前 (29)
        NoticeDue = "notice_due",
        /// 最短时长 (10, 11, 13, 14)
        LeastEnd = "least_end",
        /// 现场最少天数 (12)
        LeastOnSite = "least_on_site",
        /// 巡回检察报告：内部期限 (34)
        ReportTarget = "report_target",
        /// 反馈 (35)
        FeedbackDue = "feedback_due",
        /// 专项督办 (40)
        FollowUpDue = "follow_up_due",
        /// 归档：次年第二季度末
        ArchiveDue = "archive_due",
        /// 回复 (37)
        ReplyDue = "reply_due",
        /// 报告上一级 (37)
        EscalateOn = "escalate_on",
        /// 提出异议
        ObjectionIn = "objection_in",
        /// 复查异议
        ObjectionReview = "objection_review",
        /// 补正
        ReturnDue = "return_due",
        /// 口头纠正：七日内改正，否则书面提出 (刑事诉讼规则 624)
        OralFix = "oral_fix",
    }
}

words! {
    /// What a clock runs from.
    pub enum Event in "clock-event" {
        PlannedStart = "planned_start",
        Started = "started",
        Ended = "ended",
        YearClosed = "year_closed",
        Served = "served",
        Issued = "issued",
        Objected = "objected",
        Returned = "returned",
        OralMade = "oral_made",
    }
}

impl Key {
    /// Counts a period from a day, whose own place in it depends on the clock: most begin after it.
    pub fn count(self, edition: &Edition, parameter: &Parameter, from: NaiveDate) -> Option<Counted> {
        let on = |calendar| match self {
            Self::NoticeDue => from.checked_sub_days(chrono::Days::new(parameter.amount().into())).map(Due::plain),
            Self::LeastEnd | Self::LeastOnSite => parameter.least(calendar, from),
            // 第二季度末 is a day of the year, not the end of a period of procedure
            Self::ArchiveDue => {
                Unit::parse(&parameter.unit).map(|unit| calendar.due(from, parameter.amount(), unit, Roll::Stay))
            }
            Self::ReportTarget
            | Self::FeedbackDue
            | Self::FollowUpDue
            | Self::ReplyDue
            | Self::EscalateOn
            | Self::ObjectionIn
            | Self::ObjectionReview
            | Self::ReturnDue
            | Self::OralFix => parameter.due(calendar, from),
        };
        let due = on(&edition.calendar)?;
        let other_on = on(&edition.calendar.read_otherwise()).map(|other| other.on).filter(|other| *other != due.on);
        Some(Counted {
            due_on: due.on,
            other_on,
            provisional: due.provisional,
            reason: Reason {
                rule: parameter.key.clone(),
                source: parameter.source.clone(),
                amount: parameter.amount,
                unit: parameter.unit.clone(),
                unrolled: due.unrolled,
                met: due.met.into_iter().map(|met| DayMet { date: met.date, off: met.off, name: met.name }).collect(),
                not_before: None,
            },
        })
    }
}

/// When a period ends, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub due_on: NaiveDate,
    /// Under the other reading of the region's days off, where it differs.
    pub other_on: Option<NaiveDate>,
    pub provisional: bool,
    pub reason: Reason,
}

impl Counted {
    /// 报告上一级 comes never before the answer is due.
    pub fn not_before(&mut self, reply_due: NaiveDate) {
        if self.due_on < reply_due {
            self.reason.not_before = Some(reply_due);
            self.due_on = reply_due;
        }
        self.other_on = self.other_on.map(|other| other.max(reply_due)).filter(|other| *other != self.due_on);
    }
}

/// The period as it was counted, kept with the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: String,
    pub source: String,
    pub amount: i32,
    pub unit: String,
    pub unrolled: NaiveDate,
    /// The days that had a say: days off over which the end was postponed, holidays and make-up days among working days.
    pub met: Vec<DayMet>,
    /// The day before which this clock does not end.
    #[serde(default)]
    pub not_before: Option<NaiveDate>,
}

/// A day that had a say; without a name it is an ordinary weekend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayMet {
    pub date: NaiveDate,
    /// Kept since there is a register; before, only days off were.
    #[serde(default = "off")]
    pub off: bool,
    pub name: Option<String>,
}

const fn off() -> bool {
    true
}

/// Whose clock it is.
#[derive(Debug, Clone, Copy)]
pub struct Of {
    /// The inspection, the service, the verification that returned an answer, or the finding corrected by word of mouth.
    pub subject: Uuid,
    pub inspection: InspectionId,
    /// Who must meet it, or may know it.
    pub facility: Option<FacilityId>,
}

/// A clock that an event starts, with its period.
#[derive(Debug, Clone, Copy)]
pub struct Begun<'a> {
    pub key: Key,
    pub event: Event,
    pub on: NaiveDate,
    pub period: &'a Parameter,
}

/// A day by which a new version of the calendar moved a clock.
#[derive(Debug, Clone)]
pub struct Change {
    pub nation: bool,
    pub no: i32,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// A clock as pages show it.
#[derive(Debug, Clone)]
pub struct Clock {
    pub subject: Uuid,
    pub key: Key,
    pub event: Event,
    pub started_on: NaiveDate,
    pub due_on: NaiveDate,
    pub other_on: Option<NaiveDate>,
    pub provisional: bool,
    /// None where a document or a person named the day.
    pub reason: Option<Reason>,
    pub nation: i32,
    pub region: i32,
    pub met_on: Option<NaiveDate>,
    pub void_on: Option<NaiveDate>,
    /// Whether the finding on whose page it stands is answered, while its document still waits for answers to others.
    pub is_answered: bool,
    pub changes: Vec<Change>,
}

impl Clock {
    pub const fn is_running(&self) -> bool {
        self.met_on.is_none() && self.void_on.is_none()
    }

    /// Calendar days until it is due, while it runs.
    pub fn days_left(&self, today: impl Borrow<NaiveDate>) -> Option<i64> {
        self.is_running().then(|| (self.due_on - *today.borrow()).num_days())
    }

    /// A least duration and the facility's right to object are no deadlines: nothing is late when their day is past.
    pub const fn is_deadline(&self) -> bool {
        !matches!(self.key, Key::LeastEnd | Key::LeastOnSite | Key::ObjectionIn)
    }

    /// Which versions of the calendar it was counted by; empty where the day was named.
    pub fn calendar(&self, l: Lang) -> String {
        if self.reason.is_some() && self.nation > 0 {
            edition::label(l, self.nation, self.region)
        } else {
            String::new()
        }
    }

    /// Why it is this day: start and rule, the days that had a say, the calendar, what is open, what changed.
    pub fn sentences(&self, l: impl Borrow<Lang>) -> Vec<String> {
        let l = *l.borrow();
        let event = [("event", l.word(self.event).into()), ("start", self.started_on.into())];
        let Some(reason) = &self.reason else { return vec![l.with("clock-why-named", &event)] };
        let unit = l.with(&format!("due-why-{}", reason.unit.replace('_', "-")), &[("n", reason.amount.into())]);
        let [event, start] = event;
        let rule = [("source", reason.source.as_str().into()), ("period", unit.into()), event, start];
        let mut sentences = vec![l.with(self.rule_key(), &rule)];
        sentences.extend(reason.days(l));
        if let Some(day) = reason.not_before {
            sentences.push(l.with("clock-why-not-before", &[("day", day.into())]));
        }
        let calendar = self.calendar(l);
        if !calendar.is_empty() {
            sentences.push(l.with("clock-why-calendar", &[("calendar", calendar.into())]));
        }
        if let Some(other) = self.other_on {
            sentences.push(l.with("clock-why-other", &[("day", other.into())]));
        }
        if self.provisional {
            sentences.push(l.t("due-why-provisional"));
        }
        sentences.extend(self.changes.iter().map(|change| change.sentence(l)));
        sentences
    }

    const fn rule_key(&self) -> &'static str {
        match self.key {
            Key::NoticeDue => "clock-why-before",
            Key::LeastEnd | Key::LeastOnSite => "clock-why-least",
            Key::ArchiveDue => "clock-why-archive",
            Key::ReportTarget
            | Key::FeedbackDue
            | Key::FollowUpDue
            | Key::ReplyDue
            | Key::EscalateOn
            | Key::ObjectionIn
            | Key::ObjectionReview
            | Key::ReturnDue
            | Key::OralFix => "clock-why-after",
        }
    }
}

impl Reason {
    /// What was kept with a clock; none where the day was named.
    pub fn read(kept: &serde_json::Value) -> Option<Self> {
        Self::deserialize(kept).ok()
    }

    /// The days that had a say, in a sentence each for days off and make-up days.
    fn days(&self, l: Lang) -> Vec<String> {
        let working = self.unit == "working_day";
        let off = if working { "clock-why-off" } else { "due-why-rolled" };
        [(true, off), (false, "clock-why-make-up")]
            .into_iter()
            .filter_map(|(is_off, key)| {
                let days: Vec<&DayMet> = self.met.iter().filter(|day| day.off == is_off).collect();
                let (first, last) = (days.first()?, days.last()?);
                let mut names: Vec<&str> = days.iter().filter_map(|day| day.name.as_deref()).collect();
                names.dedup();
                let weekend = l.t("due-why-weekend");
                let name = if names.is_empty() { weekend } else { names.join(l.t("part-comma").as_str()) };
                let days = if first.date == last.date {
                    l.date(first.date)
                } else {
                    l.with("clock-why-span", &[("from", first.date.into()), ("to", last.date.into())])
                };
                Some(l.with(key, &[("days", days.into()), ("name", name.into())]))
            })
            .collect()
    }
}

impl Change {
    /// 国家 v2：2022-09-23 → 2022-09-26
    pub fn sentence(&self, l: impl Borrow<Lang>) -> String {
        let l = *l.borrow();
        let key = if self.nation { "calendar-nation-no" } else { "calendar-region-no" };
        let calendar = l.with(key, &[("no", self.no.into())]);
        if self.from == self.to {
            return l.with("clock-confirmed", &[("calendar", calendar.into())]);
        }
        l.with("clock-moved", &[("calendar", calendar.into()), ("from", self.from.into()), ("to", self.to.into())])
    }
}
