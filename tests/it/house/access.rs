//! Every address and every right, each as one text that a person can read.
use xunjian::{foundation::word::Word as _, people::access::policy, routes};

#[test]
fn the_addresses() {
    let lines: Vec<String> = routes::table()
        .iter()
        .map(|route| {
            format!(
                "{:<5} {:<42} {}",
                route.method.as_str(),
                route.path,
                route.action.map_or("-", |action| action.code())
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_access_matrix() {
    insta::assert_snapshot!(policy::matrix());
}
