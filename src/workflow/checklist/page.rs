//! The page of a case's checklists.
use axum::response::Response;

use crate::{
    foundation::error::Result,
    people::access::{Action, Permit},
    workflow::{
        checklist::{
            model::SeeChecklist,
            store,
            view::{self, ChecklistPage, Narrowed},
        },
        inspection,
    },
};

/// `GET /inspections/{id}/checklist?show=&person=`
pub async fn show(mut permit: Permit<SeeChecklist>) -> Result<Response> {
    let (case, l, fields) = (permit.subject.clone(), permit.l, permit.query()?);
    let plan = inspection::store::plan(&mut permit.tx, case.id, case.plan_no).await?.plan;
    let lists = permit.app.checklists.named(&mut permit.tx, &plan.pinned()).await?;
    let latest = store::latest(&mut permit.tx, case.id).await?;
    let day = case.started_on.unwrap_or(case.planned_from);
    let before = store::before(&mut permit.tx, case.id, case.facility, day).await?;
    let narrowed = Narrowed {
        open: fields.value("show") == "open",
        no: fields.value("show") == "no",
        by: fields.value("person").to_owned(),
    };
    let people = view::people(&lists, &latest);
    let page = ChecklistPage {
        shell: permit.shell(),
        sections: view::sections(&lists, &latest, &before, &narrowed),
        shows: vec![("open".to_owned(), l.t("checklist-open")), ("no".to_owned(), l.t("checklist-no"))],
        names: people.iter().map(|(name, _)| (name.clone(), name.clone())).collect(),
        people,
        may_record: case.state.is_fieldwork() && permit.may(Action::WriteRecord),
        fields,
        case,
    };
    permit.page(page).await
}
