//! Reading what a record says: when, where, by which method, by whom, what.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        clock::CHINA,
        web::fields::{Fields, LINE, PROSE},
    },
    workflow::record::{kind, model::Method, store::Text},
};

/// What a record is judged against.
#[derive(Debug)]
pub struct Bounds {
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub started: Option<NaiveDate>,
    /// The inspectors of the team.
    pub inspectors: Vec<Uuid>,
    /// The points of the plan.
    pub points: Vec<String>,
}

/// Reads a record; what is wrong is noted at its fields, which does not keep the rest from being read.
pub fn read(fields: &mut Fields, bounds: &Bounds) -> Option<Text> {
    let before = fields.problems().len();
    let day = day(fields, bounds);
    let clock = clock(fields, day, bounds);
    let happened = fields.optional("happened", LINE);
    let place = fields.text("place", LINE);
    let focus = fields.optional("focus", PROSE);
    if !focus.is_empty() && !bounds.points.contains(&focus) {
        fields.problem("focus", "problem-choose", Vec::new());
    }
    let method = fields.choice::<Method>("method");
    let details = method.map(|method| kind::read(fields, method));
    let inspectors = inspectors(fields, bounds);
    let body = fields.text("body", PROSE);
    let (day, method, details) = (day?, method?, details?);
    let text = Text { day, clock, happened, place, method, focus, body, details, inspectors };
    (fields.problems().len() == before).then_some(text)
}

fn day(fields: &mut Fields, bounds: &Bounds) -> Option<NaiveDate> {
    let day = fields.date("day")?;
    if day > bounds.today {
        fields.problem("day", "problem-future", vec![("today", bounds.today.into())]);
    } else if let Some(started) = bounds.started.filter(|started| day < *started) {
        fields.problem("day", "problem-too-early", vec![("earliest", started.into())]);
    }
    Some(day)
}

fn clock(fields: &mut Fields, day: Option<NaiveDate>, bounds: &Bounds) -> Option<NaiveTime> {
    let clock = fields.optional_time("clock")?;
    let now = bounds.now.with_timezone(&CHINA).time();
    if day == Some(bounds.today) && clock > now {
        fields.problem("clock", "problem-future-time", vec![("now", now.format("%H:%M").to_string().into())]);
    }
    Some(clock)
}

fn inspectors(fields: &mut Fields, bounds: &Bounds) -> Vec<Uuid> {
    let mut chosen: Vec<Uuid> = fields.ids("inspectors");
    chosen.sort_unstable();
    chosen.dedup();
    chosen.retain(|id| bounds.inspectors.contains(id));
    if chosen.len() < 2 {
        fields.problem("inspectors", "problem-two-inspectors", Vec::new());
    }
    chosen
}
