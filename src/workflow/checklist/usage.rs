//! How a checklist was used: what each item was answered, what was never answered, what was found that no item asks about. The next
//! edition is drafted from it. All of it is counted within the reader's reach.
use axum::response::Response;

use crate::{
    foundation::{
        error::{AppError, Result},
        word::Word as _,
    },
    law::checklist::{self as law, Checklist, deed::ManageChecklists, model::standing},
    people::{access::Permit, facility::FacilityKind},
    workflow::checklist::{store, view::UsagePage},
};

/// The kinds of facilities at which a list is used.
fn kinds(list: Checklist) -> Vec<String> {
    let uses = |kind: &&FacilityKind| Checklist::of(**kind).contains(&list);
    FacilityKind::ALL.iter().filter(uses).map(|kind| kind.code().to_owned()).collect()
}

/// `GET /admin/checklists/usage?list=`
pub async fn show(mut permit: Permit<ManageChecklists>) -> Result<Response> {
    let (l, today) = (permit.l, permit.today);
    let list = law::page::list(&permit.query()?)?;
    let versions = law::store::versions(&mut permit.tx, list).await?;
    let shown = standing(&versions, today).cloned().ok_or(AppError::NotFound)?;
    let items = law::store::items(&mut permit.tx, list, &shown.edition).await?;
    let sections = law::view::sections(&items);
    let domains: Vec<String> = sections.iter().map(|section| section.domain.clone()).collect();
    let page = UsagePage {
        shell: permit.shell(),
        tabs: law::view::tabs(list, "/admin/checklists/usage", l),
        used: store::used(&mut permit.tx, list).await?,
        free: store::free(&mut permit.tx, &kinds(list), &domains, shown.since).await?,
        drafting: law::store::draft(&mut permit.tx, list).await?.is_some(),
        edition: shown.edition,
        sections,
        list,
    };
    permit.page(page).await
}
