//! Navigation per role: an entry appears with the stage that makes it work, and only where the role may see it.
use crate::{
    foundation::web::shell::{NavGroup, NavItem},
    people::access::{
        actor::Role,
        policy::{Action, Rule, rule},
    },
};

/// Address, icon, label, and the action that makes it visible.
type Entry = (&'static str, &'static str, &'static str, Action);

const ENTRIES: &[(Option<&str>, &[Entry])] = &[
    (None, &[("/", "home", "nav-desk", Action::SeeDesk), ("/liaison", "home", "nav-served", Action::SeeServed)]),
    (
        Some("nav-cases"),
        &[
            ("/inspections", "plan", "nav-inspections", Action::SeeInspections),
            ("/findings", "finding", "nav-findings", Action::SeeFindings),
        ],
    ),
    (
        Some("nav-overview"),
        &[
            ("/analysis", "chart", "nav-analysis", Action::SeeAnalysis),
            ("/facilities", "facility", "nav-facilities", Action::SeeFacilities),
        ],
    ),
    (Some("nav-rules"), &[("/admin/parameters", "clock", "nav-parameters", Action::ManageParameters)]),
    (Some("nav-own"), &[("/account", "user", "nav-account", Action::ManageOwnAccount)]),
];

/// The navigation of a role on the page of `path`.
pub fn of(role: Role, path: &str) -> Vec<NavGroup> {
    let mut groups = Vec::new();
    for (label_key, entries) in ENTRIES {
        let items: Vec<NavItem> = entries
            .iter()
            .filter(|(.., action)| rule(role, *action) != Rule::Never)
            .map(|&(href, icon, label_key, _)| NavItem {
                href,
                icon,
                label_key,
                current: is_current(path, href),
                count: None,
                late: false,
            })
            .collect();
        if !items.is_empty() {
            groups.push(NavGroup { label_key: *label_key, items });
        }
    }
    groups
}

/// Pages that belong to the entry of another address.
const WITHIN: [(&str, &str); 3] =
    [("/records", "/inspections"), ("/documents", "/inspections"), ("/categories", "/findings")];

fn is_current(path: &str, href: &str) -> bool {
    let is_below = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path == href
        || (href != "/" && is_below(href))
        || WITHIN.iter().any(|(place, entry)| *entry == href && is_below(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_marks_the_entry_that_it_belongs_to() {
        assert!(is_current("/inspections/7/plan", "/inspections") && is_current("/records/7", "/inspections"));
        assert!(is_current("/", "/") && !is_current("/account", "/") && !is_current("/findings", "/inspections"));
    }
}
