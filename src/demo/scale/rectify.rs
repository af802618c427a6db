//! What followed the findings of the growth: feedback, service, answers, verification, closing, rebound.
use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::deal::Case;

/// What of a case is asked for again and again.
struct Batch {
    cases: Vec<Uuid>,
    leads: Vec<Uuid>,
    recorders: Vec<Uuid>,
    closers: Vec<Uuid>,
}

pub async fn write(tx: &mut PgConnection, cases: &[Case], today: NaiveDate, now: DateTime<Utc>) -> anyhow::Result<()> {
    let batch = Batch {
        cases: cases.iter().map(|case| case.id).collect(),
        leads: cases.iter().map(|case| case.team[0]).collect(),
        recorders: cases.iter().map(|case| case.team[3]).collect(),
        closers: cases.iter().map(|case| case.closer).collect(),
    };
    feedback(tx, &batch).await.context("writing the feedback")?;
    answers(tx, &batch, today).await.context("writing the answers")?;
    verdicts(tx, &batch, today).await.context("writing the verdicts")?;
    closings(tx, &batch, today).await.context("writing the closings")?;
    hands(tx, &batch).await.context("noting whose hand is on each")?;
    finish(tx, &batch, now).await.context("finishing the cases")
}

/// One opinion a case that raises all that counts, but for a few that are not served yet.
async fn feedback(tx: &mut PgConnection, batch: &Batch) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into document (id, inspection_id, kind, issuer_id, author_id, title, body, state, step_no, created_at)
         select overlay(overlay(md5(i.id || 'document') placing '8' from 17) placing left(i.id::text, 15) from 1 for 13)::uuid, i.id, 'feedback_opinion', i.organiser_id, u.lead,
                '巡回检察反馈意见', '现将巡回检察发现的问题反馈如下，请逐项整改并书面回复。', 'draft', 1, (i.started_on + 20) + time '09:00'
           from unnest($1::uuid[], $2::uuid[]) as u (id, lead) join inspection i on i.id = u.id where i.step_no >= 11",
        &batch.cases,
        &batch.leads,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day)
         select 'document', d.id, s.no, s.step, s.before, s.after, d.inspection_id, 'loaded as history', d.created_at + s.days * interval '1 day', d.created_at::date + s.days
           from document d
           join (values (1, 'draft', '-', 'draft', 0), (2, 'submit', 'draft', 'submitted', 2), (3, 'issue', 'submitted', 'issued', 4)) as s (no, step, before, after, days) on true
          where d.inspection_id = any ($1)",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into document_finding (document_id, finding_id, inspection_id, facility_id, no, title, facts, legal_basis, demand)
         select d.id, f.id, f.inspection_id, f.facility_id, row_number() over (partition by d.id order by f.no), f.title, t.facts, t.legal_basis, '查明原因，立即纠正，建立制度，防止再次发生。'
           from document d join inspection i on i.id = d.inspection_id join finding f on f.inspection_id = d.inspection_id join finding_text t on t.finding_id = f.id and t.no = f.text_no
          where d.inspection_id = any ($1) and f.status = 'confirmed' and (i.step_no = 15 or get_byte(uuid_send(f.id), 14) >= 18)",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "update document d set issued_on = i.started_on + 24, state = 'issued', step_no = 3, number = i.number, issuer_zh = o.name_zh, issuer_en = o.name_en
           from inspection i join org o on o.id = i.organiser_id where i.id = d.inspection_id and d.inspection_id = any ($1)",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into service (id, document_id, inspection_id, facility_id, served_on, manner, receiver, reply_due, by_id, at)
         select overlay(overlay(md5(d.id || 'service') placing '8' from 17) placing left(d.id::text, 15) from 1 for 13)::uuid, d.id, i.id, i.facility_id, i.started_on + 26, 'hand', '单位负责人',
                case when i.step_no < 15 then i.started_on + 56 end, d.author_id, (i.started_on + 26) + time '10:00'
           from document d join inspection i on i.id = d.inspection_id where i.id = any ($1)",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    // history carries no clocks
    sqlx::query!(
        "insert into clock (subject_id, key, inspection_id, facility_id, event, started_on, due_on, met_on)
         select i.id, 'feedback_due', i.id, null::uuid, 'ended', i.ended_on, i.started_on + 42, i.feedback_on from inspection i where i.id = any ($1) and i.step_no between 7 and 11
         union all
         select i.id, 'follow_up_due', i.id, null, 'ended', i.ended_on, i.started_on + 134, null::date from inspection i where i.id = any ($1) and i.step_no = 11
         union all
         select s.id, 'reply_due', i.id, s.facility_id, 'served', s.served_on, s.reply_due, null
           from inspection i join document d on d.inspection_id = i.id join service s on s.document_id = d.id where i.id = any ($1) and s.reply_due is not null",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// The last but one byte of a finding's key says how far its rectification has come; in an archived case all are closed.
/// The recorder registers what comes on paper.
async fn answers(tx: &mut PgConnection, batch: &Batch, today: NaiveDate) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into reply (id, finding_id, inspection_id, facility_id, service_id, cycle, kind, body, their_no, received_on, registered_by, at)
         select overlay(overlay(md5(f.id || r.kind) placing '8' from 17) placing left(f.id::text, 15) from 1 for 13)::uuid, f.id, i.id, i.facility_id, s.id, 1, r.kind, r.body,
                '示整改〔' || extract(year from i.started_on) || '〕' || f.no || '号', i.started_on + r.days, u.recorder, (i.started_on + r.days) + time '11:00'
           from unnest($1::uuid[], $2::uuid[]) as u (id, recorder)
           join inspection i on i.id = u.id join document o on o.inspection_id = i.id join service s on s.document_id = o.id
           join document_finding d on d.document_id = o.id join finding f on f.id = d.finding_id
           join (values ('plan', 36, 45, '已制定整改方案，明确责任人和期限。'), ('report', 50, 90, '已按要求整改到位，附相关材料。')) as r (kind, days, least, body)
             on i.started_on + r.days <= $3 and (i.step_no = 15 and r.kind = 'report' or i.step_no < 15 and get_byte(uuid_send(f.id), 14) >= r.least)",
        &batch.cases,
        &batch.recorders,
        today,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn verdicts(tx: &mut PgConnection, batch: &Batch, today: NaiveDate) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into verification (id, finding_id, inspection_id, facility_id, reply_id, cycle, outcome, verdict, note, due_on, person_id, day, at)
         select overlay(overlay(md5(r.id || 'verification') placing '8' from 17) placing left(r.id::text, 15) from 1 for 13)::uuid, r.finding_id, r.inspection_id, r.facility_id, r.id, 1,
                v.outcome, case v.outcome when 'verified' then 'done' else 'insufficient' end, case v.outcome when 'verified' then '经现场复核，已整改到位。' else '退回补正：材料不足以证明已经整改。' end,
                case v.outcome when 'returned' then r.received_on + 25 end, u.lead, r.received_on + 5, (r.received_on + 5) + time '16:00'
           from unnest($1::uuid[], $2::uuid[]) as u (id, lead) join inspection i on i.id = u.id join finding f on f.inspection_id = i.id join reply r on r.finding_id = f.id and r.kind = 'report'
           cross join lateral (select case when i.step_no < 15 and get_byte(uuid_send(r.finding_id), 14) < 155 then 'returned' else 'verified' end as outcome) v
          where r.received_on + 5 <= $3 and (i.step_no = 15 or get_byte(uuid_send(r.finding_id), 14) >= 130)",
        &batch.cases,
        &batch.leads,
        today,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into verification_demand (verification_id, no, inspection_id, facility_id, demand, verdict)
         select v.id, 1, v.inspection_id, v.facility_id, '查明原因，立即纠正，建立制度，防止再次发生。', case v.outcome when 'verified' then 'met' else 'unmet' end
           from finding f join verification v on v.finding_id = f.id where f.inspection_id = any ($1)",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn closings(tx: &mut PgConnection, batch: &Batch, today: NaiveDate) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into closing (finding_id, cycle, inspection_id, person_id, note, day, at)
         select v.finding_id, 1, v.inspection_id, u.closer, '整改到位，同意销号。', v.day + 3, (v.day + 3) + time '15:00'
           from unnest($1::uuid[], $2::uuid[]) as u (id, closer) join inspection i on i.id = u.id join finding f on f.inspection_id = i.id join verification v on v.finding_id = f.id and v.outcome = 'verified'
          where v.day + 3 <= $3 and (i.step_no = 15 or get_byte(uuid_send(v.finding_id), 14) >= 190)",
        &batch.cases,
        &batch.closers,
        today,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into recheck (id, finding_id, inspection_id, verdict, note, person_id, day, at)
         select overlay(overlay(md5(c.finding_id || 'recheck') placing '8' from 17) placing left(c.finding_id::text, 15) from 1 for 13)::uuid, c.finding_id, c.inspection_id, 'rebounded',
                '回头看发现同类问题再次出现。', u.lead, c.day + 20, (c.day + 20) + time '16:00'
           from unnest($1::uuid[], $2::uuid[]) as u (id, lead) join inspection i on i.id = u.id join finding f on f.inspection_id = i.id join closing c on c.finding_id = f.id
          where c.day + 20 <= $3 and i.step_no < 15 and get_byte(uuid_send(c.finding_id), 14) >= 243",
        &batch.cases,
        &batch.leads,
        today,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// Whose hand is on each.
async fn hands(tx: &mut PgConnection, batch: &Batch) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into finding_hand (finding_id, person_id, hand)
         select id, author_id, 'input' from finding where inspection_id = any ($1)
         union select f.id, r.registered_by, 'input' from finding f join reply r on r.finding_id = f.id where f.inspection_id = any ($1)
         union select f.id, v.person_id, 'verify' from finding f join verification v on v.finding_id = f.id where f.inspection_id = any ($1)
         union select f.id, c.person_id, 'close' from finding f join closing c on c.finding_id = f.id where f.inspection_id = any ($1)
         order by 1, 2",
        &batch.cases,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// What is under way is a present case from here on; the trail says that none of them was typed here.
async fn finish(tx: &mut PgConnection, batch: &Batch, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update inspection set history = false where id = any ($1) and state <> 'archived'", &batch.cases)
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "select trail_write(overlay(overlay(md5(i.id || 'trail') placing '8' from 17) placing left(i.id::text, 15) from 1 for 13)::uuid, $2, null, null, null,
                'loaded', 'inspection', i.id, i.id, jsonb_build_object('number', i.number))
           from inspection i where i.id = any ($1)",
        &batch.cases,
        now,
    )
    .fetch_all(&mut *tx)
    .await?;
    Ok(())
}
