//! The first editions of the checklists, as shipped in `reference/`.
use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgPool;

use crate::{foundation::word::Word as _, law::checklist::Checklist};

/// The edition that the shipped files are.
pub const EDITION: &str = "2026-11";

macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/", $name, ".csv"))
    };
}

/// An item as shipped.
#[derive(Debug, Clone, Deserialize)]
struct Shipped {
    code: String,
    domain: String,
    item_zh: String,
    item_en: String,
    legal_basis: String,
}

const fn text(list: Checklist) -> &'static str {
    match list {
        Checklist::Prison => shipped!("prison"),
        Checklist::DetentionCenter => shipped!("detention_center"),
        Checklist::CommunityCorrection => shipped!("community_correction"),
        Checklist::CommutationParole => shipped!("commutation_parole"),
    }
}

fn shipped(list: Checklist) -> anyhow::Result<Vec<Shipped>> {
    csv::Reader::from_reader(text(list).as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .with_context(|| format!("reading {}.csv", list.code()))
}

/// Adds the first editions where they are not there. What is there stays: plans pin it, and a change of a list is a new edition.
///
/// # Errors
/// When a shipped file does not parse or the database refuses.
pub async fn load(pool: &PgPool) -> anyhow::Result<()> {
    let since = NaiveDate::from_ymd_opt(2019, 1, 1);
    let mut tx = pool.begin().await?;
    for list in Checklist::ALL {
        let rows = shipped(*list)?;
        let column = |of: fn(&Shipped) -> String| rows.iter().map(of).collect::<Vec<String>>();
        sqlx::query!(
            "insert into checklist_edition (list, edition, no, since, note) values ($1, $2, 1, $3, '首版检察清单') on conflict do nothing",
            list.code(),
            EDITION,
            since
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "insert into checklist_item (list, edition, code, domain, item_zh, item_en, legal_basis)
             select $1, $2, u.code, u.domain, u.item_zh, u.item_en, u.legal_basis
               from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as u (code, domain, item_zh, item_en, legal_basis)
             on conflict do nothing",
            list.code(),
            EDITION,
            &column(|row| row.code.clone()),
            &column(|row| row.domain.clone()),
            &column(|row| row.item_zh.clone()),
            &column(|row| row.item_en.clone()),
            &column(|row| row.legal_basis.clone()),
        )
        .execute(&mut *tx)
        .await
        .with_context(|| format!("loading the checklist {}", list.code()))?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// The edition and the content go together: a file that changes without a new edition would differ from what is loaded.
    #[test]
    fn an_edition_is_one_content() -> anyhow::Result<()> {
        let known = [
            ("prison", 124, "d922b334d611"),
            ("detention_center", 83, "86d7cb03af26"),
            ("community_correction", 58, "1e873f37eb58"),
            ("commutation_parole", 89, "0f65755a2729"),
        ];
        for (list, (code, items, hash)) in Checklist::ALL.iter().zip(known) {
            let digest = hex::encode(Sha256::digest(text(*list).as_bytes()));
            assert_eq!((list.code(), shipped(*list)?.len(), &digest[..12]), (code, items, hash));
        }
        Ok(())
    }
}
