//! `GET /`
use askama::Template;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};

use crate::{
    deeds,
    foundation::{error::Result, web::shell::Shell},
    people::access::{Permit, policy},
    workflow::desk::store::{self, Running, Waiting},
};

deeds! {
    SeeDesk(()),
}

#[derive(Template)]
#[template(path = "workflow/desk/index.html")]
struct DeskPage {
    shell: Shell,
    today: NaiveDate,
    weekday: u32,
    waiting: Vec<Waiting>,
    running: Vec<Running>,
    may_open: bool,
}

/// `GET /`
pub async fn index(mut permit: Permit<SeeDesk>) -> Result<Response> {
    let actor = permit.actor.clone();
    let page = DeskPage {
        shell: permit.shell(),
        today: permit.today,
        weekday: permit.today.weekday().number_from_monday(),
        waiting: store::waiting(&mut permit.tx, &actor).await?,
        running: store::running(&mut permit.tx).await?,
        may_open: policy::rule(actor.role, policy::Action::CreateInspection) != policy::Rule::Never,
    };
    permit.page(page).await
}
