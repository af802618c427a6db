//! All SQL of rounds and their places.
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id::{FacilityId, InspectionId, OrgId, PersonId, PlaceId, RoundId},
    },
    people::{facility::FacilityKind, roster::Skill},
    workflow::{
        inspection::{self, Kind},
        round::{
            model::{NewPlace, Place, Planned, Round, Wanted},
            state::{State, Step},
        },
    },
};

/// The round, if it is within reach; locked if it is to be written.
pub async fn round(tx: &mut Tx, id: Uuid, lock: bool) -> Result<Option<Round>> {
    if lock {
        sqlx::query!("select id from round where id = $1 for update", id).fetch_optional(&mut **tx).await?;
    }
    Ok(sqlx::query_as!(
        Round,
        r#"select r.id as "id: RoundId", r.name, r.purpose, r.kind as "kind: Kind", r.organiser_id as "organiser: OrgId", o.name_zh as organiser_zh, o.name_en as organiser_en,
                  o.level as organiser_level, o.approver_id as "approver: OrgId", r.opens_on, r.closes_on, r.target, r.state as "state: State", r.step_no, r.version
             from round r join org o on o.id = r.organiser_id where r.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The round of a place.
pub async fn round_of(tx: &mut Tx, place: Uuid) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!("select round_id from round_place where id = $1", place).fetch_optional(&mut **tx).await?)
}

/// The places of a round, in the order of their days.
pub async fn places(tx: &mut Tx, round: RoundId) -> Result<Vec<Place>> {
    some_places(tx, Some(round), None).await
}

pub async fn place(tx: &mut Tx, id: Uuid) -> Result<Option<Place>> {
    Ok(some_places(tx, None, Some(id)).await?.pop())
}

async fn some_places(tx: &mut Tx, round: Option<RoundId>, id: Option<Uuid>) -> Result<Vec<Place>> {
    Ok(sqlx::query_as!(
        Place,
        r#"select p.id as "id: PlaceId", f.id as "facility: FacilityId", f.code as facility_code, f.kind as "facility_kind: FacilityKind", f.name_zh as facility_zh, f.name_en as facility_en,
                  s.name_zh as supervisor_zh, s.name_en as supervisor_en, p.first_day, p.last_day, p.seats, p.skills as "skills: Vec<Skill>", p.experts, p.women,
                  p.lead_id as "lead: PersonId", coalesce(b.lead, l.name) as "lead_name?", b.seated as "seated!", p.note, p.version, p.inspection_id as "inspection: InspectionId", i.state as "inspection_state?: inspection::State"
             from round_place p join facility f on f.id = p.facility_id join org s on s.id = f.supervisor_id
             join round r on r.id = p.round_id left join person l on l.id = p.lead_id left join inspection i on i.id = p.inspection_id
             cross join lateral (select count(distinct a.person_id) as seated, max(h.name) filter (where a.place = 'lead_prosecutor') as lead
                                   from assignment_seat a join person h on h.id = a.person_id
                                  where a.round_id = p.round_id and a.no = r.board_no and a.place_id = p.id) b
            where ($1::uuid is null or p.round_id = $1) and ($2::uuid is null or p.id = $2) order by p.first_day, f.code"#,
        round.map(|round| round.0),
        id
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes a new round at the place of its organiser, with the step that opens it.
pub async fn insert(
    tx: &mut Tx,
    id: RoundId,
    (organiser, kind): (OrgId, Kind),
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into round (id, organiser_id, prov_id, city_id, name, purpose, kind, opens_on, closes_on, target, state, step_no, created_at)
         values ($1, $2, org_at($2, 1::smallint), org_at($2, 2::smallint), $3, $4, $5, $6, $7, $8, 'planning', 1, $9)",
        id.0,
        organiser.0,
        wanted.name,
        wanted.purpose,
        kind as Kind,
        wanted.opens_on,
        wanted.closes_on,
        wanted.target,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A step about to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    pub no: i32,
    pub step: Step,
    pub from: &'a str,
    pub to: State,
    pub actor: (PersonId, Option<OrgId>),
    pub reason: &'a str,
}

/// Writes a step; the chain in the database refuses one that does not follow.
pub async fn step(tx: &mut Tx, round: RoundId, new: NewStep<'_>, now: DateTime<Utc>, today: NaiveDate) -> Result<()> {
    sqlx::query!(
        "insert into round_step (round_id, no, step, from_state, to_state, actor_id, actor_org_id, at, day, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        round.0,
        new.no,
        new.step as Step,
        new.from,
        new.to as State,
        new.actor.0.0,
        new.actor.1.map(|org| org.0),
        now,
        today,
        new.reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves the state: compare-and-set on the step that was seen.
pub async fn advance(tx: &mut Tx, round: &Round, to: State) -> Result<()> {
    let moved = sqlx::query!(
        "update round set state = $3, step_no = step_no + 1, version = version + 1 where id = $1 and step_no = $2",
        round.id.0,
        round.step_no,
        to as State
    )
    .execute(&mut **tx)
    .await?;
    taken(moved.rows_affected())
}

/// Writes what a round's form says, if nobody changed it since `base`.
pub async fn change(tx: &mut Tx, round: &Round, base: i32, wanted: &Wanted) -> Result<()> {
    let changed = sqlx::query!(
        "update round set name = $3, purpose = $4, opens_on = $5, closes_on = $6, target = $7, version = version + 1 where id = $1 and version = $2",
        round.id.0,
        base,
        wanted.name,
        wanted.purpose,
        wanted.opens_on,
        wanted.closes_on,
        wanted.target
    )
    .execute(&mut **tx)
    .await?;
    taken(changed.rows_affected())
}

pub async fn add_place(tx: &mut Tx, round: RoundId, new: &NewPlace) -> Result<()> {
    sqlx::query!(
        "insert into round_place (id, round_id, facility_id, first_day, last_day, seats) values ($1, $2, $3, $4, $5, $6)",
        new.id.0,
        round.0,
        new.facility,
        new.first_day,
        new.last_day,
        new.seats
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what a place's form says, if nobody changed it since `base`.
pub async fn change_place(tx: &mut Tx, place: PlaceId, base: i32, planned: &Planned) -> Result<()> {
    let changed = sqlx::query!(
        "update round_place set first_day = $3, last_day = $4, seats = $5, skills = $6, lead_id = $7, note = $8, experts = $9, women = $10, version = version + 1 where id = $1 and version = $2",
        place.0,
        base,
        planned.first_day,
        planned.last_day,
        planned.seats,
        &planned.skills as &[Skill],
        planned.lead.map(|person| person.0),
        planned.note,
        planned.experts,
        planned.women
    )
    .execute(&mut **tx)
    .await?;
    taken(changed.rows_affected())
}

pub async fn remove_place(tx: &mut Tx, place: PlaceId, base: i32) -> Result<()> {
    let gone = sqlx::query!("delete from round_place where id = $1 and version = $2", place.0, base)
        .execute(&mut **tx)
        .await?;
    taken(gone.rows_affected())
}

/// Ties a place to the inspection that was opened for it.
pub async fn tie(tx: &mut Tx, place: PlaceId, inspection: InspectionId) -> Result<()> {
    let tied = sqlx::query!(
        "update round_place set inspection_id = $2, version = version + 1 where id = $1 and inspection_id is null",
        place.0,
        inspection.0
    )
    .execute(&mut **tx)
    .await?;
    taken(tied.rows_affected())
}

/// Somebody else was faster where no row was met.
fn taken(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(AppError::Conflict("refused-step-taken")) }
}
