//! Reading the roster: one person with all that is on record, and those from outside.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result, id::PersonId},
    people::{
        access::Actor,
        person::{PersonKind, model::Gender},
        roster::{
            form::Place,
            model::{
                Absence, Away, Capacity, Career, Declaration, KinTie, Outsider, OutsiderRow, Person, Pledge, Relation,
                Skill, Tie,
            },
        },
    },
};

/// Somebody within the actor's reach: oneself, those of the unit and those below it, and outsiders whose papers are kept there.
/// For a write the person is locked: two facts on one person wait for each other.
pub async fn person(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Person>> {
    if lock {
        sqlx::query!("select pg_advisory_xact_lock(hashtextextended('person:' || $1::uuid::text, 0))", id)
            .fetch_one(&mut **tx)
            .await?;
    }
    Ok(sqlx::query_as!(
        Person,
        r#"select p.id as "id: PersonId", p.name, p.kind as "kind: PersonKind", p.rank, p.gender as "gender: Gender", p.title, p.id = $2 as "oneself!", kin_seen(p.id) as "kin_seen!"
             from person p where p.id = $1 and p.kind <> 'liaison' and (p.id = $2 or roster_below(p.id))"#,
        id,
        actor.person.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// What a person is good at, in the order of the vocabulary.
pub async fn skills(tx: &mut Tx, person: PersonId) -> Result<Vec<Skill>> {
    let mut skills =
        sqlx::query_scalar!(r#"select skill as "skill: Skill" from person_skill where person_id = $1"#, person.0)
            .fetch_all(&mut **tx)
            .await?;
    skills.sort_unstable();
    Ok(skills)
}

pub async fn career(tx: &mut Tx, person: PersonId) -> Result<Vec<Career>> {
    Ok(sqlx::query_as!(
        Career,
        r#"select c.id, coalesce(o.name_zh, f.name_zh) as "place_zh!", coalesce(o.name_en, f.name_en) as "place_en!", c.facility_id is not null as "at_facility!",
                  c.title, lower(c.during) as "from!", upper(c.during) - 1 as "last!"
             from career c left join org o on o.id = c.org_id left join facility f on f.id = c.facility_id
            where c.person_id = $1 and c.void_on is null order by lower(c.during) desc, c.id"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A post that was held while another was.
#[derive(Debug, Clone)]
pub struct AtOnce {
    /// Where, in Chinese: it is a name.
    pub place: String,
    pub from: NaiveDate,
    /// The last day; an ellipsis where it is still held.
    pub last: String,
}

/// A post or former post elsewhere that overlaps with days at a place.
pub async fn held_at_once(
    tx: &mut Tx,
    person: PersonId,
    place: &Place,
    (from, last): (NaiveDate, NaiveDate),
) -> Result<Option<AtOnce>> {
    let (org, facility) = match place {
        Place::Org(org) => (Some(org.0), None),
        Place::Facility(facility) => (None, Some(facility.0)),
    };
    Ok(sqlx::query_as!(
        AtOnce,
        r#"select coalesce(o.name_zh, f.name_zh, '') as "place!", lower(h.during) as "from!", coalesce((upper(h.during) - 1)::text, '…') as "last!"
             from (select po.org_id, po.facility_id, po.during from post po where po.person_id = $1 and po.class = 'case'
                   union all select c.org_id, c.facility_id, c.during from career c where c.person_id = $1 and c.void_on is null) h
             left join org o on o.id = h.org_id left join facility f on f.id = h.facility_id
            where h.during && daterange($4, $5, '[]') and not lower_inf(h.during) and (h.org_id is distinct from $2 or h.facility_id is distinct from $3)
            order by lower(h.during) limit 1"#,
        person.0,
        org,
        facility,
        from,
        last
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The absences of a person that are not over on a day, the earliest first.
pub async fn absences(tx: &mut Tx, person: PersonId, today: NaiveDate) -> Result<Vec<Absence>> {
    Ok(sqlx::query_as!(
        Absence,
        r#"select a.id, a.reason as "reason: Away", a.note, lower(a.during) as "from!", upper(a.during) - 1 as "last!", b.name as "by?"
             from absence a left join person b on b.id = a.by_id and b.id <> a.person_id
            where a.person_id = $1 and a.void_on is null and upper(a.during) > $2::date order by lower(a.during)"#,
        person.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The kin of a person, for those alone who may see them.
pub async fn kin(tx: &mut Tx, person: PersonId) -> Result<Vec<KinTie>> {
    Ok(sqlx::query_as!(
        KinTie,
        r#"select k.id, k.name, k.relation as "relation: Relation", k.tie as "tie: Tie", coalesce(o.name_zh, f.name_zh) as "place_zh!", coalesce(o.name_en, f.name_en) as "place_en!",
                  k.note, lower(k.during) as "from!", upper(k.during) - 1 as last, b.name as "by?"
             from kin_tie k left join org o on o.id = k.org_id left join facility f on f.id = k.facility_id left join person b on b.id = k.by_id and b.id <> k.person_id
            where k.person_id = $1 and k.void_on is null order by lower(k.during) desc, k.id"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn outsider(tx: &mut Tx, person: PersonId) -> Result<Option<Outsider>> {
    Ok(sqlx::query_as!(
        Outsider,
        r#"select x.capacity as "capacity: Capacity", x.employer, x.speciality, o.name_zh as org_zh, o.name_en as org_en
             from outsider x join org o on o.id = x.org_id where x.person_id = $1"#,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The pledges of a person, the one that stands first.
pub async fn pledges(tx: &mut Tx, person: PersonId) -> Result<Vec<Pledge>> {
    Ok(sqlx::query_as!(
        Pledge,
        "select id, given_on, void_on, void_why from pledge where person_id = $1 order by void_on desc nulls first, given_on desc, id",
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn declarations(tx: &mut Tx, person: PersonId) -> Result<Vec<Declaration>> {
    Ok(sqlx::query_as!(
        Declaration,
        r#"select c.id, c.declared_on, f.name_zh as "facility_zh?", f.name_en as "facility_en?", c.statement
             from conflict_declaration c left join facility f on f.id = c.facility_id
            where c.person_id = $1 and c.void_on is null order by c.declared_on desc, c.id"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Days of inspection in the year of a day, planned ones included; of cases that the reader sees.
pub async fn days(tx: &mut Tx, person: PersonId, today: NaiveDate) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select days as "days!" from roster_load(array[$1::uuid], $2)"#, person.0, today)
        .fetch_one(&mut **tx)
        .await?)
}

/// Those from outside whose papers are kept at the actor's unit or below, by name; those first whose pledge is missing.
pub async fn outsiders(tx: &mut Tx) -> Result<Vec<OutsiderRow>> {
    Ok(sqlx::query_as!(
        OutsiderRow,
        r#"select p.id, p.name, p.kind as "kind: PersonKind", x.capacity as "capacity?: Capacity", coalesce(x.employer, '') as "employer!", coalesce(x.speciality, p.title) as "speciality!",
                  g.given_on as "pledged_on?", array(select s.skill from person_skill s where s.person_id = p.id order by s.skill) as "skills!: Vec<Skill>",
                  exists (select from post po where po.person_id = p.id and po.role = 'expert') as "username!"
             from person p left join outsider x on x.person_id = p.id left join pledge g on g.person_id = p.id and g.void_on is null
            where p.kind in ('expert', 'observer') and roster_below(p.id)
            order by g.given_on is not null, p.kind, p.name, p.id"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A place that a form offers.
#[derive(Debug, Clone)]
pub struct PlaceRow {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
}

pub async fn orgs(tx: &mut Tx) -> Result<Vec<PlaceRow>> {
    Ok(sqlx::query_as!(PlaceRow, "select code, name_zh, name_en from org order by level, code")
        .fetch_all(&mut **tx)
        .await?)
}

pub async fn facilities(tx: &mut Tx) -> Result<Vec<PlaceRow>> {
    Ok(sqlx::query_as!(
        PlaceRow,
        "select code, name_zh, name_en from facility where not outside order by kind desc, code"
    )
    .fetch_all(&mut **tx)
    .await?)
}
