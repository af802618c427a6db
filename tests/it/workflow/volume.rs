//! 卷宗: a closed case as one file that anybody verifies with `unzip` and `sha256sum`.
use std::process::Command;

use xunjian::workflow::{document::job, inspection::State};

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_volume_verifies_without_the_program() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Closed).await;
    let app = world.app();
    job::print(&app.db, &app.clock, &app.press).await.expect("the files of record");
    let mut lead = world.enter("dispatched").await;
    let page = lead.open(&mission.to("volume")).await;
    assert!(page.text().contains("2023-06-30"), "by when it is filed: {}", page.text());
    let zip = lead.get(&mission.to("volume/zip")).await.is(200);
    assert_eq!(zip.header("content-type"), Some("application/zip"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("volume.zip");
    std::fs::write(&file, &zip.bytes).expect("a file");
    let run = |program: &str, args: &[&str]| {
        let done = Command::new(program).args(args).current_dir(folder.path()).output().expect(program);
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    run("unzip", &["-q", "volume.zip"]);
    let checked = run("sha256sum", &["-c", "SHA256SUMS"]);
    let pieces = checked.lines().count();
    assert!(checked.lines().all(|line| line.ends_with(": OK")) && pieces >= 8, "{checked}");
    let catalogue = std::fs::read_to_string(folder.path().join("catalogue.csv")).expect("a catalogue");
    assert_eq!(catalogue.lines().count() - 1 + 3, pieces, "every piece stands in the catalogue: {catalogue}");
    for filed in [
        "工作方案",
        "巡回检察通知书",
        "反馈会议纪要",
        "检察的报告",
        "问题清单",
        "纠正违法通知书",
        "检执检纠违〔2022〕",
        "整改报告",
    ] {
        assert!(catalogue.contains(filed), "{filed}: {catalogue}");
    }
    let trail = std::fs::read_to_string(folder.path().join("trail.csv")).expect("the trail");
    assert!(trail.contains("document_served") && trail.lines().count() > 20, "{trail}");
    // a byte that is changed is seen
    let piece =
        checked.lines().find_map(|line| line.strip_suffix(": OK").filter(|name| name.starts_with("documents/")));
    std::fs::write(folder.path().join(piece.expect("a document")), "forged").expect("a file");
    let forged = Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(folder.path()).output();
    assert!(!forged.expect("sha256sum").status.success());
}

#[tokio::test]
async fn there_is_none_before_the_case_is_closed_and_for_nobody_else() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Closable).await;
    world.enter("dispatched").await.get(&mission.to("volume")).await.is(409);
    mission.step(&world, "chief", "close").await.is(303);
    world.enter("chief").await.get(&mission.to("volume")).await.is(200);
    for other in ["procurator", "supervisor"] {
        world.enter(other).await.get(&mission.to("volume/zip")).await.is(403);
    }
    for outsider in ["liaison", "city", "auditor"] {
        world.enter(outsider).await.get(&mission.to("volume/zip")).await.is(404);
    }
}
