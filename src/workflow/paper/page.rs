//! Pages of sheets: those of a case, a pack to print, and the way from a key to where it is entered.
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::{Fields, PROSE},
        word::Word as _,
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        inspection::Case,
        paper::{
            act,
            key::{self, Key},
            model::{FindSheet, KeepSheets, Kind, SeePack, SeePacks, Why},
            store::{self, Sheet},
            view::{Blank, IndexPage, PackPage},
        },
    },
};

/// Sheets of one kind that are printed at once, at most.
const MOST: i32 = 50;

async fn index_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<IndexPage> {
    let (case, l) = (permit.subject.clone(), permit.l);
    let may_keep = permit.may(Action::WriteRecord) && !case.state.is_over();
    Ok(IndexPage {
        shell: permit.shell(),
        packs: store::packs(&mut permit.tx, case.id).await?,
        whys: Why::ALL.iter().map(|why| (why.code(), l.word(*why))).collect(),
        may_print: may_keep && case.state.is_fieldwork(),
        may_keep,
        key: id::fresh(),
        account_key: id::fresh(),
        fields,
        case,
    })
}

/// `GET /inspections/{id}/packs`
pub async fn index(mut permit: Permit<SeePacks>) -> Result<Response> {
    let fields = Fields::start([("record", "10".to_owned()), ("interview", "0".to_owned())]);
    let page = index_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/packs`
pub async fn print(mut posted: Posted<KeepSheets>) -> Result<Response> {
    let fields = &mut posted.fields;
    let counts = Kind::ALL.iter().map(|kind| Some((*kind, fields.number(kind.code(), 0, MOST)?)));
    let counts: Option<Vec<(Kind, i32)>> = counts.collect();
    if counts.as_ref().is_some_and(|counts| counts.iter().all(|(_, n)| *n == 0)) {
        fields.problem("record", "problem-sheets-none", Vec::new());
    }
    if let (true, Some(counts)) = (posted.fields.is_ok(), counts) {
        let pack = id::fresh();
        act::print(&mut posted.permit, pack, &counts).await?;
        return posted.done(&format!("/packs/{pack}"), "done-sheets").await;
    }
    let fields = posted.fields.clone();
    let page = index_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `POST /inspections/{id}/packs/account`
pub async fn account(mut posted: Posted<KeepSheets>) -> Result<Response> {
    let why = posted.fields.choice::<Why>("why");
    let reason = posted.fields.text("reason", PROSE);
    let key = posted.fields.value("sheet").to_owned();
    let sheet = act::named(&mut posted.permit, &key).await?;
    if sheet.is_none() {
        posted.fields.problem("sheet", "problem-sheet", Vec::new());
    }
    let href = format!("{}/packs", posted.permit.subject.href());
    if let (true, Some(why), Some(sheet)) = (posted.fields.is_ok(), why, sheet) {
        act::account(&mut posted.permit, &sheet, why, &reason).await?;
        return posted.done(&href, "done-sheet-accounted").await;
    }
    let fields = posted.fields.clone();
    let page = index_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `GET /packs/{id}`
pub async fn pack(permit: Permit<SeePack>) -> Result<Response> {
    let pack = permit.subject.pack.clone();
    let origin = permit.app.site().map(ToOwned::to_owned);
    let address = |sheet: &Sheet| match &origin {
        Some(origin) => format!("{origin}/sheets?key={}", sheet.key),
        None => sheet.key.clone(),
    };
    let blank = |sheet: &Sheet| Blank { sheet: sheet.clone(), drawing: key::drawn(&address(sheet)) };
    let page = PackPage {
        shell: permit.shell(),
        case: permit.subject.case.clone(),
        blanks: pack.sheets.iter().map(blank).collect(),
        methods: PackPage::methods(),
        pack,
    };
    permit.page(page).await
}

/// `GET /sheets?key=`: from the key of a sheet to the form where it is entered, or to the record that it has become.
pub async fn find(mut permit: Permit<FindSheet>) -> Result<Response> {
    let fields = permit.query()?;
    let found = match Key::parse(fields.value("key")) {
        Some(key) => store::sheet(&mut permit.tx, &key).await?,
        None => None,
    };
    // whoever may not see it learns what whoever mistypes learns
    let sheet = found.ok_or(AppError::Unreadable("error-sheet", Vec::new()))?;
    let to = match sheet.record {
        Some(record) => format!("/records/{record}"),
        None if sheet.gone.is_some() => format!("/inspections/{}/packs", sheet.inspection),
        None => format!("/inspections/{}/records/new?sheet={}", sheet.inspection, sheet.key),
    };
    permit.tx.commit().await?;
    Ok(Redirect::to(&to).into_response())
}
