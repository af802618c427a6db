//! `GET /`
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};

use crate::{
    foundation::{error::Result, web::shell::Shell},
    people::access::{Action, Deed, Permit, policy},
    workflow::desk::store::{self, Running, Waiting},
};

/// Opening the first page: whoever has no desk is led to the page that takes its place.
#[derive(Debug)]
pub struct Open;

impl Deed for Open {
    const ACTION: Action = Action::ManageOwnAccount;
    type Subject = ();
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
pub async fn index(mut permit: Permit<Open>) -> Result<Response> {
    if !permit.may(Action::SeeDesk) {
        return Ok(Redirect::to(permit.actor.role.landing()).into_response());
    }
    let actor = permit.actor.clone();
    let page = DeskPage {
        shell: permit.shell(),
        today: permit.today,
        weekday: permit.today.weekday().number_from_monday(),
        waiting: store::waiting(&mut permit.tx, &actor).await?,
        running: store::running(&mut permit.tx).await?,
        may_open: policy::rule(actor.role, Action::CreateInspection) != policy::Rule::Never,
    };
    permit.page(page).await
}
