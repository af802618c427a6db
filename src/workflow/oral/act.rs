//! Telling on the spot, and seeing that it is put right.
use chrono::NaiveDate;
use serde_json::json;

use crate::{
    foundation::{error::Result, word::Word},
    law::{
        clock::{self, Begun, End, Event, Key, Of},
        period::Rules,
    },
    people::access::Permit,
    workflow::oral::{
        deed::{CorrectOrally, SettleOral},
        store::{self, NewOral},
    },
};

/// Puts an oral correction on record; its seven days begin (刑事诉讼规则 624).
///
/// # Errors
/// Conflict if the finding was told before, or is none that word of mouth suffices for.
pub async fn correct(permit: &mut Permit<CorrectOrally>, new: &NewOral) -> Result<()> {
    let (finding, case) = (permit.subject.finding.clone(), permit.subject.case.clone());
    let (by, now) = (permit.actor.person, permit.now);
    store::make(&mut permit.tx, (finding.id, finding.inspection), new, by, now).await?;
    let rules = Rules::on(&mut permit.tx, new.made_on).await?;
    if let Some(period) = rules.period("oral_fix", case.facility_kind) {
        let begun = Begun { key: Key::OralFix, event: Event::OralMade, on: new.made_on, period };
        let of = Of { subject: finding.id.0, inspection: case.id, facility: Some(case.facility) };
        clock::start(&mut permit.tx, of, &[begun]).await?;
    }
    let value = json!({ "made_on": new.made_on, "to": new.to_name, "post": new.to_post, "demand": new.demand, "assent": new.assent.code() });
    permit.note("corrected_orally", "finding", finding.id.0, Some(finding.inspection.0), value).await
}

/// Records that it was put right, as seen. That a written one took its place meanwhile is no hindrance: the clock has ended then.
///
/// # Errors
/// Conflict if it was put right before.
pub async fn settle(permit: &mut Permit<SettleOral>, done_on: NaiveDate, seen: &str) -> Result<()> {
    let finding = permit.subject.finding.clone();
    let (by, now) = (permit.actor.person, permit.now);
    store::settle(&mut permit.tx, finding.id, (done_on, seen), by, now).await?;
    clock::end(&mut permit.tx, finding.id.0, &[Key::OralFix], done_on, End::Met).await?;
    let value = json!({ "done_on": done_on, "seen": seen });
    permit.note("oral_settled", "finding", finding.id.0, Some(finding.inspection.0), value).await
}
