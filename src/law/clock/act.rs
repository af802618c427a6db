//! Starting clocks, by the calendar of now.
use chrono::NaiveDate;

use crate::{
    foundation::{db::Tx, error::Result},
    law::{
        clock::{
            model::{Begun, Counted, Event, Key, Of},
            store::{self, NewClock},
        },
        period,
    },
};

/// Puts clocks of one subject on record. Of the two clocks of an instrument the report upwards never comes before the
/// answer is due: name the answer's first.
///
/// # Errors
/// The database, also where the subject has such a clock already.
pub async fn start(tx: &mut Tx, of: Of, begun: &[Begun<'_>]) -> Result<()> {
    if begun.is_empty() {
        return Ok(());
    }
    let edition = period::calendar(tx).await?;
    let mut reply_due = None;
    for clock in begun {
        let Some(mut counted) = clock.key.count(&edition, clock.period, clock.on) else { continue };
        match clock.key {
            Key::ReplyDue => reply_due = Some(counted.due_on),
            Key::EscalateOn => {
                if let Some(day) = reply_due {
                    counted.not_before(day);
                }
            }
            Key::NoticeDue
            | Key::LeastEnd
            | Key::LeastOnSite
            | Key::ReportTarget
            | Key::FeedbackDue
            | Key::FollowUpDue
            | Key::ArchiveDue
            | Key::ObjectionIn
            | Key::ObjectionReview
            | Key::ReturnDue
            | Key::OralFix => {}
        }
        let Counted { due_on, other_on, provisional, reason } = counted;
        let new = NewClock {
            of,
            key: clock.key,
            event: clock.event,
            started_on: clock.on,
            parameter: Some(clock.period.id),
            due_on,
            other_on,
            provisional,
            reason: Some(reason),
            nation: edition.nation,
            region: edition.region,
        };
        store::insert(tx, &new).await?;
    }
    Ok(())
}

/// Puts a clock on record whose day a document or a person names.
///
/// # Errors
/// The database.
pub async fn start_named(tx: &mut Tx, of: Of, key: Key, event: Event, on: NaiveDate, due_on: NaiveDate) -> Result<()> {
    let new = NewClock {
        of,
        key,
        event,
        started_on: on,
        parameter: None,
        due_on,
        other_on: None,
        provisional: false,
        reason: None,
        nation: 0,
        region: 0,
    };
    store::insert(tx, &new).await
}
