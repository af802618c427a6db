//! Making the files of record of what was signed.
use crate::{
    foundation::{
        clock::Clock,
        db::Db,
        error::{AppError, Result},
        print::Press,
    },
    workflow::document::store,
};

/// How many are made before anything else has its turn.
const AT_ONCE: i64 = 20;

/// Makes the files of signed documents that have none, one after the other, and returns how many. Stopped in the middle, it goes
/// on where it was: a file is on record whole or not at all, and made from a model that does not change.
///
/// # Errors
/// The database, or a form that does not fit: that document stays for the next time.
pub async fn print(db: &Db, clock: &Clock, press: &Press) -> Result<usize> {
    let mut made = 0;
    for id in store::print::unprinted(db, AT_ONCE).await? {
        let mut tx = db.owner.begin().await?;
        let Some((paper, dated)) = store::print::claim(&mut tx, id).await? else { continue };
        let paper = serde_json::from_str(&paper).map_err(|error| AppError::Internal(error.into()))?;
        let printed = press.print(&paper, dated).await.map_err(|error| AppError::Internal(error.into()))?;
        store::print::keep(&mut tx, id, &printed, clock.now()).await?;
        tx.commit().await?;
        made += 1;
    }
    Ok(made)
}
