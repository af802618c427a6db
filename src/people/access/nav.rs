//! Navigation per role: an entry appears with the stage that makes it work, and only where the role may see it.
use crate::{
    foundation::web::shell::{NavGroup, NavItem},
    people::access::{
        actor::Role,
        policy::{Action, Rule, rule},
        turn::{Task, Waiting},
    },
};

/// Address, icon, label, and the action that makes it visible.
type Entry = (&'static str, &'static str, &'static str, Action);

/// The one entry that a role alone does not show: only whoever holds a right to the register has it.
const CLUES: &str = "/clues";

const ENTRIES: &[(Option<&str>, &[Entry])] = &[
    (
        None,
        &[
            ("/", "home", "nav-desk", Action::SeeDesk),
            ("/todo", "check", "nav-todo", Action::SeeDesk),
            ("/liaison", "check", "nav-served", Action::SeeServed),
            ("/liaison/items", "ledger", "liaison-items", Action::SeeServed),
            ("/liaison/documents", "document", "liaison-documents", Action::SeeServed),
            ("/liaison/people", "team", "liaison-people", Action::SeeServed),
        ],
    ),
    (
        Some("nav-cases"),
        &[
            ("/rounds", "calendar", "nav-rounds", Action::SeeRounds),
            ("/inspections", "plan", "nav-inspections", Action::SeeInspections),
            ("/outbox", "outbox", "outbox", Action::UseOutbox),
            ("/incidents", "warning", "nav-incidents", Action::SeeIncidents),
            ("/findings", "finding", "nav-findings", Action::SeeFindings),
            ("/rectifications", "ledger", "nav-rectifications", Action::SeeFindings),
            ("/documents", "document", "nav-documents", Action::SeeDocuments),
            (CLUES, "lock", "nav-clues", Action::SeeClues),
        ],
    ),
    (
        Some("nav-overview"),
        &[
            ("/analysis", "chart", "nav-analysis", Action::SeeAnalysis),
            ("/analysis/coverage", "coverage", "nav-coverage", Action::SeeCoverage),
            ("/facilities", "facility", "nav-facilities", Action::SeeFacilities),
            ("/people", "team", "nav-people", Action::SeePeople),
        ],
    ),
    (
        Some("nav-administration"),
        &[
            ("/admin", "settings", "nav-admin", Action::SeeAdministration),
            ("/audit", "shield", "nav-audit", Action::SeeTrail),
            ("/audit/rights", "lock", "nav-rights", Action::SeeRights),
            ("/audit/exports", "download", "nav-exports", Action::ExportTrail),
        ],
    ),
    (
        Some("nav-own"),
        &[("/me", "team", "nav-me", Action::SeeOwnPage), ("/account", "user", "nav-account", Action::ManageOwnAccount)],
    ),
];

/// What an entry counts: only what waits for this person. The register of clues counts those; `/todo` counts all of it; the ledger what is overdue and in the
/// person's own hands to follow up, as `/rectifications?view=overdue&owner=me` lists it; `/liaison` what the facility is to
/// answer.
fn counted(href: &str, waiting: &Waiting, clues: Option<i64>) -> (i64, i64) {
    match href {
        CLUES => (clues.unwrap_or_default(), 0),
        "/todo" => (waiting.total(), waiting.late()),
        "/rectifications" => waiting.of(Task::Urge).map_or((0, 0), |waits| (waits.n, waits.late)),
        "/liaison" => waiting.of(Task::Answer).map_or((0, 0), |waits| (waits.n, waits.late)),
        _ => (0, 0),
    }
}

/// The navigation of a role on the page of `path`, with what waits.
pub fn of(role: Role, path: &str, waiting: &Waiting, clues: Option<i64>) -> Vec<NavGroup> {
    let mut groups = Vec::new();
    for (label_key, entries) in ENTRIES {
        let items: Vec<NavItem> = entries
            .iter()
            .filter(|(href, .., action)| rule(role, *action) != Rule::Never && (*href != CLUES || clues.is_some()))
            .map(|&(href, icon, label_key, _)| {
                let (n, late) = counted(href, waiting, clues);
                let count = u32::try_from(n).ok().filter(|n| *n > 0);
                NavItem { href, icon, label_key, current: is_current(path, href), count, late: late > 0 }
            })
            .collect();
        if !items.is_empty() {
            groups.push(NavGroup { label_key: *label_key, items });
        }
    }
    groups
}

/// Pages that belong to the entry of another address.
const WITHIN: [(&str, &str); 4] =
    [("/records", "/inspections"), ("/calendar", "/rounds"), ("/categories", "/findings"), ("/agenda", "/")];

fn is_current(path: &str, href: &str) -> bool {
    let is_below = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // /audit/rights has an entry of its own beside /audit
    let mut entries = ENTRIES.iter().flat_map(|(_, entries)| entries.iter().map(|(entry, ..)| *entry));
    let nearer = entries.any(|entry| entry.len() > href.len() && is_below(entry));
    path == href
        || (href != "/" && is_below(href) && !nearer)
        || WITHIN.iter().any(|(place, entry)| *entry == href && is_below(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_marks_the_entry_that_it_belongs_to() {
        assert!(is_current("/inspections/7/plan", "/inspections") && is_current("/records/7", "/inspections"));
        assert!(is_current("/audit/rights", "/audit/rights") && !is_current("/audit/rights", "/audit"));
        assert!(is_current("/liaison/items/7", "/liaison/items") && !is_current("/liaison/items/7", "/liaison"));
        assert!(is_current("/", "/") && !is_current("/account", "/") && !is_current("/findings", "/inspections"));
    }
}
