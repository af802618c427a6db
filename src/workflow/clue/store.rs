//! All SQL of clues, in their own schema.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{ClueId, FindingId, InspectionId, OrgId, PersonId, RecordId, fresh},
    },
    workflow::clue::{
        form::Answers,
        model::{Clue, Look, Offence, Rests, Seen, Taken, Text, Tracker},
        state::{State, Step},
    },
};

/// Whether the acting person holds a right to the register.
pub async fn holds(tx: &mut Tx) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select holds as "holds!" from clue.register()"#).fetch_one(&mut **tx).await?)
}

/// Most rows of the register that are shown.
const MOST: i64 = 500;

/// The clue, if the acting person is let into it; locked if it is to be written.
pub async fn clue(tx: &mut Tx, id: Uuid, lock: bool) -> Result<Option<Clue>> {
    if lock {
        sqlx::query!("select id from clue.entry where id = $1 for update", id).fetch_optional(&mut **tx).await?;
    }
    Ok(some(tx, Some(id), None).await?.pop())
}

/// The register as the acting person may read it, the latest first.
pub async fn clues(tx: &mut Tx, state: Option<State>) -> Result<Vec<Clue>> {
    some(tx, None, state).await
}

async fn some(tx: &mut Tx, id: Option<Uuid>, state: Option<State>) -> Result<Vec<Clue>> {
    Ok(sqlx::query_as!(
        Clue,
        r#"select e.id as "id: ClueId", e.inspection_id as "inspection: InspectionId", i.number as "inspection_number?", i.id is not null as "inspection_seen!",
                  f.name_zh as facility_zh, f.name_en as facility_en, e.organiser_id as "organiser: OrgId", o.approver_id as "approver: OrgId",
                  e.finding_id as "finding: FindingId", e.record_id as "record: RecordId", e.found_on, e.by_id as "author: PersonId", a.name as author_name, e.at,
                  e.state as "state: State", e.step_no, e.text_no, t.source, t.received_from, t.summary, t.offence as "offence: Offence", t.other_offence, t.proof, t.risk,
                  k.person_id as "tracker?: PersonId", w.name as "tracker_name?", s.receiver as "receiver?", s.number as "letter?", s.done_on as "sent_on?",
                  r.number as "receipt?", c.reason as "outcome?"
             from clue.entry e
             join clue.text t on t.clue_id = e.id and t.no = e.text_no
             join facility f on f.id = e.facility_id join org o on o.id = e.organiser_id join person a on a.id = e.by_id
             left join inspection i on i.id = e.inspection_id
             left join lateral (select k.person_id from clue.tracker k where k.clue_id = e.id order by k.no desc limit 1) k on true
             left join person w on w.id = k.person_id
             left join lateral (select s.no, s.receiver, s.number, s.done_on from clue.step s where s.clue_id = e.id and s.step in ('send_province', 'send_other') order by s.no desc limit 1) s on true
             left join lateral (select r.number from clue.step r where r.clue_id = e.id and r.step = 'accept' and r.no > s.no) r on true
             left join lateral (select c.reason from clue.step c where c.clue_id = e.id and c.step in ('conclude', 'set_aside')) c on true
            where ($1::uuid is null or e.id = $1) and ($2::text is null or e.state = $2)
            order by e.found_on desc, e.id desc limit $3"#,
        id,
        state as Option<State>,
        MOST
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Where a person stands to a clue.
#[derive(Debug, Clone)]
pub struct Hands {
    pub lead: bool,
    pub leader: bool,
    /// Wrote it, or registered it.
    pub author: bool,
}

pub async fn hands(tx: &mut Tx, clue: &Clue, person: PersonId) -> Result<Hands> {
    Ok(sqlx::query_as!(
        Hands,
        r#"select exists (select from team_member t where t.inspection_id = $2 and t.person_id = $3 and t.place = 'lead_prosecutor') as "lead!",
                  exists (select from team_member t where t.inspection_id = $2 and t.person_id = $3 and t.place = 'team_leader') as "leader!",
                  exists (select from clue.text t where t.clue_id = $1 and t.author_id = $3)
                    or exists (select from clue.step s where s.clue_id = $1 and s.actor_id = $3 and s.step in ('note', 'register')) as "author!""#,
        clue.id.0,
        clue.inspection.0,
        person.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The persons concerned, of the version that stands.
pub async fn persons(tx: &mut Tx, clue: &Clue) -> Result<String> {
    let body =
        sqlx::query_scalar!("select body from clue.persons where clue_id = $1 and no = $2", clue.id.0, clue.text_no)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(body.unwrap_or_default())
}

/// Writes a new clue of a case, at its facility and organiser.
pub async fn insert(
    tx: &mut Tx,
    (id, case): (ClueId, InspectionId),
    (found_on, rests): (NaiveDate, Rests),
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    let written = sqlx::query!(
        "insert into clue.entry (id, inspection_id, facility_id, organiser_id, finding_id, record_id, found_on, by_id, at, state, step_no)
         select $1, i.id, i.facility_id, i.organiser_id, $3, $4, $5, $6, $7, 'found', 1 from inspection i where i.id = $2",
        id.0,
        case.0,
        rests.finding,
        rests.record,
        found_on,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    one_row(&written)
}

/// Writes version `no` of its words, and of the persons apart from them.
pub async fn write(
    tx: &mut Tx,
    (id, no): (ClueId, i32),
    text: &Text,
    author: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into clue.text (clue_id, no, source, received_from, summary, offence, other_offence, proof, risk, author_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id.0,
        no,
        text.source,
        text.received_from,
        text.summary,
        text.offence as Offence,
        text.other_offence,
        text.proof,
        text.risk,
        author.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("insert into clue.persons (clue_id, no, body) values ($1, $2, $3)", id.0, no, text.persons)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Points a clue at its new words: compare-and-set on those that were seen.
pub async fn set_text(tx: &mut Tx, id: ClueId, base: i32) -> Result<()> {
    let changed = sqlx::query!("update clue.entry set text_no = $2 + 1 where id = $1 and text_no = $2", id.0, base)
        .execute(&mut **tx)
        .await?;
    one_row(&changed)
}

/// A step about to be written.
#[derive(Debug)]
pub struct NewStep<'a> {
    pub no: i32,
    pub step: Step,
    pub from: &'a str,
    pub to: State,
    pub answers: &'a Answers,
}

pub async fn step(
    tx: &mut Tx,
    id: ClueId,
    new: NewStep<'_>,
    (actor, organ): (PersonId, Option<OrgId>),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into clue.step (clue_id, no, step, from_state, to_state, actor_id, actor_org_id, at, day, done_on, receiver, number, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        new.no,
        new.step as Step,
        new.from,
        new.to as State,
        actor.0,
        organ.map(|organ| organ.0),
        now,
        today,
        new.answers.done_on,
        new.answers.receiver,
        new.answers.number,
        new.answers.reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves the state: compare-and-set on the step that was seen.
pub async fn advance(tx: &mut Tx, clue: &Clue, to: State) -> Result<()> {
    let moved = sqlx::query!(
        "update clue.entry set state = $3, step_no = step_no + 1 where id = $1 and step_no = $2",
        clue.id.0,
        clue.step_no,
        to as State
    )
    .execute(&mut **tx)
    .await?;
    one_row(&moved)
}

/// Every step, the latest first.
pub async fn course(tx: &mut Tx, id: ClueId) -> Result<Vec<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        r#"select s.step as "step: Step", p.name as who, s.at, s.done_on, s.receiver, s.number, s.reason
             from clue.step s join person p on p.id = s.actor_id where s.clue_id = $1 order by s.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Names who follows a clue.
pub async fn name(
    tx: &mut Tx,
    id: ClueId,
    (person, reason): (PersonId, &str),
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into clue.tracker (clue_id, no, person_id, reason, by_id, at)
         select $1, coalesce(max(t.no), 0) + 1, $2, $3, $4, $5 from clue.tracker t where t.clue_id = $1",
        id.0,
        person.0,
        reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Those who were named, the latest first.
pub async fn trackers(tx: &mut Tx, id: ClueId) -> Result<Vec<Tracker>> {
    Ok(sqlx::query_as!(
        Tracker,
        r#"select p.name, b.name as "by", t.at, t.reason from clue.tracker t join person p on p.id = t.person_id join person b on b.id = t.by_id
            where t.clue_id = $1 order by t.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whom the organiser may name: those who handle cases in its own posts today.
pub async fn nameable(tx: &mut Tx, organiser: OrgId, today: NaiveDate) -> Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        r#"select distinct p.id as "id: PersonId", p.name from post o join person p on p.id = o.person_id
            where o.org_id = $1 and o.role in ('chief', 'department_head', 'prosecutor') and o.during @> $2::date order by p.name, 1 limit 500"#,
        organiser.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The provincial procuratorate at or above an organ.
pub async fn province(tx: &mut Tx, organ: OrgId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("select p.name_zh from org p where p.id = org_at($1, 1::smallint)", organ.0)
        .fetch_optional(&mut **tx)
        .await?)
}

pub async fn trace(tx: &mut Tx, id: ClueId, what: Look, person: PersonId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into clue.look (id, clue_id, what, person_id, at) values ($1, $2, $3, $4, $5)",
        fresh(),
        id.0,
        what as Look,
        person.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who saw a clue, the latest first.
pub async fn looks(tx: &mut Tx, id: ClueId) -> Result<Vec<Seen>> {
    Ok(sqlx::query_as!(
        Seen,
        r#"select v.what as "what: Look", p.name as who, v.at from clue.look v join person p on p.id = v.person_id
            where v.clue_id = $1 order by v.at desc, v.id desc limit 50"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What a clue rests on, of those that the case has: ids with their words.
pub async fn resting(tx: &mut Tx, case: InspectionId) -> Result<Vec<(Uuid, bool, String)>> {
    let rows = sqlx::query!(
        r#"select x.id as "id!", x.is_finding as "is_finding!", x.word as "word!"
             from (select f.id, true as is_finding, f.no, f.no || '. ' || f.title as word from finding f where f.inspection_id = $1 and f.status in ('recorded', 'confirmed')
                   union all select r.id, false, r.no, r.day || ' ' || r.place from record r where r.inspection_id = $1) x order by x.is_finding desc, x.no limit 1000"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.is_finding, row.word)).collect())
}
