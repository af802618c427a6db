//! Reading the form of a new version.
use chrono::{Days, NaiveDate};

use crate::{
    foundation::web::fields::{Fields, LINE, PROSE},
    law::parameter::model::{Measure, Version},
};

/// A version as typed.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub amount: i32,
    pub unit: Measure,
    pub source: String,
    pub reason: String,
    pub since: NaiveDate,
}

/// The form as it starts: the latest version, from tomorrow.
pub fn start(latest: &Version, today: NaiveDate) -> Fields {
    Fields::start([
        ("amount", latest.amount.to_string()),
        ("unit", latest.unit.to_string()),
        ("source", latest.source.clone()),
        ("since", earliest(today).to_string()),
    ])
}

/// A version begins tomorrow at the earliest: today's value was already counted with.
pub fn earliest(today: NaiveDate) -> NaiveDate {
    today + Days::new(1)
}

/// Reads a version; what is wrong is noted at the fields.
pub fn read(fields: &mut Fields, latest: &Version, today: NaiveDate) -> Option<Wanted> {
    let unit = fields.choice::<Measure>("unit");
    if unit.is_some_and(|unit| !latest.units().contains(&unit)) {
        fields.problem("unit", "problem-choose", Vec::new());
    }
    let amount = fields.number("amount", 1, unit.map_or(i32::MAX, Version::most));
    let source = fields.text("source", LINE);
    let since = fields.date("since");
    if since.is_some_and(|since| since < earliest(today)) {
        fields.problem("since", "problem-not-ahead", vec![("earliest", earliest(today).into())]);
    }
    let reason = fields.text("reason", PROSE);
    let wanted = Wanted { amount: amount?, unit: unit?, source, reason, since: since? };
    if fields.is_ok() && wanted.amount == latest.amount && wanted.unit == latest.unit && wanted.source == latest.source
    {
        fields.problem("amount", "problem-parameter-same", Vec::new());
    }
    fields.is_ok().then_some(wanted)
}
