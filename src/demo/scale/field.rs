//! The cases of the growth up to their findings. Everything about a finding follows from the bytes of its own key.
use anyhow::Context as _;
use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::deal::{Case, PLACES};

pub async fn write(tx: &mut PgConnection, cases: &[Case], today: NaiveDate) -> anyhow::Result<()> {
    headers(tx, cases).await.context("writing the cases")?;
    teams(tx, cases).await.context("writing the teams")?;
    let ids: Vec<Uuid> = cases.iter().map(|case| case.id).collect();
    records(tx, &ids).await.context("writing the records")?;
    findings(tx, cases, today).await.context("writing the findings")?;
    texts(tx, &ids).await.context("writing what was found")?;
    Ok(())
}

async fn headers(tx: &mut PgConnection, cases: &[Case]) -> sqlx::Result<()> {
    // as history, which has its team written after approval; what is under way becomes a present case at the end
    sqlx::query!(
        "insert into inspection (id, number, kind, facility_id, facility_kind, organiser_id, supervisor_id, prov_id, city_id, unit_id, office_id, own_level, told, sealed, opened_on,
                basis, day, planned_from, planned_to, started_on, ended_on, days_on_site, feedback_on, case_no, history, state, step_no, plan_no, created_at)
         select u.id, u.number, u.kind, f.id, f.kind, o.id, f.supervisor_id, f.prov_id, f.city_id, f.unit_id, f.office_id, o.level, u.steps >= 11, false, u.started - 15,
                extract(year from u.started) || '年度巡回检察工作计划', u.started, u.started, u.started + 12, u.started,
                case when u.steps >= 7 then u.started + 12 end, case when u.steps >= 7 then 9 end,
                case when u.steps >= 11 then u.started + 26 end,
                case when u.steps >= 15 then '示例案管〔' || u.number || '〕' else '' end, true,
                (array['in_progress', 'fieldwork_done', 'reported', 'feedback_approved', 'feedback_delivered', 'rectifying', 'follow_up', 'closable', 'closed', 'archived'])[u.steps - 5],
                u.steps, 1, (u.started - 60) + time '09:00'
           from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::date[], $7::int[]) as u (id, number, kind, facility, organiser, started, steps)
           join facility f on f.id = u.facility join org o on o.id = u.organiser",
        &cases.iter().map(|case| case.id).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.number.clone()).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.kind.to_owned()).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.facility).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.organiser).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.started_on).collect::<Vec<NaiveDate>>(),
        &cases.iter().map(|case| case.steps).collect::<Vec<_>>(),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day)
         select 'inspection', i.id, s.no, s.step, s.before, s.after, i.id, 'loaded as history', (i.started_on + s.days) + time '09:00', i.started_on + s.days
           from inspection i
           join (values (1, 'create', '-', 'draft', -60), (2, 'submit', 'draft', 'submitted', -55), (3, 'approve', 'submitted', 'approved', -50),
                        (4, 'prepare', 'approved', 'prepared', -30), (5, 'notify', 'prepared', 'notified', -15), (6, 'start', 'notified', 'in_progress', 0),
                        (7, 'finish', 'in_progress', 'fieldwork_done', 12), (8, 'report', 'fieldwork_done', 'reported', 20),
                        (9, 'approve_feedback', 'reported', 'feedback_approved', 24), (10, 'deliver_feedback', 'feedback_approved', 'feedback_delivered', 26),
                        (11, 'rectify', 'feedback_delivered', 'rectifying', 26), (12, 'follow_up', 'rectifying', 'follow_up', 110),
                        (13, 'conclude', 'follow_up', 'closable', 150), (14, 'close', 'closable', 'closed', 155), (15, 'archive', 'closed', 'archived', 160))
                as s (no, step, before, after, days) on s.no <= i.step_no
          where i.id = any ($1)",
        &cases.iter().map(|case| case.id).collect::<Vec<_>>(),
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn teams(tx: &mut PgConnection, cases: &[Case]) -> sqlx::Result<()> {
    let members: Vec<(Uuid, Uuid, &str)> = cases
        .iter()
        .flat_map(|case| case.team.iter().zip(PLACES).map(|(person, place)| (case.id, *person, place)))
        .collect();
    let inspections: Vec<Uuid> = members.iter().map(|(case, ..)| *case).collect();
    let people: Vec<Uuid> = members.iter().map(|(_, person, _)| *person).collect();
    sqlx::query!(
        "insert into team_member (inspection_id, person_id, place, unit_id)
         select u.inspection, u.person, u.place, p.org_id
           from unnest($1::uuid[], $2::uuid[], $3::text[]) as u (inspection, person, place) left join post p on p.person_id = u.person",
        &inspections,
        &people,
        &members.iter().map(|(.., place)| (*place).to_owned()).collect::<Vec<_>>(),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into inspection_clearance (inspection_id, person_id, why, during)
         select i.id, u.person, 'team', daterange(i.planned_from - 60, null)
           from unnest($1::uuid[], $2::uuid[]) as u (inspection, person) join inspection i on i.id = u.inspection",
        &inspections,
        &people,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        r#"insert into plan_text (inspection_id, no, base_no, body, author_id, at)
           select i.id, 1, 0, jsonb_build_object('personnel', '组长、主办检察官、组员和记录员共六人。', 'object', '被检察单位及派驻检察工作。', 'content', '刑罚执行和监管执法的合法性、监管安全。',
                    'methods', '调阅案卷、查看现场、回看监控、谈话、数据比对。', 'schedule', to_char(i.planned_from, 'YYYY-MM-DD') || ' 至 ' || to_char(i.planned_to, 'YYYY-MM-DD'),
                    'duties', '分文书审查、现场查看、谈话调查三个小组。', 'logistics', '由组织院保障车辆、设备和保密存储。'), t.person_id, i.created_at
             from inspection i join team_member t on t.inspection_id = i.id and t.place = 'lead_prosecutor' where i.id = any ($1)"#,
        &cases.iter().map(|case| case.id).collect::<Vec<_>>(),
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// Three records a case, with the inspectors who were there.
async fn records(tx: &mut PgConnection, cases: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into record (id, inspection_id, no, day, place, method, body, author_id, at)
         select overlay(overlay(md5(i.id || 'record' || n) placing '8' from 17) placing left(i.id::text, 15) from 1 for 13)::uuid, i.id, n, i.started_on + n,
                (array['会见室、谈话室', '监控室', '档案室'])[n], (array['inmate_interview', 'cctv_review', 'file_review'])[n],
                '按方案分组检察，查看台账、视频和文书，所见情况由在场检察人员核对。', t.person_id, (i.started_on + n) + time '10:00'
           from inspection i join team_member t on t.inspection_id = i.id and t.place = 'recorder' cross join generate_series(1, 3) n
          where i.id = any ($1)",
        cases,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into record_inspector (record_id, inspection_id, person_id)
         select r.id, r.inspection_id, t.person_id from record r join team_member t on t.inspection_id = r.inspection_id and t.place in ('member', 'recorder')
          where r.inspection_id = any ($1)",
        cases,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// The last byte of the key says what became of a finding, nine of ten count; the one before it, how far its
/// rectification has come: `rectify` writes what leads there, in the same words.
async fn findings(tx: &mut PgConnection, cases: &[Case], today: NaiveDate) -> sqlx::Result<()> {
    sqlx::query!(
        "with kind as (select c.facility_kind, array_agg(c.id order by c.code) as categories from category c join category_entry e on e.category_id = c.id and e.taxonomy_id = 1 group by 1),
              drawn as (select i.id as inspection_id, n, u.lead, u.author,
                               overlay(overlay(md5(i.id || 'finding' || n) placing '8' from 17) placing left(i.id::text, 15) from 1 for 13)::uuid as id
                          from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[]) as u (id, findings, lead, author)
                          join inspection i on i.id = u.id cross join lateral generate_series(1, u.findings) n),
              known as (select d.*, uuid_send(d.id) as bytes from drawn d)
         insert into finding (id, inspection_id, record_id, facility_id, no, prov_id, city_id, unit_id, office_id, own_level, opened, told, facility_kind, inspection_kind,
                concerns, found_on, ended_on, title, category_id, taxonomy_id, severity, depth, depth_reason, follow_up_owner_id, author_id, status, merged_into, step_no, position, due_on, cycle)
         select k.id, i.id, r.id, i.facility_id, k.n, i.prov_id, i.city_id, i.unit_id, i.office_id, i.own_level, i.opened, i.told and (i.step_no = 15 or get_byte(k.bytes, 14) >= 18), i.facility_kind, i.kind,
                case c.concerns when 'resident_office' then 'resident_office' else 'facility' end, r.day, i.ended_on,
                e.name_zh || '（第' || k.n || '项）', e.category_id, 1, e.severity_hint,
                case when get_byte(k.bytes, 11) < 12 then 'major' else 'general' end, case when get_byte(k.bytes, 11) < 12 then '涉及面较广，有制度性原因。' else '' end,
                k.lead, k.author, fate.status, case when fate.status = 'merged' then first.id end, case fate.status when 'recorded' then 1 when 'withdrawn' then 3 else 2 end,
                stand.position, case stand.position when 'awaiting_plan' then i.started_on + 56 when 'rectifying' then i.started_on + 56 when 'returned' then i.started_on + 75 end,
                case stand.position when 'rebounded' then 2 else 1 end
           from known k
           join inspection i on i.id = k.inspection_id
           join record r on r.inspection_id = i.id and r.no = 1 + k.n % 3
           join drawn first on first.inspection_id = i.id and first.n = 1
           join kind on kind.facility_kind = i.facility_kind
           -- common categories are common: the square of an even draw
           join category c on c.id = kind.categories[1 + floor(power((get_byte(k.bytes, 12) * 256 + get_byte(k.bytes, 13)) / 65536.0, 2) * cardinality(kind.categories))::int]
           join category_entry e on e.category_id = c.id and e.taxonomy_id = 1
           cross join lateral (select case when k.n = 1 then 'confirmed' when i.step_no = 6 and get_byte(k.bytes, 15) >= 100 then 'recorded' when get_byte(k.bytes, 15) < 10 then 'dropped'
                                           when get_byte(k.bytes, 15) < 15 then 'merged' when get_byte(k.bytes, 15) < 18 then 'withdrawn' else 'confirmed' end as status) fate
           cross join lateral (select get_byte(k.bytes, 14) as far, $5::date - i.started_on as age) way
           cross join lateral (select case when fate.status <> 'confirmed' then null when i.step_no = 15 then 'closed' when i.step_no < 11 or far < 18 then 'not_served'
                                           when far >= 243 and age >= 78 then 'rebounded' when far >= 190 and age >= 58 then 'closed' when far >= 155 and age >= 55 then 'verified'
                                           when far >= 130 and age >= 55 then 'returned' when far >= 90 and age >= 50 then 'to_verify' when far >= 45 and age >= 36 then 'rectifying'
                                           else 'awaiting_plan' end as position) stand
          order by k.inspection_id, k.n",
        &cases.iter().map(|case| case.id).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.findings).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.team[0]).collect::<Vec<_>>(),
        &cases.iter().map(|case| case.team[2]).collect::<Vec<_>>(),
        today,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

async fn texts(tx: &mut PgConnection, cases: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day)
         select 'finding', f.id, s.no, s.step, s.before, s.after, f.inspection_id, 'loaded as history', (f.found_on + s.no - 1) + time '11:00', f.found_on + s.no - 1
           from finding f
           join (values ('recorded', 1, 'log', '-', 'recorded'), ('confirmed', 1, 'log', '-', 'recorded'), ('confirmed', 2, 'confirm', 'recorded', 'confirmed'),
                        ('merged', 1, 'log', '-', 'recorded'), ('merged', 2, 'merge', 'recorded', 'merged'), ('dropped', 1, 'log', '-', 'recorded'), ('dropped', 2, 'drop', 'recorded', 'dropped'),
                        ('withdrawn', 1, 'log', '-', 'recorded'), ('withdrawn', 2, 'confirm', 'recorded', 'confirmed'), ('withdrawn', 3, 'withdraw', 'confirmed', 'withdrawn'))
                as s (status, no, step, before, after) on s.status = f.status
          where f.inspection_id = any ($1)",
        cases,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into finding_text (finding_id, no, base_no, inspection_id, title, facts, legal_basis, author_id, at)
         select f.id, 1, 0, f.inspection_id, f.title, '经查阅台账、回看监控并与在场人员核对，' || to_char(f.found_on, 'YYYY-MM-DD') || ' 检察时发现：' || f.title || '。相关情况由两名检察人员当场确认，有记录在案。',
                '《人民检察院巡回检察工作规定》', f.author_id, f.found_on + time '11:00'
           from finding f where f.inspection_id = any ($1)",
        cases,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}
