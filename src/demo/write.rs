//! How the history is written. Rows travel as one JSON array per table and take their types from the table.
use anyhow::Context as _;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::draw::Draw;
use super::rows::Rows;

/// Writes the history in the order that the guards of the tables ask for: an instrument takes its findings as a draft and
/// is issued after, a closing follows its verification.
pub async fn rows(tx: &mut PgConnection, rows: &Rows) -> anyhow::Result<()> {
    cases(tx, rows).await.context("writing the cases")?;
    fieldwork(tx, rows).await.context("writing records and findings")?;
    instruments(tx, rows).await.context("writing the instruments")?;
    answers(tx, rows).await.context("writing answers and closings")
}

async fn cases(tx: &mut PgConnection, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day, detail)
         select r.subject, r.subject_id, r.no, r.step, r.from_state, r.to_state, r.inspection_id, 'loaded as history', r.at, r.day, r.detail
           from jsonb_populate_recordset(null::step, $1) r",
        Json(&rows.steps) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into inspection (id, number, kind, facility_id, facility_kind, organiser_id, supervisor_id, prov_id, city_id, unit_id, office_id, own_level, told, sealed, opened_on,
                basis, day, planned_from, planned_to, started_on, ended_on, days_on_site, feedback_on, case_no, history, outside, state, step_no, plan_no, created_at)
         select r.id, r.number, r.kind, r.facility_id, r.facility_kind, r.organiser_id, r.supervisor_id, r.prov_id, r.city_id, r.unit_id, r.office_id, r.own_level, true, false, r.opened_on,
                r.basis, r.started_on, r.started_on, r.ended_on, r.started_on, r.ended_on, r.days_on_site, r.feedback_on, r.case_no, true, r.outside, 'archived', r.step_no, 1, r.created_at
           from jsonb_populate_recordset(null::inspection, $1) r",
        Json(&rows.inspections) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into plan_text (inspection_id, no, base_no, body, author_id, at)
         select r.inspection_id, 1, 0, r.body, r.author_id, r.at from jsonb_populate_recordset(null::plan_text, $1) r",
        Json(&rows.plans) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into team_member (inspection_id, person_id, place, unit_id, duty)
         select r.inspection_id, r.person_id, r.place, r.unit_id, r.duty from jsonb_populate_recordset(null::team_member, $1) r",
        Json(&rows.members) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into inspection_clearance (inspection_id, person_id, why, during)
         select r.inspection_id, r.person_id, r.why, daterange(r.since, null)
           from jsonb_to_recordset($1) as r (inspection_id uuid, person_id uuid, why text, since date)",
        Json(&rows.clearances) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into number_series (org_id, series, year, last_no)
         select r.org_id, r.series, r.year, r.last_no from jsonb_populate_recordset(null::number_series, $1) r",
        Json(&rows.series) as _,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn fieldwork(tx: &mut PgConnection, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into record (id, inspection_id, no, day, place, method, body, author_id, at)
         select r.id, r.inspection_id, r.no, r.day, r.place, r.method, r.body, r.author_id, r.at from jsonb_populate_recordset(null::public.record, $1) r",
        Json(&rows.records) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into record_inspector (record_id, inspection_id, person_id)
         select r.record_id, r.inspection_id, r.person_id from jsonb_populate_recordset(null::record_inspector, $1) r",
        Json(&rows.record_inspectors) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into finding (id, inspection_id, record_id, facility_id, no, prov_id, city_id, unit_id, office_id, own_level, opened, told, facility_kind, inspection_kind,
                concerns, found_on, ended_on, title, category_id, taxonomy_id, severity, depth, depth_reason, follow_up_owner_id, author_id, status, step_no)
         select r.id, i.id, r.record_id, i.facility_id, r.no, i.prov_id, i.city_id, i.unit_id, i.office_id, i.own_level, i.opened, true, i.facility_kind, i.kind,
                r.concerns, r.found_on, i.ended_on, r.title, r.category_id, 1, r.severity, r.depth, r.depth_reason, r.follow_up_owner_id, r.author_id, 'confirmed', 2
           from jsonb_populate_recordset(null::finding, $1) r join inspection i on i.id = r.inspection_id",
        Json(&rows.findings) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into finding_text (finding_id, no, base_no, inspection_id, title, facts, legal_basis, author_id, at)
         select r.finding_id, 1, 0, r.inspection_id, r.title, r.facts, r.legal_basis, r.author_id, r.at from jsonb_populate_recordset(null::finding_text, $1) r",
        Json(&rows.texts) as _,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn instruments(tx: &mut PgConnection, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into document (id, inspection_id, kind, issuer_id, author_id, title, body, state, step_no, created_at)
         select r.id, r.inspection_id, r.kind, r.issuer_id, r.author_id, r.title, r.body, 'draft', 1, r.created_at from jsonb_populate_recordset(null::document, $1) r",
        Json(&rows.documents) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into document_finding (document_id, finding_id, inspection_id, facility_id, no, title, facts, legal_basis, demand)
         select r.document_id, r.finding_id, r.inspection_id, r.facility_id, r.no, r.title, r.facts, r.legal_basis, r.demand
           from jsonb_populate_recordset(null::document_finding, $1) r",
        Json(&rows.items) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update document d set number = r.number, issued_on = r.issued_on, state = 'issued', step_no = 3
           from jsonb_populate_recordset(null::document, $1) r where r.id = d.id",
        Json(&rows.documents) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into service (id, document_id, inspection_id, facility_id, org_id, served_on, manner, receiver, by_id, at)
         select r.id, r.document_id, r.inspection_id, r.facility_id, r.org_id, r.served_on, r.manner, r.receiver, r.by_id, r.at
           from jsonb_populate_recordset(null::service, $1) r",
        Json(&rows.services) as _,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn answers(tx: &mut PgConnection, rows: &Rows) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into reply (id, finding_id, inspection_id, facility_id, service_id, cycle, kind, body, their_no, received_on, registered_by, at)
         select r.id, r.finding_id, r.inspection_id, r.facility_id, r.service_id, 1, 'report', r.body, r.their_no, r.received_on, r.registered_by, r.at
           from jsonb_populate_recordset(null::reply, $1) r",
        Json(&rows.replies) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into verification (id, finding_id, inspection_id, facility_id, reply_id, cycle, outcome, verdict, note, person_id, day, at)
         select r.id, r.finding_id, r.inspection_id, r.facility_id, r.reply_id, 1, r.outcome, r.verdict, r.note, r.person_id, r.day, r.at
           from jsonb_populate_recordset(null::verification, $1) r",
        Json(&rows.verifications) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into verification_demand (verification_id, no, inspection_id, facility_id, demand, verdict)
         select r.verification_id, 1, r.inspection_id, r.facility_id, r.demand, r.verdict from jsonb_populate_recordset(null::verification_demand, $1) r",
        Json(&rows.demands) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into closing (finding_id, cycle, inspection_id, person_id, note, day, at)
         select r.finding_id, 1, r.inspection_id, r.person_id, r.note, r.day, r.at from jsonb_populate_recordset(null::closing, $1) r",
        Json(&rows.closings) as _,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into recheck (id, finding_id, inspection_id, verdict, note, person_id, day, at)
         select r.id, r.finding_id, r.inspection_id, 'corrected', r.note, r.person_id, r.day, r.at from jsonb_populate_recordset(null::recheck, $1) r",
        Json(&rows.rechecks) as _,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// One entry of the trail per loaded inspection: the history was not typed here, and the trail says so.
pub async fn trail(tx: &mut PgConnection, rows: &Rows, draw: &mut Draw, now: DateTime<Utc>) -> sqlx::Result<()> {
    let entries: Vec<Uuid> = rows.inspections.iter().map(|_| draw.id(now)).collect();
    let ids: Vec<Uuid> = rows.inspections.iter().map(|i| i.id).collect();
    let numbers: Vec<String> = rows.inspections.iter().map(|i| i.number.clone()).collect();
    sqlx::query!(
        "select trail_write(u.entry, $4, null, null, null, 'loaded', 'inspection', u.id, u.id, jsonb_build_object('number', u.number))
           from unnest($1::uuid[], $2::uuid[], $3::text[]) as u (entry, id, number)",
        &entries,
        &ids,
        &numbers,
        now,
    )
    .fetch_all(&mut *tx)
    .await?;
    Ok(())
}
