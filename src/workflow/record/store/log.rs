//! A day of fieldwork, person by person, and who confirmed it.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, PersonId},
    },
    workflow::record::model::Method,
};

/// A record of a day.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: Uuid,
    pub no: i32,
    pub clock: Option<NaiveTime>,
    pub place: String,
    pub method: Method,
    pub opening: String,
    pub findings: i64,
}

impl Entry {
    /// `10:26`, where the time of the day is known.
    pub fn time(&self) -> String {
        self.clock.map_or_else(String::new, |clock| clock.format("%H:%M").to_string())
    }
}

/// A confirmation of somebody's day.
#[derive(Debug, Clone)]
pub struct Confirmed {
    pub records: i32,
    pub note: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// Somebody's day.
#[derive(Debug, Clone)]
pub struct OwnDay {
    pub person: Uuid,
    pub name: String,
    pub entries: Vec<Entry>,
    pub confirmed: Option<Confirmed>,
}

impl OwnDay {
    pub fn count(&self) -> i32 {
        i32::try_from(self.entries.len()).unwrap_or(i32::MAX)
    }

    /// It was confirmed as it now stands.
    pub fn is_settled(&self) -> bool {
        self.confirmed.as_ref().is_some_and(|one| one.records == self.count())
    }
}

pub async fn last_day(tx: &mut Tx, case: InspectionId) -> Result<Option<NaiveDate>> {
    Ok(sqlx::query_scalar!(
        "select day from record where inspection_id = $1 order by day desc, id desc limit 1",
        case.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The day of each who was there, in the order of their names and of the hours.
pub async fn day(tx: &mut Tx, case: InspectionId, day: NaiveDate) -> Result<Vec<OwnDay>> {
    let rows = sqlx::query!(
        r#"select i.person_id as person, p.name, r.id, r.no, r.clock, r.place, r.method as "method: Method", left(r.body, 90) as "opening!",
                  (select count(*) from finding f where f.record_id = r.id) as "findings!"
             from record r join record_inspector i on i.record_id = r.id join person p on p.id = i.person_id
            where r.inspection_id = $1 and r.day = $2 order by p.name, i.person_id, r.clock nulls last, r.no limit 5000"#,
        case.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut people: Vec<OwnDay> = Vec::new();
    for row in rows {
        let entry = Entry {
            id: row.id,
            no: row.no,
            clock: row.clock,
            place: row.place,
            method: row.method,
            opening: row.opening,
            findings: row.findings,
        };
        match people.last_mut().filter(|last| last.person == row.person) {
            Some(last) => last.entries.push(entry),
            None => people.push(OwnDay { person: row.person, name: row.name, entries: vec![entry], confirmed: None }),
        }
    }
    let confirmations = sqlx::query!(
        "select distinct on (c.person_id) c.person_id, c.records, c.note, p.name as by, c.at from day_confirmation c join person p on p.id = c.by_id
          where c.inspection_id = $1 and c.day = $2 order by c.person_id, c.at desc",
        case.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in confirmations {
        if let Some(own) = people.iter_mut().find(|own| own.person == row.person_id) {
            own.confirmed = Some(Confirmed { records: row.records, note: row.note, by: row.by, at: row.at });
        }
    }
    Ok(people)
}

pub async fn confirm(
    tx: &mut Tx,
    case: InspectionId,
    (person, day, records): (PersonId, NaiveDate, i32),
    note: &str,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into day_confirmation (inspection_id, person_id, day, records, note, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)",
        case.0,
        person.0,
        day,
        records,
        note,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
