//! Counting every running clock anew by another edition of the calendar: what a publication moves, and by how much.
use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result},
    law::{
        clock::model::{Counted, Key, Reason},
        period::{Edition, Parameter},
    },
};

/// A clock that the other edition counts differently.
#[derive(Debug, Clone)]
pub struct Move {
    pub subject: Uuid,
    pub key: Key,
    pub from: NaiveDate,
    pub was_provisional: bool,
    pub counted: Counted,
}

/// A clock that runs, with the period that it was counted by.
struct Running {
    subject: Uuid,
    key: Key,
    started_on: NaiveDate,
    now: (NaiveDate, Option<NaiveDate>, bool),
    why: Value,
    period: Parameter,
}

/// What another edition moves. Reads every running clock, whatever the reach of who keeps the calendar: nothing of it may
/// be shown before it was read again within reach.
///
/// # Errors
/// The database, also where the acting person does not keep the calendar.
pub async fn recount(tx: &mut Tx, edition: &Edition) -> Result<Vec<Move>> {
    let running = running(tx).await?;
    let mut answers = HashMap::new();
    let mut counted = Vec::with_capacity(running.len());
    for clock in &running {
        let Some(new) = clock.key.count(edition, &clock.period, clock.started_on) else { continue };
        if clock.key == Key::ReplyDue {
            answers.insert(clock.subject, new.due_on);
        }
        counted.push((clock, new));
    }
    let moved = |(clock, mut new): (&Running, Counted)| {
        if let (Key::EscalateOn, Some(reply_due)) = (clock.key, answers.get(&clock.subject)) {
            new.not_before(*reply_due);
        }
        let same = clock.now == (new.due_on, new.other_on, new.provisional)
            && Reason::read(&clock.why).as_ref() == Some(&new.reason);
        (!same).then_some(Move {
            subject: clock.subject,
            key: clock.key,
            from: clock.now.0,
            was_provisional: clock.now.2,
            counted: new,
        })
    };
    Ok(counted.into_iter().filter_map(moved).collect())
}

async fn running(tx: &mut Tx) -> Result<Vec<Running>> {
    let rows = sqlx::query!(
        r#"select subject_id as "subject!", key as "key!: Key", started_on as "started_on!", due_on as "due_on!", other_on, provisional as "provisional!", why as "why!",
                  parameter_id as "id!", parameter_key as "parameter!", facility_kind, amount as "amount!", unit as "unit!", class as "class!", source as "source!"
             from clocks_running()"#
    )
    .fetch_all(&mut **tx)
    .await?;
    let running = rows.into_iter().map(|row| Running {
        subject: row.subject,
        key: row.key,
        started_on: row.started_on,
        now: (row.due_on, row.other_on, row.provisional),
        why: row.why,
        period: Parameter {
            id: row.id,
            key: row.parameter,
            facility_kind: row.facility_kind,
            amount: row.amount,
            unit: row.unit,
            class: row.class,
            source: row.source,
        },
    });
    Ok(running.collect())
}
