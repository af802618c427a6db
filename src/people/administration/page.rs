//! `GET /admin`
use askama::Template;
use axum::response::Response;

use crate::{
    deeds,
    foundation::{error::Result, web::shell::Shell, word::Word},
    people::{
        access::{
            Action, Permit,
            policy::{Rule, rule},
        },
        person::{account_states, model::AccountState},
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

const CARDS: [Card; 9] = [
    Card { href: "/admin/people", icon: "user", slug: "people", action: Action::SeeAccounts },
    Card { href: "/admin/organisations", icon: "team", slug: "organisations", action: Action::ManageOrganisations },
    Card { href: "/audit/rights", icon: "eye", slug: "rights", action: Action::SeeRights },
    Card { href: "/admin/delegations", icon: "seal", slug: "delegations", action: Action::ManageDelegations },
    Card { href: "/admin/facilities", icon: "facility", slug: "facilities", action: Action::ManageFacilities },
    Card { href: "/admin/parameters", icon: "clock", slug: "parameters", action: Action::ManageParameters },
    Card { href: "/admin/calendar", icon: "calendar", slug: "calendar", action: Action::ManageCalendar },
    Card { href: "/admin/categories", icon: "finding", slug: "categories", action: Action::ManageCategories },
    Card { href: "/admin/checklists", icon: "check", slug: "checklists", action: Action::ManageChecklists },
];

#[derive(Template)]
#[template(path = "people/administration/index.html")]
struct IndexPage {
    shell: Shell,
    cards: Vec<&'static Card>,
    /// Accounts that ask for a hand: state and how many.
    accounts: Vec<(AccountState, i64)>,
}

/// The states in which an account asks for one, the most pressing first.
const ASKING: [AccountState; 3] = [AccountState::Locked, AccountState::Fresh, AccountState::Disabled];

/// `GET /admin`
pub async fn index(mut permit: Permit<SeeAdministration>) -> Result<Response> {
    let role = permit.actor.role;
    let cards = CARDS.iter().filter(|card| rule(role, card.action) != Rule::Never).collect();
    let counted = if rule(role, Action::SeeAccounts) == Rule::Never {
        Vec::new()
    } else {
        account_states(&mut permit.tx, permit.now, permit.today).await?
    };
    let of = |state: &AccountState| counted.iter().find(|(other, _)| other == state).map_or(0, |(_, n)| *n);
    let accounts = ASKING.iter().map(|state| (*state, of(state))).filter(|(_, n)| *n > 0).collect();
    let view = IndexPage { shell: permit.shell(), cards, accounts };
    permit.page(view).await
}
