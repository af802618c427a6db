//! Pages of the audit: entries with the state of the chain, changes of rights, exports.
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id,
        text::Lang,
        web::{
            fields::Fields,
            paging::{PAGE, Page},
        },
    },
    people::{
        access::{Actor, Permit, Posted, Standing, Subject},
        audit::{
            act::{self, Exported},
            model::{Entry, Filters, SUBJECTS, deed_word, subject_word},
            store::{self, read},
            view::{AuditPage, ExportsPage, RightsPage},
        },
    },
};

/// The file of an export.
#[derive(Debug)]
pub struct ExportFile {
    id: Uuid,
    body: Vec<u8>,
}

impl Subject for ExportFile {
    // what was exported is never changed, so there is nothing to lock
    async fn load(tx: &mut Tx, _: &Actor, id: Uuid, _: bool) -> Result<Option<Self>> {
        Ok(store::body(tx, id).await?.map(|body| Self { id, body }))
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

deeds! {
    SeeTrail(()),
    SeeRights(()),
    ExportTrail(()),
    VerifyTrail(()),
    DownloadExport(ExportFile),
}

/// Reads the filters; what cannot be read is refused, never ignored.
fn filters(mut fields: Fields) -> Result<Filters> {
    let id = fields.value("id").to_owned();
    let (from, to) = (fields.optional_date("from"), fields.optional_date("to"));
    let read = Filters {
        who: fields.value("who").trim().to_owned(),
        deed: fields.value("deed").to_owned(),
        subject: fields.value("subject").to_owned(),
        id: id.parse().ok(),
        from,
        to,
        rights: false,
    };
    let unknown = (!id.is_empty() && read.id.is_none()) || !fields.is_ok();
    if unknown { Err(AppError::Unreadable("error-unknown-choice", Vec::new())) } else { Ok(read) }
}

fn address(path: &str, filters: &Filters, after: Option<Uuid>) -> String {
    let mut pairs = filters.pairs();
    pairs.extend(after.map(|id| ("after", id.to_string())));
    let query = serde_html_form::to_string(pairs).unwrap_or_default();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

async fn page(tx: &mut Tx, filters: &Filters, after: Option<Uuid>) -> Result<Page<Entry, Uuid>> {
    Ok(Page::cut(read::entries(tx, filters, after, PAGE + 1).await?, |entry| entry.id))
}

async fn audit_page(tx: &mut Tx, l: Lang, fields: Fields) -> Result<(AuditParts, Filters)> {
    let after = fields.value("after").parse().ok();
    let filters = filters(fields)?;
    let deeds = store::deeds(tx).await?;
    let parts = AuditParts {
        after,
        page: page(tx, &filters, after).await?,
        deeds: deeds.into_iter().map(|code| (code.clone(), deed_word(l, &code))).collect(),
        subjects: SUBJECTS.map(|code| (code.to_owned(), subject_word(l, code))).into(),
    };
    Ok((parts, filters))
}

struct AuditParts {
    after: Option<Uuid>,
    page: Page<Entry, Uuid>,
    deeds: Vec<(String, String)>,
    subjects: Vec<(String, String)>,
}

/// `GET /audit`
pub async fn index(mut permit: Permit<SeeTrail>) -> Result<Response> {
    let fields = permit.query()?;
    let (parts, filters) = audit_page(&mut permit.tx, permit.l, fields.clone()).await?;
    let view = AuditPage {
        shell: permit.shell(),
        deeds: parts.deeds,
        subjects: parts.subjects,
        first: parts.after.map(|_| address("/audit", &filters, None)),
        next: parts.page.next.map(|id| address("/audit", &filters, Some(id))),
        rows: parts.page.rows,
        verification: store::last_verification(&mut permit.tx).await?,
        waiting: store::waiting(&mut permit.tx).await?,
        heads: store::heads(&mut permit.tx).await?,
        key: id::fresh(),
        filters,
        fields,
    };
    permit.page(view).await
}

/// `GET /audit/rights`
pub async fn rights(mut permit: Permit<SeeRights>) -> Result<Response> {
    let after = permit.query()?.value("after").parse().ok();
    let filters = Filters { rights: true, ..Filters::default() };
    let page = page(&mut permit.tx, &filters, after).await?;
    let view = RightsPage {
        shell: permit.shell(),
        first: after.map(|_: Uuid| "/audit/rights".to_owned()),
        next: page.next.map(|id| format!("/audit/rights?after={id}")),
        rows: page.rows,
    };
    permit.page(view).await
}

/// `POST /audit/verify`
pub async fn verify(mut posted: Posted<VerifyTrail>) -> Result<Response> {
    act::verify(&mut posted.permit).await?;
    posted.done("/audit", "done-verified-chain").await
}

/// `POST /audit/exports`
pub async fn export(mut posted: Posted<ExportTrail>) -> Result<Response> {
    let filters = filters(posted.fields.clone())?;
    match act::export(&mut posted.permit, &filters).await? {
        Exported::Done => posted.done("/audit/exports", "done-exported").await,
        Exported::Nothing => Err(AppError::Unreadable("audit-export-nothing", Vec::new())),
        Exported::TooMany => Err(AppError::Unreadable("audit-export-too-many", vec![("most", act::MOST.into())])),
    }
}

/// `GET /audit/exports`
pub async fn exports(mut permit: Permit<ExportTrail>) -> Result<Response> {
    let view = ExportsPage { shell: permit.shell(), rows: store::exports(&mut permit.tx).await? };
    permit.page(view).await
}

/// `GET /audit/exports/{id}`: that it was fetched is an entry of its own.
pub async fn download(mut permit: Permit<DownloadExport>) -> Result<Response> {
    let ExportFile { id, body } =
        std::mem::replace(&mut permit.subject, ExportFile { id: Uuid::nil(), body: Vec::new() });
    permit.note("audit_downloaded", "trail", id, None, json!({})).await?;
    permit.tx.commit().await?;
    let name = format!("attachment; filename=\"xunjian-audit-{id}.csv\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((StatusCode::OK, headers, body).into_response())
}
