//! `GET /admin`
use askama::Template;
use axum::response::Response;

use crate::{
    deeds,
    foundation::{error::Result, web::shell::Shell},
    people::access::{
        Action, Permit,
        policy::{Rule, rule},
    },
};

deeds! {
    SeeAdministration(()),
}

/// A page of the administration. Its title is the message `admin-<slug>`, what it is for `admin-<slug>-note`.
struct Card {
    href: &'static str,
    icon: &'static str,
    slug: &'static str,
    /// Who may do this finds the card.
    action: Action,
}

const CARDS: [Card; 7] = [
    Card { href: "/admin/people", icon: "user", slug: "people", action: Action::SeeAccounts },
    Card { href: "/admin/organisations", icon: "team", slug: "organisations", action: Action::ManageOrganisations },
    Card { href: "/admin/delegations", icon: "seal", slug: "delegations", action: Action::ManageDelegations },
    Card { href: "/admin/facilities", icon: "facility", slug: "facilities", action: Action::ManageFacilities },
    Card { href: "/admin/parameters", icon: "clock", slug: "parameters", action: Action::ManageParameters },
    Card { href: "/admin/calendar", icon: "calendar", slug: "calendar", action: Action::ManageCalendar },
    Card { href: "/admin/categories", icon: "finding", slug: "categories", action: Action::ManageCategories },
];

#[derive(Template)]
#[template(path = "people/administration/index.html")]
struct IndexPage {
    shell: Shell,
    cards: Vec<&'static Card>,
}

/// `GET /admin`
pub async fn index(permit: Permit<SeeAdministration>) -> Result<Response> {
    let role = permit.actor.role;
    let cards = CARDS.iter().filter(|card| rule(role, card.action) != Rule::Never).collect();
    let view = IndexPage { shell: permit.shell(), cards };
    permit.page(view).await
}
