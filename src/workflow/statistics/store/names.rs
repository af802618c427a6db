//! Names are read once and hold until somebody changes one.
use std::sync::Arc;

use crate::{
    foundation::{db::Tx, error::Result},
    workflow::statistics::{
        names::{DomainName, LeafName, Name, Names},
        store::read::Reader,
    },
};

/// All names.
pub async fn names(tx: &mut Tx, reader: &Reader) -> Result<Arc<Names>> {
    let slot = match reader.named(tx, "names", &()).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut names = Names::default();
    let entries = sqlx::query!(
        "select e.taxonomy_id, e.category_id, c.code, e.name_zh, e.name_en, e.field, e.field_zh, e.field_en, e.domain, e.domain_zh, e.domain_en
           from category_entry e join category c on c.id = e.category_id order by e.taxonomy_id"
    );
    for row in entries.fetch_all(&mut **tx).await? {
        let field = Name { code: row.field, zh: row.field_zh, en: row.field_en };
        let field = place(&mut names.fields, field, |name| name);
        let domain = Name { code: row.domain, zh: row.domain_zh, en: row.domain_en };
        let domain = place(&mut names.domains, DomainName { field, name: domain }, |domain| &domain.name);
        names.placed.insert((row.taxonomy_id, row.category_id), domain);
        let leaf = Name { code: row.code, zh: row.name_zh, en: row.name_en };
        names.leaves.insert(row.category_id, LeafName { domain, name: leaf });
    }
    let facilities = sqlx::query!("select id, code, name_zh, name_en from facility").fetch_all(&mut **tx).await?;
    names.facilities =
        facilities.into_iter().map(|row| (row.id, Name { code: row.code, zh: row.name_zh, en: row.name_en })).collect();
    let organs = sqlx::query!("select id, code, name_zh, name_en from org").fetch_all(&mut **tx).await?;
    names.organs =
        organs.into_iter().map(|row| (row.id, Name { code: row.code, zh: row.name_zh, en: row.name_en })).collect();
    Ok(slot.keep(Arc::new(names)))
}

/// Where something of this code stands, as it was called last.
fn place<T>(all: &mut Vec<T>, one: T, name: impl Fn(&T) -> &Name) -> usize {
    if let Some(at) = all.iter().position(|known| name(known).code == name(&one).code) {
        all[at] = one;
        return at;
    }
    all.push(one);
    all.len() - 1
}
