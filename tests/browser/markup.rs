//! The markup of every kind of page, judged by the Nu checker in one run.
use std::{fs, path::Path, process::Command};

use tempfile::TempDir;
use xunjian::workflow::inspection::State;

use crate::support::{Browser, World, mission::Mission, mission::id_of};

/// Where `bin/test` puts it.
const CHECKER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/tools/vnu.jar");

#[tokio::test]
async fn the_markup_is_valid() {
    assert!(Path::new(CHECKER).exists(), "{CHECKER} is missing; bin/test fetches it");
    let world = World::open().await;
    let draft = Mission::drafted(&world).await;
    let on_site = Mission::on_site(&world).await;
    let served = Mission::until(&world, State::Rectifying).await;
    let notice = served.serves(&world, &[&served.findings[0]]).await;
    let prison: uuid::Uuid = world.one("select id from facility where code = $1", "450000-JY-01").await;

    let pages = TempDir::new().expect("a directory");
    let mut number = 0;
    let mut keep = |source: &str| {
        number += 1;
        fs::write(pages.path().join(format!("{number:02}.html")), source).expect("a file");
    };
    keep(&Browser::of(&world).open("/login").await.source);
    keep(&Browser::of(&world).get("/nowhere").await.source);
    let looked_at = [
        (
            "dispatched",
            vec![
                "/".to_owned(),
                "/account".to_owned(),
                "/inspections/new".to_owned(),
                draft.to("plan/edit"),
                draft.to("team"),
                draft.to("submit"),
            ],
        ),
        (
            "dispatched",
            vec![
                on_site.case.clone(),
                served.case.clone(),
                served.to("documents/new"),
                notice.clone(),
                on_site.to("finish"),
            ],
        ),
        (
            "procurator",
            vec![
                on_site.to("records/new"),
                on_site.record.clone(),
                format!("{}/findings/new", on_site.record),
                served.findings[0].clone(),
                format!("{}/oral", served.findings[1]),
            ],
        ),
        (
            "supervisor",
            vec![
                "/inspections".to_owned(),
                "/findings?lang=en".to_owned(),
                "/categories".to_owned(),
                "/analysis".to_owned(),
                "/facilities".to_owned(),
                format!("/facilities/{prison}"),
            ],
        ),
        (
            "liaison",
            vec![
                "/liaison".to_owned(),
                format!("/liaison/items/{}", id_of(&served.findings[0])),
                format!("/liaison/documents/{}", id_of(&notice)),
                format!("/liaison/documents/{}/object", id_of(&notice)),
                "/liaison/items".to_owned(),
                "/liaison/documents".to_owned(),
                "/liaison/people".to_owned(),
            ],
        ),
    ];
    let mut addresses = vec!["/login".to_owned(), "/nowhere".to_owned()];
    for (username, paths) in looked_at {
        let mut browser = world.enter(username).await;
        for path in paths {
            keep(&browser.open(&path).await.source);
            addresses.push(path);
        }
    }
    // a form that is sent back is a page of its own
    keep(&world.enter("dispatched").await.post("/inspections", &[]).await.source);
    addresses.push("/inspections, sent back".to_owned());

    let judged = Command::new("java")
        .args(["-Xss1m", "-jar", CHECKER, "--errors-only"])
        .arg(pages.path())
        .output()
        .expect("java");
    let mut said = String::from_utf8_lossy(&judged.stderr).into_owned();
    for (at, address) in addresses.iter().enumerate() {
        said = said.replace(&format!("{}/{:02}.html", pages.path().display(), at + 1), address);
    }
    assert!(judged.status.success(), "{said}");
}
