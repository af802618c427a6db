//! All SQL of preparation.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{ContactId, InspectionId, OrgId, PersonId},
    },
    workflow::{
        inspection::Item,
        preparation::model::{Annex, Contact, Exemption, Gathered, Outcome, Side, Support, Way},
    },
};

/// Who puts a row on record, and when.
pub type By = (PersonId, DateTime<Utc>);

/// A talk about to be put on record.
#[derive(Debug)]
pub struct NewContact {
    pub day: NaiveDate,
    pub way: Way,
    pub side: Side,
    pub organ: String,
    pub person: String,
    pub said: String,
    pub result: Support,
}

pub async fn log(tx: &mut Tx, id: ContactId, case: InspectionId, new: &NewContact, (person, at): By) -> Result<()> {
    sqlx::query!(
        "insert into contact (id, inspection_id, day, way, side, organ, person, said, result, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id.0,
        case.0,
        new.day,
        new.way as Way,
        new.side as Side,
        new.organ,
        new.person,
        new.said,
        new.result as Support,
        person.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn contact(tx: &mut Tx, id: Uuid) -> Result<Option<Contact>> {
    Ok(sqlx::query_as!(
        Contact,
        r#"select c.id as "id: ContactId", c.inspection_id as "inspection: InspectionId", c.day, c.way as "way: Way", c.side as "side: Side", c.organ, c.person, c.said,
                  c.result as "result: Support", p.name as by, c.at
             from contact c join person p on p.id = c.by_id where c.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The talks of a case, the latest first.
pub async fn contacts(tx: &mut Tx, case: InspectionId) -> Result<Vec<Contact>> {
    Ok(sqlx::query_as!(
        Contact,
        r#"select c.id as "id: ContactId", c.inspection_id as "inspection: InspectionId", c.day, c.way as "way: Way", c.side as "side: Side", c.organ, c.person, c.said,
                  c.result as "result: Support", p.name as by, c.at
             from contact c join person p on p.id = c.by_id where c.inspection_id = $1 order by c.day desc, c.id desc limit 200"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An item about to be put on record.
#[derive(Debug)]
pub struct NewItem {
    pub item: Item,
    pub outcome: Outcome,
    pub day: NaiveDate,
    pub note: String,
}

pub async fn gather(tx: &mut Tx, id: Uuid, case: InspectionId, new: &NewItem, (person, at): By) -> Result<()> {
    sqlx::query!(
        "insert into preparation (id, inspection_id, item, outcome, day, note, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        case.0,
        new.item as Item,
        new.outcome as Outcome,
        new.day,
        new.note,
        person.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Of each item what was put on record last.
pub async fn gathered(tx: &mut Tx, case: InspectionId) -> Result<Vec<Gathered>> {
    Ok(sqlx::query_as!(
        Gathered,
        r#"select distinct on (g.item) g.item as "item: Item", g.outcome as "outcome: Outcome", g.day, g.note, p.name as by, g.at
             from preparation g join person p on p.id = g.by_id where g.inspection_id = $1 order by g.item, g.at desc, g.id desc"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A public-health annex about to be put on record.
#[derive(Debug)]
pub struct NewAnnex {
    pub organ: String,
    pub filing_no: String,
    pub filed_on: NaiveDate,
    pub isolated_from: Option<NaiveDate>,
    pub isolation_days: i32,
    pub note: String,
}

pub async fn file_annex(tx: &mut Tx, id: Uuid, case: InspectionId, new: &NewAnnex, (person, at): By) -> Result<()> {
    sqlx::query!(
        "insert into epidemic_annex (id, inspection_id, organ, filing_no, filed_on, isolated_from, isolation_days, note, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        case.0,
        new.organ,
        new.filing_no,
        new.filed_on,
        new.isolated_from,
        new.isolation_days,
        new.note,
        person.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The annex that counts, the last one.
pub async fn annex(tx: &mut Tx, case: InspectionId) -> Result<Option<Annex>> {
    Ok(sqlx::query_as!(
        Annex,
        "select a.organ, a.filing_no, a.filed_on, a.isolated_from, a.isolation_days, a.note, p.name as by
           from epidemic_annex a join person p on p.id = a.by_id where a.inspection_id = $1 order by a.at desc, a.id desc limit 1",
        case.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The next higher procuratorate, with which a filing is made; the highest files with itself.
#[derive(Debug, Clone)]
pub struct Above {
    pub id: OrgId,
    pub name_zh: String,
    pub name_en: String,
}

pub async fn above(tx: &mut Tx, organiser: OrgId) -> Result<Above> {
    Ok(sqlx::query_as!(
        Above,
        r#"select a.id as "id: OrgId", a.name_zh, a.name_en from org o join org a on a.id = coalesce(o.parent_id, o.id) where o.id = $1"#,
        organiser.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// A filing about to be put on record.
#[derive(Debug)]
pub struct NewExemption {
    pub days: Option<i32>,
    pub days_on_site: Option<i32>,
    pub filing_no: String,
    pub filed_on: NaiveDate,
    pub reason: String,
}

pub async fn exempt(
    tx: &mut Tx,
    id: Uuid,
    (case, with): (InspectionId, OrgId),
    new: &NewExemption,
    (person, at): By,
) -> Result<()> {
    sqlx::query!(
        "insert into exemption (id, inspection_id, days, days_on_site, filed_with, filing_no, filed_on, reason, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        case.0,
        new.days,
        new.days_on_site,
        with.0,
        new.filing_no,
        new.filed_on,
        new.reason,
        person.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn exemptions(tx: &mut Tx, case: InspectionId) -> Result<Vec<Exemption>> {
    Ok(sqlx::query_as!(
        Exemption,
        "select x.days, x.days_on_site, o.name_zh as filed_with_zh, o.name_en as filed_with_en, x.filing_no, x.filed_on, x.reason, p.name as by
           from exemption x join org o on o.id = x.filed_with join person p on p.id = x.by_id where x.inspection_id = $1 order by x.at desc, x.id desc",
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
