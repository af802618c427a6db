//! The two clocks that service starts: when an answer is due, when the next higher procuratorate is told, and why then.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    foundation::{calendar::Due, db::Tx, error::Result, text::Lang},
    law::period::{self, Parameter, Rules},
    workflow::{document::model::Document, inspection::Case},
};

/// Why an answer is due on its day, kept with the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The day that the period runs from, itself not counted.
    pub start: NaiveDate,
    /// The period; none where the document itself names the day.
    pub period: Option<Counted>,
}

/// A period as it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub rule: String,
    pub source: String,
    pub amount: i32,
    pub unit: String,
    pub unrolled: NaiveDate,
    /// The days off over which the end was postponed.
    pub met: Vec<DayOff>,
    pub provisional: bool,
}

/// A day off that postponed the end; without a name it is an ordinary weekend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    pub date: NaiveDate,
    pub name: Option<String>,
}

/// Both clocks of a service.
#[derive(Debug, Clone)]
pub struct Clock {
    pub reply_due: Option<NaiveDate>,
    pub escalate_on: Option<NaiveDate>,
    pub parameter: Option<i32>,
    pub why: Option<Why>,
}

/// Starts the clocks of a document that is served on a day.
///
/// # Errors
/// The database.
pub async fn start(tx: &mut Tx, case: &Case, document: &Document, served_on: NaiveDate) -> Result<Clock> {
    let (reply, escalate) = document.kind.rules();
    let calendar = period::calendar();
    let rules = Rules::on(tx, served_on).await?;
    let counted = reply
        .and_then(|key| rules.get(key, case.facility_kind))
        .and_then(|parameter| parameter.due(&calendar, served_on).map(|due| (parameter, due)));
    let reply_due = counted.as_ref().map(|(_, due)| due.on);
    let escalate_on = match (escalate, document.issued_on) {
        (Some(key), Some(issued_on)) => {
            let rules = Rules::on(tx, issued_on).await?;
            rules.get(key, case.facility_kind).and_then(|parameter| parameter.due(&calendar, issued_on))
        }
        (None, _) | (_, None) => None,
    };
    Ok(Clock {
        reply_due,
        escalate_on: escalate_on.map(|due| reply_due.map_or(due.on, |reply_due| due.on.max(reply_due))),
        parameter: counted.as_ref().map(|(parameter, _)| parameter.id),
        why: counted.map(|(parameter, due)| Why { start: served_on, period: Some(Counted::new(parameter, due)) }),
    })
}

impl Counted {
    fn new(parameter: &Parameter, due: Due) -> Self {
        Self {
            rule: parameter.key.clone(),
            source: parameter.source.clone(),
            amount: parameter.amount,
            unit: parameter.unit.clone(),
            unrolled: due.unrolled,
            met: due.met.into_iter().map(|met| DayOff { date: met.date, name: met.name }).collect(),
            provisional: due.provisional,
        }
    }
}

impl Why {
    /// The day is named by the document that was served.
    pub const fn named(start: NaiveDate) -> Self {
        Self { start, period: None }
    }

    /// What is kept with a service; none for history, whose clocks were not counted.
    pub fn read(kept: &serde_json::Value) -> Option<Self> {
        Self::deserialize(kept).ok()
    }

    /// The reason in sentences: rule and start, days off that postponed the end, what is still provisional.
    pub fn sentences(&self, l: Lang) -> Vec<String> {
        let Some(period) = &self.period else { return vec![l.t("due-why-named")] };
        let unit = l.with(&format!("due-why-{}", period.unit.replace('_', "-")), &[("n", period.amount.into())]);
        let start = [("source", period.source.as_str().into()), ("start", self.start.into()), ("period", unit.into())];
        let mut sentences = vec![l.with("due-why-rule", &start)];
        if let (Some(first), Some(last)) = (period.met.first(), period.met.last()) {
            let name = period.met.iter().find_map(|day| day.name.clone()).unwrap_or_else(|| l.t("due-why-weekend"));
            let key = if first.date == last.date { "due-why-rolled-day" } else { "due-why-rolled" };
            let days = [("from", first.date.into()), ("to", last.date.into()), ("name", name.into())];
            sentences.push(l.with(key, &days));
        }
        if period.provisional {
            sentences.push(l.t("due-why-provisional"));
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, month, day).unwrap()
    }

    #[test]
    fn a_day_that_was_postponed_says_over_what() {
        let period = Counted {
            rule: "recommendation_reply".to_owned(),
            source: "人民检察院巡回检察工作规定 第三十七条".to_owned(),
            amount: 2,
            unit: "month".to_owned(),
            unrolled: day(1, 24),
            met: vec![DayOff { date: day(1, 24), name: None }],
            provisional: true,
        };
        let why = Why { start: day(1, 1), period: Some(period) };
        let kept = serde_json::to_value(&why).unwrap();
        assert_eq!(Why::read(&kept), Some(why.clone()));
        let sentences = why.sentences(Lang::Zh);
        assert_eq!(sentences.len(), 3);
        assert!(sentences[1].contains("2027-01-24") && sentences[1].contains("周末"), "{}", sentences[1]);
    }

    #[test]
    fn history_has_no_reason() {
        assert_eq!(Why::read(&serde_json::json!({})), None);
    }
}
