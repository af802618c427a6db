//! All SQL of incidents. What followed one is read under the row security of the cases, so a sealed case is not told of.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, IncidentId, InspectionId, OrgId, PersonId},
    },
    people::facility::FacilityKind,
    workflow::incident::model::{Incident, Kind, Special, Stands},
};

/// Incidents shown in one list.
const SHOWN: i64 = 200;

/// Reads an incident within reach; locked against a second decision if it is to be written about.
pub async fn incident(tx: &mut Tx, id: Uuid, lock: bool) -> Result<Option<Incident>> {
    if lock {
        sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", id.to_string())
            .execute(&mut **tx)
            .await?;
    }
    let all = listed(tx, Some(id), None, None).await?;
    Ok(all.into_iter().next())
}

/// Incidents within reach, those first that nothing follows.
pub async fn incidents(tx: &mut Tx, stands: Option<Stands>) -> Result<Vec<Incident>> {
    listed(tx, None, None, stands).await
}

/// The incidents of a facility.
pub async fn of_facility(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Incident>> {
    listed(tx, None, Some(facility), None).await
}

async fn listed(
    tx: &mut Tx,
    id: Option<Uuid>,
    facility: Option<FacilityId>,
    stands: Option<Stands>,
) -> Result<Vec<Incident>> {
    Ok(sqlx::query_as!(
        Incident,
        r#"select n.id as "id!: IncidentId", n.facility_id as "facility!: FacilityId", n.facility_kind as "facility_kind!: FacilityKind", n.facility_zh as "facility_zh!",
                  n.facility_en as "facility_en!", n.kind as "kind!: Kind", n.happened_on as "happened_on!", n.reported_on as "reported_on!", n.reporter as "reporter!",
                  n.what as "what!", n.by as "by!", n.at as "at!", n.supervisor as "supervisor: OrgId", n.approver as "approver: OrgId",
                  n.waived as "waived?", n.waived_by as "waived_by?", n.waived_on as "waived_on?", n.followed as "followed!"
             from (select n.id, n.facility_id, f.kind as facility_kind, f.name_zh as facility_zh, f.name_en as facility_en, n.kind, n.happened_on, n.reported_on, n.reporter, n.what,
                          p.name as by, n.at, f.supervisor_id as supervisor, o.approver_id as approver, w.reason as waived, d.name as waived_by, w.day as waived_on,
                          exists (select from incident_inspection x where x.incident_id = n.id) as followed
                     from incident n join facility f on f.id = n.facility_id join person p on p.id = n.by_id left join org o on o.id = f.supervisor_id
                     left join incident_waiver w on w.incident_id = n.id left join person d on d.id = w.person_id
                    where ($1::uuid is null or n.id = $1) and ($2::uuid is null or n.facility_id = $2)) n
            where $3::text is null or $3 = case when n.followed then 'organised' when n.waived is not null then 'waived' else 'due' end
            order by n.followed or n.waived is not null, n.reported_on desc, n.id desc limit $4"#,
        id,
        facility.map(|id| id.0),
        stands as Option<Stands>,
        SHOWN
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many there are of each kind of standing.
pub async fn count(tx: &mut Tx) -> Result<Vec<(Stands, i64)>> {
    let rows = sqlx::query!(
        r#"select case when exists (select from incident_inspection x where x.incident_id = n.id) then 'organised'
                       when exists (select from incident_waiver w where w.incident_id = n.id) then 'waived' else 'due' end as "stands!: Stands", count(*) as "n!"
             from incident n group by 1"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.stands, row.n)).collect())
}

/// The special inspections that follow an incident, as far as the reader sees them.
pub async fn followed_by(tx: &mut Tx, id: IncidentId) -> Result<Vec<Special>> {
    Ok(sqlx::query_as!(
        Special,
        r#"select i.id as "id: InspectionId", i.number, i.state, i.planned_from from incident_inspection x join inspection i on i.id = x.inspection_id
            where x.incident_id = $1 order by i.planned_from, i.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Special inspections of the facility that the reader leads and that follow no incident yet.
pub async fn to_link(tx: &mut Tx, facility: FacilityId, lead: PersonId) -> Result<Vec<Special>> {
    Ok(sqlx::query_as!(
        Special,
        r#"select i.id as "id: InspectionId", i.number, i.state, i.planned_from
             from inspection i join team_member t on t.inspection_id = i.id and t.person_id = $2 and t.place = 'lead_prosecutor'
            where i.facility_id = $1 and i.kind = 'special' and not i.history and i.state <> 'cancelled'
              and not exists (select from incident_inspection x where x.inspection_id = i.id)
            order by i.planned_from desc limit 50"#,
        facility.0,
        lead.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An incident about to be registered.
#[derive(Debug)]
pub struct NewIncident {
    pub facility: FacilityId,
    pub kind: Kind,
    pub happened_on: NaiveDate,
    pub reported_on: NaiveDate,
    pub reporter: String,
    pub what: String,
}

pub async fn register(
    tx: &mut Tx,
    id: IncidentId,
    new: &NewIncident,
    (org, by): (Option<OrgId>, PersonId),
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into incident (id, facility_id, kind, happened_on, reported_on, reporter, what, org_id, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id.0,
        new.facility.0,
        new.kind as Kind,
        new.happened_on,
        new.reported_on,
        new.reporter,
        new.what,
        org.map(|org| org.0),
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn link(
    tx: &mut Tx,
    (incident, case): (IncidentId, InspectionId),
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into incident_inspection (incident_id, inspection_id, by_id, at) values ($1, $2, $3, $4)",
        incident.0,
        case.0,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn waive(
    tx: &mut Tx,
    id: IncidentId,
    reason: &str,
    person: PersonId,
    (at, day): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into incident_waiver (incident_id, reason, person_id, day, at) values ($1, $2, $3, $4, $5)",
        id.0,
        reason,
        person.0,
        day,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A facility at which an incident may be registered.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: FacilityId,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
}

/// The facilities at or below a unit.
pub async fn places(tx: &mut Tx, unit: OrgId, level: i16) -> Result<Vec<Place>> {
    Ok(sqlx::query_as!(
        Place,
        r#"select id as "id: FacilityId", kind as "kind: FacilityKind", name_zh, name_en from facility
            where not outside and ($2::smallint = 0 or $1 in (prov_id, city_id, unit_id, office_id)) order by kind desc, code"#,
        unit.0,
        level
    )
    .fetch_all(&mut **tx)
    .await?)
}
