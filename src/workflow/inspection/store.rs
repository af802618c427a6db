//! All SQL of the case file.
pub mod amendment;
mod facts;
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{FacilityId, InspectionId, OrgId, PersonId},
    },
    people::{access::Actor, facility::FacilityKind},
    workflow::inspection::{
        model::{Case, Kind},
        plan::Plan,
        state::State,
    },
};

pub use facts::{Facts, facts};

/// Reads a case within the actor's reach; locked if it is to be written.
pub async fn case(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Case>> {
    if lock {
        sqlx::query!("select id from inspection where id = $1 for update", id).fetch_optional(&mut **tx).await?;
    }
    let (unit, level) = (actor.unit_id().map(|id| id.0), actor.unit.as_ref().map(|unit| unit.level));
    Ok(sqlx::query_as!(
        Case,
        r#"select i.id as "id: InspectionId", i.number, i.kind as "kind: Kind", i.facility_id as "facility: FacilityId",
                  i.facility_kind as "facility_kind: FacilityKind", f.name_zh as facility_zh, f.name_en as facility_en,
                  i.organiser_id as "organiser: OrgId", o.code as organiser_code, o.name_zh as organiser_zh,
                  o.name_en as organiser_en, o.level as organiser_level, o.approver_id as "approver: OrgId",
                  i.supervisor_id as "supervisor: OrgId", s.name_zh as supervisor_zh, s.name_en as supervisor_en,
                  i.state as "state: State", i.step_no, i.version, i.plan_no, i.sealed, i.opened_on, i.told, i.basis,
                  i.planned_from, i.planned_to, i.started_on, i.ended_on, i.days_on_site, i.feedback_due, i.feedback_on,
                  i.follow_up_due, i.case_no, i.history,
                  coalesce(t.lead, false) as "lead!", coalesce(t.leader, false) as "leader!", coalesce(t.inspector, false) as "inspector!",
                  coalesce($4::smallint = 0 or org_at(i.organiser_id, $4) = $3, false) as "above!"
             from inspection i
             join facility f on f.id = i.facility_id
             join org o on o.id = i.organiser_id
             join org s on s.id = i.supervisor_id
             cross join lateral (select bool_or(m.place = 'lead_prosecutor') as lead, bool_or(m.place = 'team_leader') as leader, bool_or(m.place not in ('expert', 'observer')) as inspector
                                   from team_member m where m.inspection_id = i.id and m.person_id = $2) t
            -- what of the case is read next asks no more whether it is seen
            where i.id = $1 and case_seen(i.id)"#,
        id,
        actor.person.0,
        unit,
        level
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// A facility that an inspection may go to, with its place in the tree.
#[derive(Debug, Clone)]
pub struct Target {
    pub id: Uuid,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
}

/// The facilities at or below a unit that are not closed on a day.
pub async fn targets(tx: &mut Tx, unit: OrgId, level: i16, day: NaiveDate) -> Result<Vec<Target>> {
    Ok(sqlx::query_as!(
        Target,
        r#"select id, kind as "kind: FacilityKind", name_zh, name_en from facility
            where not outside and (closed_on is null or closed_on > $3::date) and ($2::smallint = 0 or case $2 when 1 then prov_id when 2 then city_id when 3 then unit_id else office_id end = $1)
            order by kind desc, code"#,
        unit.0,
        level,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A case about to be opened.
#[derive(Debug)]
pub struct NewCase {
    pub id: InspectionId,
    pub kind: Kind,
    pub facility: FacilityId,
    pub organiser: OrgId,
    pub level: i16,
    pub sealed: bool,
    pub basis: String,
    pub planned_from: NaiveDate,
    pub planned_to: NaiveDate,
}

/// Writes a new case at the place of its facility.
pub async fn insert(
    tx: &mut Tx,
    new: &NewCase,
    number: Option<&str>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let opened = (!new.sealed).then_some(today);
    let written = sqlx::query!(
        "insert into inspection (id, number, kind, facility_id, facility_kind, organiser_id, supervisor_id, prov_id, city_id, unit_id,
                                 office_id, own_level, sealed, opened_on, basis, day, planned_from, planned_to, outside, state, step_no, created_at)
         select $1, $2, $3, f.id, f.kind, $5, f.supervisor_id, f.prov_id, f.city_id, f.unit_id, f.office_id, $6, $7, $8, $9, $10, $10, $11,
                f.outside, 'draft', 1, $12
           from facility f where f.id = $4",
        new.id.0,
        number,
        new.kind as Kind,
        new.facility.0,
        new.organiser.0,
        new.level,
        new.sealed,
        opened,
        new.basis,
        new.planned_from,
        new.planned_to,
        now
    )
    .execute(&mut **tx)
    .await?;
    one_row(&written)
}

/// A step about to be written.
#[derive(Debug)]
pub struct NewStep<'a> {
    pub subject: &'a str,
    pub id: Uuid,
    pub no: i32,
    pub step: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub inspection: InspectionId,
    /// None where the system takes it, as the consequence of another step.
    pub actor: Option<(PersonId, Option<OrgId>)>,
    pub reason: &'a str,
    pub detail: &'a Value,
}

/// Writes a step; the chain in the database refuses one that does not follow.
pub async fn step(tx: &mut Tx, new: &NewStep<'_>, now: DateTime<Utc>, today: NaiveDate) -> Result<()> {
    let cause = new.actor.is_none().then_some("consequence of the step before");
    sqlx::query!(
        "insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, actor_id, actor_org_id, system_cause, at, day, reason, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        new.subject,
        new.id,
        new.no,
        new.step,
        new.from,
        new.to,
        new.inspection.0,
        new.actor.map(|(person, _)| person.0),
        new.actor.and_then(|(_, org)| org).map(|org| org.0),
        cause,
        now,
        today,
        new.reason,
        new.detail
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves the state: compare-and-set on the step that was seen.
pub async fn advance(tx: &mut Tx, case: &Case, to: State) -> Result<()> {
    let moved = sqlx::query!(
        "update inspection set state = $3, step_no = step_no + 1, version = version + 1 where id = $1 and step_no = $2",
        case.id.0,
        case.step_no,
        to as State
    )
    .execute(&mut **tx)
    .await?;
    one_row(&moved)
}

/// Lets people in: `why` is creator, team or approver.
pub async fn clear(tx: &mut Tx, id: InspectionId, people: &[Uuid], why: &str, today: NaiveDate) -> Result<()> {
    sqlx::query!(
        "insert into inspection_clearance (inspection_id, person_id, why, during)
         select $1, p, $3, daterange($4, null) from unnest($2::uuid[]) p on conflict do nothing",
        id.0,
        people,
        why,
        today
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Those who may approve for an organiser today: the chiefs of the organ that approves for it, and delegates.
pub async fn approvers(tx: &mut Tx, organiser: OrgId, today: NaiveDate) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"select p.person_id as "id!" from post p join org o on o.approver_id = p.org_id where o.id = $1 and p.role = 'chief' and p.during @> $2::date
           union select d.person_id from delegation d where d.org_id = $1 and d.during @> $2::date"#,
        organiser.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn team_people(tx: &mut Tx, id: InspectionId) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select distinct person_id from team_member where inspection_id = $1", id.0)
        .fetch_all(&mut **tx)
        .await?)
}

pub async fn take_number(tx: &mut Tx, org: OrgId, series: &str, year: i32) -> Result<i32> {
    Ok(sqlx::query_scalar!(r#"select take_number($1, $2, $3) as "no!""#, org.0, series, year)
        .fetch_one(&mut **tx)
        .await?)
}

/// Opens a sealed case: from now on those within reach see it, under a number.
pub async fn open(tx: &mut Tx, id: InspectionId, number: &str, day: NaiveDate) -> Result<()> {
    let opened = sqlx::query!(
        "update inspection set opened_on = $2, number = $3 where id = $1 and opened_on is null",
        id.0,
        day,
        number
    )
    .execute(&mut **tx)
    .await?;
    one_row(&opened)
}

pub async fn start(tx: &mut Tx, id: InspectionId, day: NaiveDate) -> Result<()> {
    one_row(
        &sqlx::query!("update inspection set started_on = $2, day = $2 where id = $1", id.0, day)
            .execute(&mut **tx)
            .await?,
    )
}

/// Another planned end, after a suspension.
pub async fn replan(tx: &mut Tx, id: InspectionId, to: NaiveDate) -> Result<()> {
    one_row(&sqlx::query!("update inspection set planned_to = $2 where id = $1", id.0, to).execute(&mut **tx).await?)
}

/// The end of fieldwork; the days that follow from it are clocks.
pub async fn finish(tx: &mut Tx, id: InspectionId, on: NaiveDate, days_on_site: i32) -> Result<()> {
    let done =
        sqlx::query!("update inspection set ended_on = $2, days_on_site = $3 where id = $1", id.0, on, days_on_site)
            .execute(&mut **tx)
            .await?;
    one_row(&done)
}

pub async fn tell(tx: &mut Tx, id: InspectionId, on: NaiveDate) -> Result<()> {
    one_row(
        &sqlx::query!("update inspection set told = true, feedback_on = $2 where id = $1", id.0, on)
            .execute(&mut **tx)
            .await?,
    )
}

pub async fn set_case_no(tx: &mut Tx, id: InspectionId, case_no: &str) -> Result<()> {
    one_row(&sqlx::query!("update inspection set case_no = $2 where id = $1", id.0, case_no).execute(&mut **tx).await?)
}

/// A version of the plan.
#[derive(Debug, Clone, Default)]
pub struct PlanText {
    pub no: i32,
    pub plan: Plan,
    pub author: String,
    pub at: Option<DateTime<Utc>>,
}

/// The plan as of a version; an empty one before the first.
pub async fn plan(tx: &mut Tx, id: InspectionId, no: i32) -> Result<PlanText> {
    let row = sqlx::query!(
        "select t.no, t.body, coalesce(p.name, '') as \"author!\", t.at from plan_text t left join person p on p.id = t.author_id
          where t.inspection_id = $1 and t.no = $2",
        id.0,
        no
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(
        || PlanText { no: 0, plan: Plan::default(), author: String::new(), at: None },
        |row| PlanText {
            no: row.no,
            plan: serde_json::from_value(row.body).unwrap_or_default(),
            author: row.author,
            at: Some(row.at),
        },
    ))
}

/// The last version, in force or not; an empty one before the first.
pub async fn last_plan(tx: &mut Tx, id: InspectionId) -> Result<PlanText> {
    let last = sqlx::query_scalar!("select max(no) from plan_text where inspection_id = $1", id.0);
    let no = last.fetch_one(&mut **tx).await?.unwrap_or_default();
    plan(tx, id, no).await
}

/// Every version of the plan, the newest first.
pub async fn plans(tx: &mut Tx, id: InspectionId) -> Result<Vec<PlanText>> {
    let rows = sqlx::query!(
        "select t.no, t.body, coalesce(p.name, '') as \"author!\", t.at from plan_text t left join person p on p.id = t.author_id
          where t.inspection_id = $1 order by t.no desc",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let version = |plan, no, author, at| PlanText { no, plan, author, at: Some(at) };
    Ok(rows
        .into_iter()
        .map(|row| version(serde_json::from_value(row.body).unwrap_or_default(), row.no, row.author, row.at))
        .collect())
}

/// Writes the next version of the plan; a draft's is its head from then on, if the one that it builds on is still the last.
pub async fn write_plan(
    tx: &mut Tx,
    case: &Case,
    base: i32,
    plan: &Plan,
    author: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let body =
        serde_json::to_value(plan).map_err(|error| crate::foundation::error::AppError::Internal(error.into()))?;
    sqlx::query!(
        "insert into plan_text (inspection_id, no, base_no, body, author_id, at) values ($1, $2 + 1, $2, $3, $4, $5)",
        case.id.0,
        base,
        body,
        author.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    if case.state != State::Draft {
        return Ok(());
    }
    one_row(
        &sqlx::query!("update inspection set plan_no = $3 where id = $1 and plan_no = $2", case.id.0, base, base + 1)
            .execute(&mut **tx)
            .await?,
    )
}

/// A step taken, for the case file.
#[derive(Debug, Clone)]
pub struct Taken {
    pub step: String,
    pub to_state: String,
    pub actor: Option<String>,
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub reason: String,
    pub detail: Value,
    pub system_cause: Option<String>,
}

pub async fn steps(tx: &mut Tx, id: InspectionId) -> Result<Vec<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        r#"select s.step, s.to_state, p.name as "actor?", s.at, s.day, s.reason, s.detail, s.system_cause from step s left join person p on p.id = s.actor_id
            where s.subject = 'inspection' and s.subject_id = $1 order by s.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
