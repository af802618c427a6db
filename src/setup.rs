//! Bringing a database up to date with what ships beside the program: organisations, rules, calendar, categories, checklists.
use crate::{foundation::db::Db, law, people};

/// What kind of data an installation holds; none before the first person or the demonstration.
pub async fn is_demo(db: &Db) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from installation where kind = 'demo') as "demo!""#)
        .fetch_one(&db.owner)
        .await
}

/// Loads the reference data; does nothing where it is loaded.
pub async fn load_reference(db: &Db) -> anyhow::Result<()> {
    people::org::load::load(&db.owner).await?;
    law::period::load::load(&db.owner).await?;
    law::period::load::calendar(&db.owner).await?;
    law::category::load::load(&db.owner).await?;
    law::checklist::load::load(&db.owner).await?;
    Ok(())
}
