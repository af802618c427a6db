//! Pages for whoever keeps the organs.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, OrgId},
        web::fields::{Fields, PROSE},
        word::Word,
    },
    people::{
        access::{Actor, Permit, Posted},
        org::{
            act,
            deed::{ChangeOrganisation, ManageOrganisations},
            form,
            model::OrgKind,
            store::{self, read},
            view::{self, ApproverPage, ClosePage, ListPage, NewPage, Options, OrganPage, RenamePage},
        },
    },
};

const LIST: &str = "/admin/organisations";

fn unit(actor: &Actor) -> Result<OrgId> {
    actor.unit_id().ok_or(AppError::NotFound)
}

/// `GET /admin/organisations`: the tree, or what a filter finds.
pub async fn list(mut permit: Permit<ManageOrganisations>) -> Result<Response> {
    let (l, fields, unit) = (permit.l, permit.query()?, unit(&permit.actor)?);
    let kind = match fields.value("kind") {
        "" => None,
        code => Some(OrgKind::parse(code).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?),
    };
    let q = fields.value("q").trim();
    let rows = read::tree(&mut permit.tx, unit, permit.today).await?;
    let total = rows.iter().filter(|row| row.closed_on.is_none()).count();
    let is_narrowed = !q.is_empty() || kind.is_some();
    let found = is_narrowed.then(|| view::found(&rows, l, q, kind));
    let view = ListPage {
        shell: permit.shell(),
        kinds: OrgKind::ALL.iter().map(|kind| (kind.code().to_owned(), l.word(*kind))).collect(),
        total,
        tree: if is_narrowed { Vec::new() } else { view::tree(&rows) },
        found,
        fields,
    };
    permit.page(view).await
}

async fn new_page(permit: &mut Permit<ManageOrganisations>, fields: Fields) -> Result<NewPage> {
    let (l, unit) = (permit.l, unit(&permit.actor)?);
    let above = read::above(&mut permit.tx, unit).await?;
    let chosen = store::by_code(&mut permit.tx, unit, fields.value("below")).await?;
    let facilities = match &chosen {
        Some(above) => Some(store::without_office(&mut permit.tx, above.id).await?),
        None => None,
    };
    let kinds = [OrgKind::Dispatched, OrgKind::ResidentOffice];
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        kinds: kinds.map(|kind| (kind.code().to_owned(), l.word(kind))).into(),
        above: above.iter().map(|organ| (organ.code.clone(), organ.name(l).to_owned())).collect(),
        approvers: ["above", "own"].map(|who| (who.to_owned(), l.t(&format!("org-approver-{who}")))).into(),
        facilities: facilities
            .map(|rows| rows.into_iter().map(|(_, code, zh, en)| (code, l.pick(&zh, &en).to_owned())).collect()),
        fields,
    })
}

/// `GET /admin/organisations/new`: which kind below which organ is asked first, the rest follows from that.
pub async fn new(mut permit: Permit<ManageOrganisations>) -> Result<Response> {
    let asked = permit.query()?;
    let start = |name| asked.value(name).to_owned();
    let mut fields =
        Fields::start([("kind", start("kind")), ("below", start("below")), ("approver", "above".to_owned())]);
    if !start("kind").is_empty() || !start("below").is_empty() {
        let unit = unit(&permit.actor)?;
        form::place(&mut permit.tx, &mut fields, unit).await?;
    }
    let view = new_page(&mut permit, fields).await?;
    permit.page(view).await
}

/// `POST /admin/organisations`
pub async fn create(mut posted: Posted<ManageOrganisations>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let unit = unit(&permit.actor)?;
    let Some(new) = form::organ(&mut permit.tx, fields, unit).await? else {
        let view = new_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    let uid = act::add(permit, &new).await?;
    posted.done(&format!("{LIST}/{uid}"), "done-org-added").await
}

/// `GET /admin/organisations/{id}`
pub async fn show(mut permit: Permit<ChangeOrganisation>) -> Result<Response> {
    let (organ, unit, today) = (permit.subject.clone(), unit(&permit.actor)?, permit.today);
    let rows = read::tree(&mut permit.tx, unit, today).await?;
    let view = OrganPage {
        shell: permit.shell(),
        today,
        parent: match organ.parent {
            Some(above) => read::mention(&mut permit.tx, unit, above).await?,
            None => None,
        },
        approver: match organ.approver {
            Some(approver) => read::mention(&mut permit.tx, unit, approver).await?,
            None => None,
        },
        persons: rows.iter().find(|row| row.id == organ.id).map_or(0, |row| row.persons),
        below: rows.into_iter().filter(|row| row.parent == Some(organ.id)).collect(),
        supervised: read::supervised(&mut permit.tx, organ.id).await?,
        renamings: read::renamings(&mut permit.tx, organ.id).await?,
        organ,
    };
    permit.page(view).await
}

fn rename_page(permit: &Permit<ChangeOrganisation>, fields: Fields) -> RenamePage {
    RenamePage { shell: permit.shell(), key: id::fresh(), organ: permit.subject.clone(), fields }
}

/// `GET /admin/organisations/{id}/rename`
pub async fn rename_form(permit: Permit<ChangeOrganisation>) -> Result<Response> {
    let organ = &permit.subject;
    let fields = Fields::start([("name_zh", organ.name_zh.clone()), ("name_en", organ.name_en.clone())]);
    let view = rename_page(&permit, fields);
    permit.page(view).await
}

/// `POST /admin/organisations/{id}/rename`
pub async fn rename(mut posted: Posted<ChangeOrganisation>) -> Result<Response> {
    let Some(new) = form::name(&mut posted.fields, &posted.permit.subject) else {
        let view = rename_page(&posted.permit, posted.fields.clone());
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::rename(&mut posted.permit, &new).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, "done-org-renamed").await
}

/// The codes of those who may approve, with their names: its own chief and that of the organ which runs it.
async fn approvers(permit: &mut Permit<ChangeOrganisation>) -> Result<Vec<(OrgId, String, String)>> {
    let (organ, unit, l) = (permit.subject.clone(), unit(&permit.actor)?, permit.l);
    let mut choices = vec![(organ.id, organ.code.clone(), organ.name(l).to_owned())];
    if let Some(above) = organ.parent
        && let Some(mention) = read::mention(&mut permit.tx, unit, above).await?
    {
        choices.insert(0, (above, mention.code.clone(), mention.name(l).to_owned()));
    }
    Ok(choices)
}

async fn approver_page(permit: &mut Permit<ChangeOrganisation>, fields: Fields) -> Result<ApproverPage> {
    let (organ, today) = (permit.subject.clone(), permit.today);
    let choices: Options = approvers(permit).await?.into_iter().map(|(_, code, name)| (code, name)).collect();
    Ok(ApproverPage {
        shell: permit.shell(),
        key: id::fresh(),
        deputies: read::deputies(&mut permit.tx, &organ, today).await?,
        organ,
        fields,
        choices,
    })
}

/// `GET /admin/organisations/{id}/approver`
pub async fn approver_form(mut permit: Permit<ChangeOrganisation>) -> Result<Response> {
    if !permit.subject.chooses_approver() {
        return Err(AppError::Conflict("refused-org-approver"));
    }
    let present = permit.subject.approver;
    let choices = approvers(&mut permit).await?;
    let code = choices.into_iter().find(|(id, ..)| Some(*id) == present).map_or_else(String::new, |(_, code, _)| code);
    let view = approver_page(&mut permit, Fields::start([("approver", code)])).await?;
    permit.page(view).await
}

/// `POST /admin/organisations/{id}/approver`
pub async fn choose_approver(mut posted: Posted<ChangeOrganisation>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    if !permit.subject.chooses_approver() {
        return Err(AppError::Conflict("refused-org-approver"));
    }
    let chosen = approvers(permit).await?.into_iter().find(|(_, code, _)| code == fields.value("approver"));
    let reason = fields.text("reason", PROSE);
    match &chosen {
        None => fields.problem("approver", "problem-choose", Vec::new()),
        Some((id, ..)) if Some(*id) == permit.subject.approver => {
            fields.problem("approver", "problem-same-approver", Vec::new());
        }
        Some(_) => {}
    }
    let page = approver_page(permit, fields.clone()).await?;
    if !page.deputies.is_empty() {
        fields.problem("approver", "problem-org-delegated", vec![("n", page.deputies.len().into())]);
    }
    let Some((approver, ..)) = chosen.filter(|_| fields.is_ok()) else {
        let view = ApproverPage { fields: fields.clone(), ..page };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::choose_approver(permit, approver, &reason).await?;
    let href = permit.subject.href();
    posted.done(&href, "done-org-approver").await
}

async fn close_page(permit: &mut Permit<ChangeOrganisation>, fields: Fields) -> Result<ClosePage> {
    let organ = permit.subject.clone();
    let day = fields.value("from").parse().unwrap_or(permit.today);
    Ok(ClosePage {
        shell: permit.shell(),
        key: id::fresh(),
        ties: read::ties(&mut permit.tx, &organ, day).await?,
        organ,
        fields,
    })
}

/// `GET /admin/organisations/{id}/close`
pub async fn close_form(mut permit: Permit<ChangeOrganisation>) -> Result<Response> {
    if permit.subject.closed_on.is_some() {
        return Err(AppError::Conflict("refused-org-closed-already"));
    }
    let tomorrow = permit.today.succ_opt().unwrap_or(permit.today);
    let view = close_page(&mut permit, Fields::start([("from", tomorrow.to_string())])).await?;
    permit.page(view).await
}

/// `POST /admin/organisations/{id}/close`
pub async fn close(mut posted: Posted<ChangeOrganisation>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    if permit.subject.closed_on.is_some() {
        return Err(AppError::Conflict("refused-org-closed-already"));
    }
    let (from, reason) = (fields.date("from"), fields.text("reason", PROSE));
    if from.is_some_and(|from| from < permit.today) {
        fields.problem("from", "problem-too-early", vec![("earliest", permit.today.into())]);
    }
    let page = close_page(permit, fields.clone()).await?;
    if !page.ties.is_free() {
        fields.problem("", "problem-org-in-use", Vec::new());
    }
    let Some(from) = from.filter(|_| fields.is_ok()) else {
        let view = ClosePage { fields: fields.clone(), ..page };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::close(permit, from, &reason).await?;
    let href = permit.subject.href();
    posted.done(&href, "done-org-closed").await
}
