//! All SQL of the checklists' editions and drafts.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::PersonId,
        word::Word as _,
    },
    law::checklist::{
        Answer, Checklist, Item, Name,
        model::{Change, Changed, Draft, Version},
    },
};

/// The items of an edition, in the order of their codes; none where there is no such edition.
pub async fn items(tx: &mut Tx, list: Checklist, edition: &str) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        r#"select code, domain, item_zh, item_en, legal_basis, after_item, after_answer as "after_answer: Answer"
             from checklist_item where list = $1 and edition = $2 order by code"#,
        list.code(),
        edition
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The edition of each list that a plan pins which is written on a day.
pub async fn standing(tx: &mut Tx, day: NaiveDate) -> Result<Vec<Name>> {
    let rows = sqlx::query!(
        r#"select distinct on (list) list as "list: Checklist", edition from checklist_edition where since <= $1 order by list, no desc"#,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.list, row.edition)).collect())
}

/// Every edition of a list, the latest first.
pub async fn versions(tx: &mut Tx, list: Checklist) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select e.edition, e.since, e.note, e.base, (select count(*) from checklist_item i where i.list = e.list and i.edition = e.edition) as "items!",
                  p.name as "published_by?", e.published_at
             from checklist_edition e left join person p on p.id = e.published_by where e.list = $1 order by e.no desc"#,
        list.code()
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Every code of a list that was ever given.
pub async fn codes(tx: &mut Tx, list: Checklist) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select distinct code from checklist_item where list = $1", list.code())
        .fetch_all(&mut **tx)
        .await?)
}

/// The drafts that are being written.
pub async fn drafts(tx: &mut Tx) -> Result<Vec<Draft>> {
    Ok(sqlx::query_as!(
        Draft,
        r#"select d.id, d.list as "list: Checklist", d.base, p.name as opened_by, d.opened_at
             from checklist_draft d join person p on p.id = d.opened_by where d.ended is null order by d.opened_at"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The draft of a list that is being written.
pub async fn draft(tx: &mut Tx, list: Checklist) -> Result<Option<Draft>> {
    Ok(drafts(tx).await?.into_iter().find(|draft| draft.list == list))
}

/// Begins a draft on the latest edition.
pub async fn open(tx: &mut Tx, id: Uuid, list: Checklist, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let opened = sqlx::query!(
        "insert into checklist_draft (id, list, base, opened_by, opened_at)
         select $1, e.list, e.edition, $3, $4 from checklist_edition e where e.list = $2 order by e.no desc limit 1",
        id,
        list.code(),
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    one_row(&opened)
}

/// What a draft changes, in the order of the codes.
pub async fn changes(tx: &mut Tx, draft: Uuid) -> Result<Vec<Changed>> {
    Ok(sqlx::query_as!(
        Changed,
        r#"select code, change as "change: Change", item_zh, item_en, legal_basis, after_item, after_answer as "after_answer: Answer"
             from checklist_change where draft_id = $1 order by code"#,
        draft
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Puts a change into a draft.
///
/// # Errors
/// Conflict if the item has a change already, or the draft has ended.
pub async fn change(tx: &mut Tx, draft: Uuid, changed: &Changed) -> Result<()> {
    sqlx::query!(
        "insert into checklist_change (draft_id, code, change, item_zh, item_en, legal_basis, after_item, after_answer) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        draft,
        changed.code,
        changed.change as Change,
        changed.item_zh,
        changed.item_en,
        changed.legal_basis,
        changed.after_item,
        changed.after_answer as Option<Answer>
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a change out of a draft.
pub async fn undo(tx: &mut Tx, draft: Uuid, code: &str) -> Result<()> {
    let undone = sqlx::query!("delete from checklist_change where draft_id = $1 and code = $2", draft, code)
        .execute(&mut **tx)
        .await?;
    one_row(&undone)
}

/// Gives a draft up.
pub async fn discard(tx: &mut Tx, draft: Uuid, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let ended = sqlx::query!(
        "update checklist_draft set ended = 'discarded', ended_by = $2, ended_at = $3 where id = $1 and ended is null",
        draft,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    one_row(&ended)
}

/// Publishes a draft from a day on; returns the name of the edition.
///
/// # Errors
/// Conflict if the draft has ended, or another edition was published since it began.
pub async fn publish(tx: &mut Tx, draft: Uuid, since: NaiveDate, note: &str, now: DateTime<Utc>) -> Result<String> {
    Ok(sqlx::query_scalar!(r#"select checklist_publish($1, $2, $3, $4) as "edition!""#, draft, since, note, now)
        .fetch_one(&mut **tx)
        .await?)
}
