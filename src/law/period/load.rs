//! The periods and thresholds that the rules set, as shipped in `reference/parameters.csv`.
//!
//! A key names one rule; `facility_kind` splits it where the rule differs between prisons and detention centres. Most
//! rows come from 《人民检察院巡回检察工作规定》, in force since 2021-12-08: before that day they have no value.
//!
//! | key | what it counts |
//! |---|---|
//! | `notice_lead` | written notice before the inspection starts |
//! | `routine_days`, `cross_days`; `routine_onsite_days`, `cross_onsite_days` | least duration, and of it on site |
//! | `special_min_days`, `mobile_min_days` | usual least duration |
//! | `entry_min_people`, `team_min` | inspectors at each entry; members of a special or mobile team |
//! | `routine_team_about`, `cross_team_about` | usual size of the team |
//! | `report_target` | report after the end: our own target, so that feedback keeps its period |
//! | `feedback_due`, `follow_up_due` | feedback meeting and special follow-up after the end |
//! | `oral_fix` | correction after an oral correction, then a written one |
//! | `notice_reply`, `recommendation_reply` | answer of each recipient, from service |
//! | `notice_escalate`, `recommendation_escalate` | report to the next higher procuratorate, from issue |
//! | `objection_in`, `objection_review` | objection to a notice, and its review |
//! | `points_fix` | the prison's own period to correct points |
//! | `misconduct_check`, `misconduct_check_extension` | inquiry into dereliction of duty |
//! | `opinion_proposal`, `opinion_proposal_extension`, `opinion_ruling`, `opinion_outside_decision` | opinions on commutation, parole, temporary execution outside |
//! | `record_filing_officials` | filing of the sentence changes of former officials |
//! | `archive_due` | archiving, from the end of the year in which the case closed |
//! | `posted_years` | years after a post at the supervising procuratorate in which nobody crosses there |
//! | `recusal_review_in`, `recusal_review` | review of a refused recusal: to be asked for, to be answered |
//! | `resident_days`, `resident_rotation` | days a month in the resident office; years until rotation |
use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgPool;

use crate::foundation::{calendar, id};

/// The notices that announced the shipped days.
const SOURCE: &str = "国务院办公厅关于2018年至2026年部分节假日安排的通知";

const PARAMETERS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/parameters.csv"));

#[derive(Deserialize)]
struct Parameter {
    key: String,
    facility_kind: Option<String>,
    amount: i32,
    unit: String,
    start_event: String,
    class: String,
    source: String,
    valid_from: NaiveDate,
}

/// Adds the shipped rows that the database does not have. A row that is there stays as it is: a change of the rules is
/// a new row with its own day.
///
/// # Errors
/// When the shipped file does not parse or the database refuses.
pub async fn load(pool: &PgPool) -> anyhow::Result<()> {
    let rows = shipped()?;
    let column = |of: fn(&Parameter) -> String| rows.iter().map(of).collect::<Vec<String>>();
    let facility_kinds: Vec<Option<String>> = rows.iter().map(|row| row.facility_kind.clone()).collect();
    let amounts: Vec<i32> = rows.iter().map(|row| row.amount).collect();
    let valid_from: Vec<NaiveDate> = rows.iter().map(|row| row.valid_from).collect();
    sqlx::query!(
        "insert into parameter (key, facility_kind, amount, unit, start_event, class, source, valid, since)
         select u.key, u.facility_kind, u.amount, u.unit, u.start_event, u.class, u.source, daterange(u.valid_from, null), u.valid_from
           from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[])
             as u (key, facility_kind, amount, unit, start_event, class, source, valid_from)
          where not exists (select from parameter p
                             where p.key = u.key and p.facility_kind is not distinct from u.facility_kind and p.since >= u.valid_from)
         on conflict on constraint parameter_one do nothing",
        &column(|row| row.key.clone()),
        &facility_kinds as &[Option<String>],
        &amounts,
        &column(|row| row.unit.clone()),
        &column(|row| row.start_event.clone()),
        &column(|row| row.class.clone()),
        &column(|row| row.source.clone()),
        &valid_from,
    )
    .execute(pool)
    .await
    .context("loading the periods and thresholds")?;
    Ok(())
}

/// Publishes the shipped days as the nation's first version, where it has none; the region's layer ships empty.
///
/// # Errors
/// When the shipped file does not parse or the database refuses.
pub async fn calendar(pool: &PgPool) -> anyhow::Result<()> {
    let days = calendar::shipped().context("reading the holidays")?;
    let (dates, kinds, names): (Vec<_>, Vec<_>, Vec<_>) =
        days.into_iter().map(|(date, kind, name)| (date, kind.as_str().to_owned(), name)).collect();
    let mut tx = pool.begin().await?;
    // several servers may start at once
    sqlx::query!("select pg_advisory_xact_lock(hashtext('calendar'))").execute(&mut *tx).await?;
    // dated by the last of the notices
    sqlx::query!(
        "with drafted as (insert into calendar_version (id, layer, base_no, rolls, source, reason, drafted_at)
                          select $1, 'nation', 0, true, $2, $3, timestamptz '2025-11-04 00:00+08'
                           where not exists (select from calendar_version where layer = 'nation' and no is not null) returning id)
         insert into calendar_day (version_id, date, kind, name)
         select d.id, u.date, u.kind, u.name from drafted d cross join unnest($4::date[], $5::text[], $6::text[]) as u (date, kind, name)",
        id::fresh(),
        SOURCE,
        "首次发布",
        &dates,
        &kinds,
        &names
    )
    .execute(&mut *tx)
    .await
    .context("loading the holidays")?;
    sqlx::query!(
        "update calendar_version set no = 1, published_at = drafted_at where layer = 'nation' and base_no = 0 and no is null and drafted_by is null"
    )
    .execute(&mut *tx)
    .await
    .context("publishing the holidays")?;
    Ok(tx.commit().await?)
}

fn shipped() -> anyhow::Result<Vec<Parameter>> {
    csv::Reader::from_reader(PARAMETERS.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading parameters.csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_shipped_once_per_kind_of_facility() -> anyhow::Result<()> {
        let rows = shipped()?;
        let mut keys: Vec<_> = rows.iter().map(|row| (&row.key, &row.facility_kind, row.valid_from)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), rows.len());
        Ok(())
    }
}
