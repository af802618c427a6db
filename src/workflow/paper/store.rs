//! All SQL of sheets.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, PersonId, RecordId},
    },
    workflow::paper::{
        key::Key,
        model::{Kind, Why},
    },
};

/// A sheet, and what became of it.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub key: String,
    pub inspection: InspectionId,
    pub no: i32,
    pub kind: Kind,
    /// The record into which it was entered, and its number in the case.
    pub record: Option<Uuid>,
    pub record_no: Option<i32>,
    /// Why it is not entered.
    pub gone: Option<Why>,
    pub reason: Option<String>,
}

impl Sheet {
    /// As people read it.
    pub fn shown(&self) -> String {
        Key::parse(&self.key).map_or_else(|| self.key.clone(), |key| key.to_string())
    }

    /// Nobody has said yet what became of it.
    pub const fn waits(&self) -> bool {
        self.record.is_none() && self.gone.is_none()
    }
}

/// Sheets that were printed at once.
#[derive(Debug, Clone)]
pub struct Pack {
    pub id: Uuid,
    pub by: String,
    pub at: DateTime<Utc>,
    pub sheets: Vec<Sheet>,
}

pub async fn case_of(tx: &mut Tx, pack: Uuid) -> Result<Option<InspectionId>> {
    Ok(sqlx::query_scalar!(r#"select inspection_id as "case: InspectionId" from sheet_pack where id = $1"#, pack)
        .fetch_optional(&mut **tx)
        .await?)
}

/// The packs of a case, the newest first, each with its sheets.
pub async fn packs(tx: &mut Tx, case: InspectionId) -> Result<Vec<Pack>> {
    let rows = sqlx::query!(
        r#"select k.id, p.name as by, k.at, s.key, s.no, s.kind as "kind: Kind", e.record_id as "record?", r.no as "record_no?", g.why as "gone?: Why", g.reason as "reason?"
             from sheet_pack k join person p on p.id = k.by_id join sheet s on s.pack_id = k.id
             left join sheet_entry e on e.key = s.key left join record r on r.id = e.record_id left join sheet_gone g on g.key = s.key
            where k.inspection_id = $1 order by k.at desc, k.id, s.no limit 5000"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut packs: Vec<Pack> = Vec::new();
    for row in rows {
        let sheet = Sheet {
            key: row.key,
            inspection: case,
            no: row.no,
            kind: row.kind,
            record: row.record,
            record_no: row.record_no,
            gone: row.gone,
            reason: row.reason,
        };
        match packs.last_mut().filter(|pack| pack.id == row.id) {
            Some(pack) => pack.sheets.push(sheet),
            None => packs.push(Pack { id: row.id, by: row.by, at: row.at, sheets: vec![sheet] }),
        }
    }
    Ok(packs)
}

/// The sheet of a key, within the reader's reach.
pub async fn sheet(tx: &mut Tx, key: &Key) -> Result<Option<Sheet>> {
    Ok(sqlx::query_as!(
        Sheet,
        r#"select s.key, s.inspection_id as "inspection: InspectionId", s.no, s.kind as "kind: Kind", e.record_id as "record?", r.no as "record_no?", g.why as "gone?: Why", g.reason as "reason?"
             from sheet s left join sheet_entry e on e.key = s.key left join record r on r.id = e.record_id left join sheet_gone g on g.key = s.key
            where s.key = $1"#,
        key.code()
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The sheets that somebody printed for a case and nobody has accounted for, and those that they entered without the picture that
/// was to come.
pub async fn open(tx: &mut Tx, case: InspectionId, person: PersonId) -> Result<Vec<Sheet>> {
    Ok(sqlx::query_as!(
        Sheet,
        r#"select s.key, s.inspection_id as "inspection: InspectionId", s.no, s.kind as "kind: Kind", e.record_id as "record?", r.no as "record_no?", g.why as "gone?: Why", g.reason as "reason?"
             from sheet_pack k join sheet s on s.pack_id = k.id
             left join sheet_entry e on e.key = s.key left join record r on r.id = e.record_id left join sheet_gone g on g.key = s.key
            where k.inspection_id = $1 and g.key is null
              and case when e.key is null then k.by_id = $2
                       else e.by_id = $2 and e.no_scan = '' and not exists (select from evidence v where v.record_id = e.record_id) end
            order by k.at, s.no limit 200"#,
        case.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn print(
    tx: &mut Tx,
    (pack, case): (Uuid, InspectionId),
    sheets: &[(Key, Kind)],
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into sheet_pack (id, inspection_id, by_id, at) values ($1, $2, $3, $4)",
        pack,
        case.0,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    let keys: Vec<String> = sheets.iter().map(|(key, _)| key.code().to_owned()).collect();
    let kinds: Vec<String> =
        sheets.iter().map(|(_, kind)| crate::foundation::word::Word::code(*kind).to_owned()).collect();
    sqlx::query!(
        "insert into sheet (key, pack_id, inspection_id, no, kind)
         select s.key, $1, $2, s.no::int, s.kind from unnest($3::text[], $4::text[]) with ordinality s (key, kind, no)",
        pack,
        case.0,
        &keys,
        &kinds
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was written on a sheet, about to be entered.
#[derive(Debug, Clone)]
pub struct Entry {
    pub key: Key,
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
    /// Why no picture of it comes with it.
    pub no_scan: String,
}

pub async fn enter(
    tx: &mut Tx,
    (record, case): (RecordId, InspectionId),
    entry: &Entry,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into sheet_entry (key, inspection_id, record_id, written_on, written_at, no_scan, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        entry.key.code(),
        case.0,
        record.0,
        entry.day,
        entry.clock,
        entry.no_scan,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn account(
    tx: &mut Tx,
    key: &Key,
    case: InspectionId,
    (why, reason): (Why, &str),
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into sheet_gone (key, inspection_id, why, reason, by_id, at) values ($1, $2, $3, $4, $5, $6)",
        key.code(),
        case.0,
        why as Why,
        reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// That a record was first written on paper.
#[derive(Debug, Clone)]
pub struct OnPaper {
    pub key: String,
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
    pub no_scan: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl OnPaper {
    /// `2026-11-03 10:20`, or the day alone.
    pub fn written(&self) -> String {
        let clock = self.clock.map_or_else(String::new, |clock| clock.format(" %H:%M").to_string());
        format!("{}{clock}", self.day)
    }

    pub fn shown(&self) -> String {
        Key::parse(&self.key).map_or_else(|| self.key.clone(), |key| key.to_string())
    }
}

pub async fn of_record(tx: &mut Tx, record: RecordId) -> Result<Option<OnPaper>> {
    Ok(sqlx::query_as!(
        OnPaper,
        "select e.key, e.written_on as day, e.written_at as clock, e.no_scan, p.name as by, e.at from sheet_entry e join person p on p.id = e.by_id where e.record_id = $1",
        record.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}
