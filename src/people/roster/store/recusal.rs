//! All SQL of recusals.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, InspectionId, OrgId, PersonId},
    },
    people::{
        access::Actor,
        roster::{
            form::{NewDecision, NewRecusal},
            recusal::{Decision, Ground, Origin, Outcome, Recusal, RecusalRow, Review, Standing},
        },
    },
};

/// A recusal that the actor sees; for a decision it is locked.
pub async fn one(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Recusal>> {
    if lock {
        sqlx::query!("select pg_advisory_xact_lock(hashtextextended('recusal:' || $1::uuid::text, 0))", id)
            .fetch_one(&mut **tx)
            .await?;
    }
    let row = sqlx::query!(
        r#"select r.id, r.person_id as "person: PersonId", p.name, p.title, r.facility_id as "facility: FacilityId", f.name_zh as facility_zh, f.name_en as facility_en,
                  r.inspection_id as "inspection: InspectionId", i.number as "number?", r.organ_id as "organ: OrgId", o.name_zh as organ_zh, o.name_en as organ_en,
                  r.origin as "origin: Origin", r.ground as "ground: Ground", r.applicant, r.reason, r.asked_on, b.name as "by?",
                  d.outcome as "outcome?: Outcome", d.reason as "why?", d.decided_on as "decided_on?", d.by_committee as "by_committee?", d.review_until as "review_until?", dp.name as "decided_by?",
                  v.reason as "review_why?", v.asked_on as "review_on?", v.due_on as "review_due?",
                  a.outcome as "answer?: Outcome", a.reason as "answer_why?", a.decided_on as "answered_on?", ap.name as "answered_by?",
                  coalesce(d.by_committee, recusal_by_committee(r.id, $2)) as "committee!"
             from recusal r join person p on p.id = r.person_id join facility f on f.id = r.facility_id join org o on o.id = r.organ_id
             left join inspection i on i.id = r.inspection_id left join person b on b.id = r.by_id
             left join recusal_decision d on d.recusal_id = r.id left join person dp on dp.id = d.person_id
             left join recusal_review v on v.recusal_id = r.id
             left join recusal_answer a on a.recusal_id = r.id left join person ap on ap.id = a.person_id
            where r.id = $1"#,
        id,
        actor.today
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| {
        let by_committee = row.by_committee.unwrap_or_default();
        let decided = |outcome: Option<Outcome>, reason: Option<String>, on: Option<NaiveDate>, by: Option<String>| {
            Some(Decision {
                outcome: outcome?,
                reason: reason?,
                on: on?,
                by: by.unwrap_or_default(),
                by_committee,
                review_until: None,
            })
        };
        let decision = decided(row.outcome, row.why, row.decided_on, row.decided_by);
        Recusal {
            id: row.id,
            person: row.person,
            name: row.name,
            title: row.title,
            facility: row.facility,
            facility_zh: row.facility_zh,
            facility_en: row.facility_en,
            inspection: row.inspection,
            number: row.number,
            organ: row.organ,
            organ_zh: row.organ_zh,
            organ_en: row.organ_en,
            origin: row.origin,
            ground: row.ground,
            applicant: row.applicant,
            reason: row.reason,
            asked_on: row.asked_on,
            by: row.by,
            decision: decision.map(|decision| Decision { review_until: row.review_until, ..decision }),
            review: row.review_why.zip(row.review_on.zip(row.review_due)).map(|(reason, (asked_on, due_on))| Review {
                reason,
                asked_on,
                due_on,
            }),
            answer: decided(row.answer, row.answer_why, row.answered_on, row.answered_by),
            oneself: row.person == actor.person,
            committee: row.committee,
        }
    }))
}

/// Recusals of a person, or of an inspection with those of its facility, that the actor sees; the newest first.
pub async fn list(tx: &mut Tx, person: Option<PersonId>, inspection: Option<InspectionId>) -> Result<Vec<RecusalRow>> {
    Ok(sqlx::query_as!(
        RecusalRow,
        r#"select r.id, p.name, f.name_zh as facility_zh, f.name_en as facility_en, r.inspection_id is not null as "of_inspection!", r.ground as "ground: Ground", r.asked_on,
                  case when d.recusal_id is null then 'open' when v.recusal_id is not null and a.recusal_id is null then 'in_review' else coalesce(a.outcome, d.outcome) end as "standing!: Standing"
             from recusal r join person p on p.id = r.person_id join facility f on f.id = r.facility_id
             left join recusal_decision d on d.recusal_id = r.id left join recusal_review v on v.recusal_id = r.id left join recusal_answer a on a.recusal_id = r.id
            where ($1::uuid is null or r.person_id = $1) and ($2::uuid is null or r.inspection_id = $2
                   or (r.inspection_id is null and r.facility_id = (select i.facility_id from inspection i where i.id = $2)))
            order by r.asked_on desc, r.id desc limit 100"#,
        person.map(|id| id.0),
        inspection.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An inspection that a recusal may be about.
#[derive(Debug, Clone)]
pub struct Inspected {
    pub id: InspectionId,
    pub facility: FacilityId,
    pub number: Option<String>,
    pub facility_zh: String,
    pub facility_en: String,
    /// Whose chief decides.
    pub organ: OrgId,
}

/// The inspections on whose team a person is, that are not over and that the actor sees.
pub async fn inspections(tx: &mut Tx, person: PersonId) -> Result<Vec<Inspected>> {
    Ok(sqlx::query_as!(
        Inspected,
        r#"select i.id as "id: InspectionId", i.facility_id as "facility: FacilityId", i.number, f.name_zh as facility_zh, f.name_en as facility_en, coalesce(o.approver_id, o.id) as "organ!: OrgId"
             from inspection i join facility f on f.id = i.facility_id join org o on o.id = i.organiser_id
            where i.id in (select t.inspection_id from team_member t where t.person_id = $1) and i.state not in ('closed', 'archived', 'cancelled')
            order by i.day desc, i.id"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The organ whose chief decides about a person before there is an inspection: the one that approves for the own unit.
pub async fn organ(tx: &mut Tx, person: PersonId, day: NaiveDate) -> Result<Option<OrgId>> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(o.approver_id, o.id) as "id!: OrgId" from org o
            where o.id = (select h.org_id from (
                select po.org_id, lower(po.during) as since from post po where po.person_id = $1 and po.class = 'case' and po.org_id is not null and po.during @> $2::date
                union all select x.org_id, date '1949-10-01' from outsider x where x.person_id = $1) h order by h.since limit 1)"#,
        person.0,
        day
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// What a recusal is about, and whose chief decides.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub person: PersonId,
    pub facility: FacilityId,
    pub inspection: Option<InspectionId>,
    pub organ: OrgId,
}

pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    about: About,
    new: &NewRecusal,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into recusal (id, person_id, facility_id, inspection_id, organ_id, origin, ground, applicant, reason, asked_on, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        about.person.0,
        about.facility.0,
        about.inspection.map(|id| id.0),
        about.organ.0,
        new.origin as Origin,
        new.ground as Ground,
        new.applicant,
        new.reason,
        new.asked_on,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn decide(
    tx: &mut Tx,
    recusal: &Recusal,
    new: &NewDecision,
    review_until: Option<NaiveDate>,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into recusal_decision (recusal_id, outcome, by_committee, reason, decided_on, review_until, person_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        recusal.id,
        new.outcome as Outcome,
        recusal.committee,
        new.reason,
        new.on,
        review_until,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn ask_review(
    tx: &mut Tx,
    recusal: &Recusal,
    review: &Review,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into recusal_review (recusal_id, reason, asked_on, due_on, by_id, at) values ($1, $2, $3, $4, $5, $6)",
        recusal.id,
        review.reason,
        review.asked_on,
        review.due_on,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn answer(
    tx: &mut Tx,
    recusal: &Recusal,
    new: &NewDecision,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into recusal_answer (recusal_id, outcome, reason, decided_on, person_id, at) values ($1, $2, $3, $4, $5, $6)",
        recusal.id,
        new.outcome as Outcome,
        new.reason,
        new.on,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
