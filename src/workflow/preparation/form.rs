//! Reading the forms of preparation.
use chrono::NaiveDate;

use crate::{
    foundation::{
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    workflow::{
        inspection::{Item, Time},
        preparation::{
            model::Outcome,
            store::{NewAnnex, NewContact, NewExemption, NewItem},
        },
    },
};

/// A day that has come.
fn day(fields: &mut Fields, name: &str, today: NaiveDate) -> Option<NaiveDate> {
    let day = fields.date(name)?;
    if day > today {
        fields.problem(name, "problem-future", vec![("today", today.into())]);
    }
    Some(day)
}

pub fn contact(fields: &mut Fields, today: NaiveDate) -> Option<NewContact> {
    let day = day(fields, "day", today);
    let way = fields.choice("way");
    let side = fields.choice("side");
    let (organ, person) = (fields.text("organ", LINE), fields.text("person", LINE));
    let said = fields.text("said", PROSE);
    let result = fields.choice("result");
    fields.is_ok().then_some(())?;
    Some(NewContact { day: day?, way: way?, side: side?, organ, person, said, result: result? })
}

pub fn item(fields: &mut Fields, item: Item, today: NaiveDate) -> Option<NewItem> {
    let outcome = fields.choice::<Outcome>("outcome");
    if outcome.is_some_and(|outcome| !Outcome::of(item).contains(&outcome)) {
        fields.problem("outcome", "problem-choose", Vec::new());
    }
    let day = day(fields, "day", today);
    let note = fields.text("note", PROSE);
    fields.is_ok().then_some(())?;
    Some(NewItem { item, outcome: outcome?, day: day?, note })
}

pub fn annex(fields: &mut Fields, today: NaiveDate) -> Option<NewAnnex> {
    let (organ, filing_no) = (fields.text("organ", LINE), fields.text("filing_no", LINE));
    let filed_on = day(fields, "filed_on", today);
    let isolated_from = fields.optional_date("isolated_from");
    let isolation_days = match (isolated_from, fields.value("isolation_days").trim()) {
        (None, "" | "0") => Some(0),
        (None, _) => {
            fields.problem("isolated_from", "problem-missing", Vec::new());
            None
        }
        (Some(_), _) => fields.number("isolation_days", 1, 90),
    };
    let note = fields.optional("note", PROSE);
    fields.is_ok().then_some(())?;
    Some(NewAnnex { organ, filing_no, filed_on: filed_on?, isolated_from, isolation_days: isolation_days?, note })
}

/// A shortened time: at least one of the two, each less than the rule asks for.
pub fn exemption(fields: &mut Fields, time: &Time, today: NaiveDate) -> Option<NewExemption> {
    let mut count = |name, least: Option<i64>| {
        let typed = !fields.value(name).trim().is_empty();
        let most = least.and_then(|least| i32::try_from(least - 1).ok()).unwrap_or(366).max(1);
        typed.then(|| fields.number(name, 1, most)).flatten()
    };
    let days = count("days", time.least);
    let days_on_site = count("days_on_site", time.least_on_site.map(i64::from));
    if days.is_none() && days_on_site.is_none() && fields.is_ok() {
        fields.problem("days_on_site", "problem-exemption-none", Vec::new());
    }
    if let (Some(days), Some(on_site)) = (days, days_on_site)
        && on_site > days
    {
        fields.problem("days_on_site", "problem-days-on-site", vec![("days", days.into())]);
    }
    let filing_no = fields.text("filing_no", LINE);
    let filed_on = day(fields, "filed_on", today);
    let reason = fields.text("reason", PROSE);
    fields.is_ok().then_some(())?;
    Some(NewExemption { days, days_on_site, filing_no, filed_on: filed_on?, reason })
}

/// The item that a form is about.
pub fn asked(fields: &Fields) -> Option<Item> {
    Item::parse(fields.value("item"))
}
