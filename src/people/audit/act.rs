//! Exporting entries under a seal, and having the chain recomputed.
use std::fmt::Write as _;

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        text::Lang,
        trail,
    },
    people::{
        access::Permit,
        audit::{
            model::{Entry, Filters},
            page::{ExportTrail, VerifyTrail},
            store::{self, NewExport, read},
        },
    },
};

/// Most entries of one file; a longer period is exported in parts.
pub const MOST: usize = 50_000;

/// What an export came to.
#[derive(Debug)]
pub enum Exported {
    Done,
    Nothing,
    TooMany,
}

/// Keeps the entries that match as a file under its seal.
pub async fn export(permit: &mut Permit<ExportTrail>, filters: &Filters) -> Result<Exported> {
    let entries = read::entries(&mut permit.tx, filters, None, MOST + 1).await?;
    let Some(first) = entries.first() else { return Ok(Exported::Nothing) };
    if entries.len() > MOST {
        return Ok(Exported::TooMany);
    }
    let heads = store::heads(&mut permit.tx).await?;
    let mut chain = String::new();
    for head in &heads {
        writeln!(chain, "{} {} {}", head.shard, head.no, head.sha256)
            .map_err(|error| AppError::Internal(error.into()))?;
    }
    let (query, l) = (filters.query(), permit.l);
    let head = [
        l.with("export-head", &[("at", l.instant(permit.now).into()), ("who", permit.actor.name.clone().into())]),
        l.with("export-filters", &[("query", query.clone().into())]),
        l.t("export-chain"),
    ];
    let body = file(&head, &chain, &entries, l)?;
    let seal = Sha256::digest(&body);
    let new = NewExport {
        id: id::fresh(),
        person: permit.actor.person,
        query: &query,
        last: (first.at, first.id),
        entries: i32::try_from(entries.len()).unwrap_or(i32::MAX),
        chain: &chain,
        sha256: &seal,
        body: &body,
    };
    store::keep(&mut permit.tx, &new, permit.now).await?;
    let value = json!({ "entries": new.entries, "query": query, "sha256": hex::encode(seal) });
    permit.note("audit_exported", "trail", new.id, None, value).await?;
    Ok(Exported::Done)
}

/// A text that spreadsheets open: a mark of UTF-8, lines of the head, a row an entry.
fn file(head: &[String], chain: &str, entries: &[Entry], l: Lang) -> Result<Vec<u8>> {
    let mut text = csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
    let fault = |error: csv::Error| AppError::Internal(error.into());
    for line in head.iter().map(String::as_str).chain(chain.lines()) {
        text.write_record([line]).map_err(fault)?;
    }
    let columns = [
        "audit-at",
        "audit-who",
        "audit-org",
        "audit-deed",
        "audit-subject",
        "audit-id",
        "audit-source",
        "audit-session",
    ];
    text.write_record(columns.map(|key| l.t(key))).map_err(fault)?;
    for entry in entries {
        let row = [
            entry.at.to_rfc3339(),
            harmless(entry.actor.as_deref().unwrap_or_default()),
            harmless(entry.org(l).unwrap_or_default()),
            entry.deed.clone(),
            entry.subject.clone(),
            entry.subject_id.map_or_else(String::new, |id| id.to_string()),
            entry.source.clone().unwrap_or_default(),
            entry.session.clone().unwrap_or_default(),
        ];
        text.write_record(row).map_err(fault)?;
    }
    text.into_inner().map_err(|error| AppError::Internal(anyhow::anyhow!("{error}")))
}

/// A name that a spreadsheet would take for a formula is quoted.
fn harmless(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@', '\t']) { format!("'{name}") } else { name.to_owned() }
}

/// Recomputes the chain from end to end.
pub async fn verify(permit: &mut Permit<VerifyTrail>) -> Result<()> {
    let id = trail::check(&permit.app.db, permit.now).await?;
    permit.note("audit_verified", "trail", id, None, json!({})).await
}
