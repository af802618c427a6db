//! All SQL of the roster: here what stands against somebody, and putting facts on record; reading and recusals in the rooms below.
pub mod read;
pub mod recusal;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{FacilityId, InspectionId, OrgId, PersonId},
    },
    people::{
        person::{Rank, model::Gender},
        roster::{
            check::Obstacle,
            form::{NewFact, NewOutsider, Place},
            model::{Bar, Class, Fact, Skill},
        },
    },
};

/// What stands against somebody's joining an inspection, but for what was let go with a reason.
pub async fn obstacles(
    tx: &mut Tx,
    inspection: InspectionId,
    (from, to): (NaiveDate, NaiveDate),
    person: PersonId,
) -> Result<Vec<Obstacle>> {
    let rows = sqlx::query!(
        r#"select o.rule as "rule!: Bar", o.class as "class!: Class", o.place_zh as "place_zh!", o.place_en as "place_en!", o.detail as "detail!", o.from_on, o.last_on
             from inspection i cross join lateral roster_obstacles($2, i.facility_id, i.id, i.kind in ('cross', 'interprovincial_cross'), daterange($3::date, $4::date, '[]')) o
            where i.id = $1 and not exists (select from waiver w where w.inspection_id = i.id and w.person_id = $2 and w.rule = o.rule)
            order by array_position(array['H', 'D', 'S'], o.class), o.rule, o.from_on"#,
        inspection.0,
        person.0,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    let obstacle = |bar, class, place, days| Obstacle::new((bar, class), place, days);
    Ok(rows
        .into_iter()
        .map(|row| obstacle(row.rule, row.class, (row.place_zh, row.place_en, row.detail), (row.from_on, row.last_on)))
        .collect())
}

/// What stands against somebody's going to a facility, before there is an inspection.
pub async fn obstacles_at(
    tx: &mut Tx,
    (facility, crosses): (FacilityId, bool),
    (from, to): (NaiveDate, NaiveDate),
    person: PersonId,
) -> Result<Vec<Obstacle>> {
    let rows = sqlx::query!(
        r#"select o.rule as "rule!: Bar", o.class as "class!: Class", o.place_zh as "place_zh!", o.place_en as "place_en!", o.detail as "detail!", o.from_on, o.last_on
             from roster_obstacles($1, $2, null, $3, daterange($4::date, $5::date, '[]')) o
            order by array_position(array['H', 'D', 'S'], o.class), o.rule, o.from_on"#,
        person.0,
        facility.0,
        crosses,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let place = (row.place_zh, row.place_en, row.detail);
            Obstacle::new((row.rule, row.class), place, (row.from_on, row.last_on))
        })
        .collect())
}

/// Lets rules go for somebody in one inspection, with a reason.
pub async fn waive(
    tx: &mut Tx,
    inspection: InspectionId,
    person: PersonId,
    bars: &[Bar],
    reason: &str,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    let rules: Vec<String> = bars.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "insert into waiver (inspection_id, person_id, rule, reason, by_id, at)
         select distinct $1::uuid, $2::uuid, u.rule, $4::text, $5::uuid, $6::timestamptz from unnest($3::text[]) as u (rule)
         on conflict on constraint waiver_pk do nothing",
        inspection.0,
        person.0,
        &rules,
        reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gender, rank and skills as the roster has them from now on.
pub async fn keep(
    tx: &mut Tx,
    person: PersonId,
    (gender, rank): (Option<Gender>, Option<Rank>),
    skills: &[Skill],
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    let kept = sqlx::query!(
        "update person set gender = $2, rank = $3 where id = $1",
        person.0,
        gender as _,
        rank.map_or("", crate::foundation::word::Word::code)
    );
    one_row(&kept.execute(&mut **tx).await?)?;
    let skills: Vec<String> = skills.iter().map(ToString::to_string).collect();
    sqlx::query!("delete from person_skill where person_id = $1 and skill <> all($2::text[])", person.0, &skills)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "insert into person_skill (person_id, skill, by_id, at) select $1, u.skill, $3, $4 from unnest($2::text[]) as u (skill)
         on conflict on constraint person_skill_pk do nothing",
        person.0,
        &skills,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts an outsider on the roster, or what is known of one anew.
pub async fn keep_outsider(
    tx: &mut Tx,
    person: PersonId,
    (org, capacity): (OrgId, crate::people::roster::model::Capacity),
    (employer, speciality): (&str, &str),
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into outsider (person_id, org_id, capacity, employer, speciality, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict on constraint outsider_pk do update set employer = excluded.employer, speciality = excluded.speciality",
        person.0,
        org.0,
        capacity as _,
        employer,
        speciality,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A person from outside.
pub async fn insert_outsider(tx: &mut Tx, person: PersonId, new: &NewOutsider) -> Result<()> {
    sqlx::query!(
        "insert into person (id, name, gender, kind, title) values ($1, $2, $3, $4, $5)",
        person.0,
        new.name,
        new.gender as _,
        new.capacity.kind() as _,
        new.title
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The post of an outsider, which lets in where cleared.
pub async fn insert_post(
    tx: &mut Tx,
    person: PersonId,
    (org, title): (OrgId, &str),
    (by, at): (PersonId, DateTime<Utc>),
    from: NaiveDate,
) -> Result<()> {
    sqlx::query!(
        "insert into post (id, person_id, role, org_id, title, during, given_by, given_at) values ($1, $2, 'expert', $3, $4, daterange($5::date, null), $6, $7)",
        crate::foundation::id::fresh(),
        person.0,
        org.0,
        title,
        from,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether a username is taken.
pub async fn is_taken(tx: &mut Tx, username: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select username_taken($1) as "taken!""#, username).fetch_one(&mut **tx).await?)
}

/// Puts a fact on record.
pub async fn add(
    tx: &mut Tx,
    id: Uuid,
    person: PersonId,
    fact: &NewFact,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    match fact {
        NewFact::Career { place, title, from, last } => {
            let (org, facility) = place.parts();
            sqlx::query!(
                "insert into career (id, person_id, org_id, facility_id, title, during, by_id, at) values ($1, $2, $3, $4, $5, daterange($6::date, $7::date, '[]'), $8, $9)",
                id, person.0, org, facility, title, *from, *last, by.0, at
            )
        }
        NewFact::Absence { reason, note, from, last } => sqlx::query!(
            "insert into absence (id, person_id, during, reason, note, by_id, at) values ($1, $2, daterange($3::date, $4::date, '[]'), $5, $6, $7, $8)",
            id, person.0, *from, *last, *reason as _, note, by.0, at
        ),
        NewFact::Kin { name, relation, place, tie, note, from, last } => {
            let (org, facility) = place.parts();
            sqlx::query!(
                "insert into kin_tie (id, person_id, name, relation, org_id, facility_id, tie, during, note, by_id, at)
                 values ($1, $2, $3, $4, $5, $6, $7, daterange($8::date, $9::date, '[]'), $10, $11, $12)",
                id, person.0, name, *relation as _, org, facility, *tie as _, *from, *last, note, by.0, at
            )
        }
        NewFact::Pledge { given_on } => {
            sqlx::query!("insert into pledge (id, person_id, given_on, by_id, at) values ($1, $2, $3, $4, $5)", id, person.0, *given_on, by.0, at)
        }
        NewFact::Declaration { declared_on, facility, statement } => sqlx::query!(
            "insert into conflict_declaration (id, person_id, declared_on, facility_id, statement, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)",
            id, person.0, *declared_on, facility.map(|id| id.0), statement, by.0, at
        ),
    }
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Makes a fact void; one that is void already, or another's, is not there.
pub async fn void(
    tx: &mut Tx,
    person: PersonId,
    (fact, id): (Fact, Uuid),
    why: &str,
    (by, on): (PersonId, NaiveDate),
) -> Result<()> {
    let done = match fact {
        Fact::Career => sqlx::query!(
            "update career set void_on = $3, void_why = $4, void_by = $5 where id = $1 and person_id = $2 and void_on is null",
            id,
            person.0,
            on,
            why,
            by.0
        ),
        Fact::Absence => sqlx::query!(
            "update absence set void_on = $3, void_why = $4, void_by = $5 where id = $1 and person_id = $2 and void_on is null",
            id,
            person.0,
            on,
            why,
            by.0
        ),
        Fact::Kin => sqlx::query!(
            "update kin_tie set void_on = $3, void_why = $4, void_by = $5 where id = $1 and person_id = $2 and void_on is null",
            id,
            person.0,
            on,
            why,
            by.0
        ),
        Fact::Pledge => sqlx::query!(
            "update pledge set void_on = $3, void_why = $4, void_by = $5 where id = $1 and person_id = $2 and void_on is null",
            id,
            person.0,
            on,
            why,
            by.0
        ),
        Fact::Declaration => sqlx::query!(
            "update conflict_declaration set void_on = $3, void_why = $4, void_by = $5 where id = $1 and person_id = $2 and void_on is null",
            id,
            person.0,
            on,
            why,
            by.0
        ),
    };
    one_row(&done.execute(&mut **tx).await?)
}

/// The place that a form names, as `org.<code>` or `facility.<code>`.
pub async fn place(tx: &mut Tx, named: &str) -> Result<Option<Place>> {
    Ok(match named.split_once('.') {
        Some(("org", code)) => sqlx::query_scalar!("select id from org where code = $1", code)
            .fetch_optional(&mut **tx)
            .await?
            .map(|id| Place::Org(OrgId(id))),
        Some(("facility", code)) => facility(tx, code).await?.map(Place::Facility),
        Some(_) | None => None,
    })
}

pub async fn facility(tx: &mut Tx, code: &str) -> Result<Option<FacilityId>> {
    Ok(sqlx::query_scalar!(r#"select id as "id: FacilityId" from facility where code = $1"#, code)
        .fetch_optional(&mut **tx)
        .await?)
}
