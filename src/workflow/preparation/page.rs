//! Pages of preparation: what stands before the first day, and a form for each thing that is put on record.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, ContactId},
        web::fields::Fields,
        word::Word,
    },
    people::access::{Action, Permit, Posted},
    workflow::{
        evidence::{self, About, Of},
        inspection::{self, Item},
        preparation::{
            act,
            deed::{FileAnnex, FileExemption, GatherInformation, LogContact, SeePreparation},
            form,
            model::{Contact, Outcome, Side, Support, Way},
            store,
            view::{AnnexPage, ContactPage, ExemptionPage, ItemPage, Row, ShowPage, Talk},
        },
    },
};

/// `GET /inspections/{id}/preparation`
pub async fn show(mut permit: Permit<SeePreparation>) -> Result<Response> {
    let case = permit.subject.clone();
    let may_add = permit.may(Action::AddEvidence) && evidence::model::takes_evidence(case.state);
    let contacts = store::contacts(&mut permit.tx, case.id).await?;
    let ids: Vec<_> = contacts.iter().map(|contact| contact.id.0).collect();
    let files = evidence::store::of_contacts(&mut permit.tx, &ids).await?;
    let talk = |contact: Contact| Talk {
        files: files.iter().filter(|file| file.contact == Some(contact.id.0)).cloned().collect(),
        add: may_add.then(|| format!("/contacts/{}/evidence/new", contact.id)),
        contact,
    };
    let talks = contacts.into_iter().map(talk).collect();
    let gathered = store::gathered(&mut permit.tx, case.id).await?;
    let row = |item: Item| Row { last: gathered.iter().find(|one| one.item == item).cloned(), item };
    let (gates, time) = inspection::gates(&mut permit).await?;
    let page = ShowPage {
        shell: permit.shell(),
        gates,
        time,
        talks,
        pack: Item::PACK.map(row).into(),
        training: row(Item::Training),
        annex: store::annex(&mut permit.tx, case.id).await?,
        exemptions: store::exemptions(&mut permit.tx, case.id).await?,
        may_contact: act::takes_contacts(&case).is_ok() && permit.may(Action::LogContact),
        may_gather: act::takes_preparation(&case).is_ok() && permit.may(Action::GatherInformation),
        may_file: act::takes_preparation(&case).is_ok() && permit.may(Action::FileAnnex),
        may_exempt: act::takes_exemptions(&case).is_ok() && permit.may(Action::FileExemption),
        case,
    };
    permit.page(page).await
}

fn contact_page(permit: &Permit<LogContact>, fields: Fields) -> ContactPage {
    let l = permit.l;
    ContactPage {
        shell: permit.shell(),
        case: permit.subject.clone(),
        ways: Way::ALL.iter().map(|way| (way.code(), l.word(*way))).collect(),
        sides: Side::ALL.iter().map(|side| (side.code(), l.word(*side))).collect(),
        results: Support::ALL.iter().map(|result| (result.code(), l.word(*result))).collect(),
        limits: permit.app.files.limits,
        key: id::fresh(),
        fields,
    }
}

/// `GET /inspections/{id}/contacts/new`
pub async fn contact_form(permit: Permit<LogContact>) -> Result<Response> {
    act::takes_contacts(&permit.subject)?;
    let page = contact_page(
        &permit,
        Fields::start([("day", permit.today.to_string()), ("side", Side::Authority.code().to_owned())]),
    );
    permit.page(page).await
}

/// `POST /inspections/{id}/contacts`
pub async fn log(mut posted: Posted<LogContact>) -> Result<Response> {
    act::takes_contacts(&posted.permit.subject)?;
    let today = posted.permit.today;
    let case = posted.permit.subject.clone();
    if let Some(new) = form::contact(&mut posted.fields, today) {
        let key = ContactId(id::fresh());
        act::log(&mut posted.permit, key, &new).await?;
        let files = &posted.files;
        evidence::act::keep(&mut posted.permit, Of::Contact(key), case.id, files, &About::default()).await?;
        return posted.done(&format!("{}/preparation#contacts", case.href()), "done-contact").await;
    }
    let status = posted.refusal();
    let page = contact_page(&posted.permit, posted.fields.clone());
    posted.send_back(status, page).await
}

fn item_page(permit: &Permit<GatherInformation>, item: Item, fields: Fields) -> ItemPage {
    let l = permit.l;
    ItemPage {
        shell: permit.shell(),
        case: permit.subject.clone(),
        outcomes: Outcome::of(item).map(|outcome| (outcome.code(), l.word(outcome))).into(),
        item,
        key: id::fresh(),
        fields,
    }
}

/// `GET /inspections/{id}/gathered/new?item=`
pub async fn item_form(permit: Permit<GatherInformation>) -> Result<Response> {
    act::takes_preparation(&permit.subject)?;
    let item = form::asked(&permit.query()?).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    let page = item_page(&permit, item, Fields::start([("day", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /inspections/{id}/gathered`
pub async fn gather(mut posted: Posted<GatherInformation>) -> Result<Response> {
    act::takes_preparation(&posted.permit.subject)?;
    let item = form::asked(&posted.fields).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    let (today, case) = (posted.permit.today, posted.permit.subject.clone());
    if let Some(new) = form::item(&mut posted.fields, item, today) {
        act::gather(&mut posted.permit, &new).await?;
        let at = if item == Item::Training { "training" } else { "pack" };
        return posted.done(&format!("{}/preparation#{at}", case.href()), "done-gathered").await;
    }
    let page = item_page(&posted.permit, item, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

fn annex_page(permit: &Permit<FileAnnex>, fields: Fields) -> AnnexPage {
    AnnexPage { shell: permit.shell(), case: permit.subject.clone(), key: id::fresh(), fields }
}

/// `GET /inspections/{id}/epidemic/new`
pub async fn annex_form(permit: Permit<FileAnnex>) -> Result<Response> {
    act::takes_preparation(&permit.subject)?;
    let page = annex_page(&permit, Fields::start([("filed_on", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /inspections/{id}/epidemic`
pub async fn file_annex(mut posted: Posted<FileAnnex>) -> Result<Response> {
    act::takes_preparation(&posted.permit.subject)?;
    let (today, case) = (posted.permit.today, posted.permit.subject.clone());
    if let Some(new) = form::annex(&mut posted.fields, today) {
        act::file_annex(&mut posted.permit, &new).await?;
        return posted.done(&format!("{}/preparation#annex", case.href()), "done-filing").await;
    }
    let page = annex_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

async fn exemption_page(permit: &mut Permit<FileExemption>, fields: Fields) -> Result<ExemptionPage> {
    let case = permit.subject.clone();
    Ok(ExemptionPage {
        shell: permit.shell(),
        time: inspection::time(permit).await?,
        above: store::above(&mut permit.tx, case.organiser).await?,
        case,
        key: id::fresh(),
        fields,
    })
}

/// `GET /inspections/{id}/exemptions/new`
pub async fn exemption_form(mut permit: Permit<FileExemption>) -> Result<Response> {
    act::takes_exemptions(&permit.subject)?;
    let fields = Fields::start([("filed_on", permit.today.to_string())]);
    let page = exemption_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/exemptions`
pub async fn exempt(mut posted: Posted<FileExemption>) -> Result<Response> {
    act::takes_exemptions(&posted.permit.subject)?;
    let (today, case) = (posted.permit.today, posted.permit.subject.clone());
    let time = inspection::time(&mut posted.permit).await?;
    if let Some(new) = form::exemption(&mut posted.fields, &time, today) {
        act::exempt(&mut posted.permit, &new).await?;
        return posted.done(&format!("{}/preparation#exemptions", case.href()), "done-filing").await;
    }
    let fields = posted.fields.clone();
    let page = exemption_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
