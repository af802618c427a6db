//! Evidence: what is sent lies whole on the disk with its hash; what is refused leaves nothing; what is voided stays.
use std::{
    fs,
    path::{Path, PathBuf},
};

use axum::body::{Body, Bytes};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{
    Browser, World,
    mission::{Mission, id_of},
    rectify::verify,
    upload::{EXE, PDF, Part, body, photo, png, request},
};

/// The files in the data directory.
fn on_disk(world: &World) -> Vec<PathBuf> {
    fn below(directory: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(directory).into_iter().flatten().map(|entry| entry.expect("an entry").path());
        entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
    }
    below(&world.data.path().join("files"))
}

async fn rows(world: &World) -> i64 {
    world.one("select count(*) from evidence where $1", true).await
}

/// Files added to a finding by an inspector; the id of the first.
async fn add(world: &World, finding: &str, files: &[(&str, &[u8])]) -> String {
    let mut inspector = world.enter("procurator").await;
    let (page, action) = (format!("{finding}/evidence/new"), format!("{finding}/evidence"));
    let to = inspector.fill_with_files(&page, &action, &[("note", "现场拍摄")], files).await.leads();
    assert_eq!(to, format!("{finding}#evidence"));
    let id: Uuid =
        world.one("select id from evidence where finding_id = $1 order by at, id limit 1", id_of(finding)).await;
    id.to_string()
}

#[tokio::test]
async fn a_reply_comes_with_two_files_and_a_receipt() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let item = format!("/liaison/items/{}", id_of(&mission.findings[0]));
    let (action, picture) = (format!("{item}/replies"), png());
    let mut liaison = world.enter("liaison").await;
    // the fields come before, between and after the files
    let key = Uuid::now_v7().to_string();
    let hash = hex::encode(Sha256::digest(PDF));
    let parts = [
        Part::File("整改报告.pdf", PDF),
        Part::Text("kind", "report"),
        Part::File("验收单.png", &picture),
        Part::Text("_key", &key),
        Part::Text("_sha256", &hash),
        Part::Text("_sha256", ""),
        Part::Text("body", "已整改"),
        Part::Text("their_no", ""),
    ];
    assert_eq!(liaison.send_parts(&action, &parts).await.leads(), item);
    // the same post again gets the same answer and leaves no second row and no second file
    assert_eq!(liaison.send_parts(&action, &parts).await.leads(), item);
    assert_eq!(
        world.one::<i64>("select count(*) from reply where finding_id = $1", id_of(&mission.findings[0])).await,
        1
    );
    assert_eq!((rows(&world).await, on_disk(&world).len()), (2, 2));
    let id: Uuid = world.one("select id from evidence where name = $1", "整改报告.pdf").await;
    let stored: Vec<u8> = world.one("select sha256 from evidence where id = $1", id).await;
    assert_eq!(hex::encode(stored), hash);
    assert_eq!(
        world.one::<String>("select string_agg(checked::text, ',' order by at, id) from evidence where $1", true).await,
        "true,false"
    );
    let name = id.simple().to_string();
    let path = world.data.path().join("files").join(&name[30..]).join(&name);
    assert_eq!(fs::read(path).expect("the file"), PDF);
    let page = liaison.open(&item).await;
    assert!(page.text().contains(&hash) && page.text().contains("回执"), "{}", page.text());
    // the verifier reads what came with the report
    let mut member = world.enter("procurator2").await;
    assert!(member.open(&format!("{}/verify", mission.findings[0])).await.text().contains("整改报告.pdf"));
    assert_eq!(member.open(&mission.findings[0]).await.each("#materials tbody tr", |_| ()).len(), 2);
}

#[tokio::test]
async fn one_refused_file_refuses_all_and_what_was_typed_is_kept() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let item = format!("/liaison/items/{}", id_of(&mission.findings[0]));
    let action = format!("{item}/replies");
    let large = vec![b'x'; 2 * 1024 * 1024 + 1];
    let long = format!("{}.pdf", "长".repeat(300));
    let archive: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0";
    let cases: [(&str, &[u8], u16, &str); 9] = [
        ("照片.jpg", EXE, 422, "可执行程序"),
        ("工具.exe", EXE, 422, "类型不接收"),
        ("页面.pdf", b"<html><script>alert(1)</script>", 422, "网页"),
        ("台账.docx", archive, 422, "解压后的体积异常"),
        ("过大.txt", &large, 413, "超过 2 MB"),
        ("空.txt", b"", 422, "空文件"),
        (&long, PDF, 422, "超过 200 个字符"),
        ("报告\u{202e}fdp.pdf", PDF, 422, "控制字符"),
        ("..", PDF, 422, "文件名为空"),
    ];
    for (name, bytes, status, why) in cases {
        let mut liaison = world.enter("liaison").await;
        let fields = [("kind", "report"), ("body", "写了很久的答复")];
        let files = [("好的.pdf", PDF), (name, bytes)];
        let page = liaison.fill_with_files(&item, &action, &fields, &files).await.is(status);
        let said = page.texts(".error-summary").join(" ");
        assert!(said.contains(why), "{name}: {said}");
        assert_eq!(page.texts("textarea[name=body]"), ["写了很久的答复"]);
        assert_eq!((rows(&world).await, on_disk(&world)), (0, Vec::new()), "{name}");
    }
    let mut liaison = world.enter("liaison").await;
    let five = [("1.pdf", PDF), ("2.pdf", PDF), ("3.pdf", PDF), ("4.pdf", PDF), ("5.pdf", PDF)];
    let page = liaison.fill_with_files(&item, &action, &[("kind", "report"), ("body", "五份")], &five).await.is(422);
    assert!(page.text().contains("一次最多提交 4 份"), "{}", page.text());
    let wrong = [("kind", "report"), ("body", "一份"), ("_sha256", "00ff")];
    let page = liaison.fill_with_files(&item, &action, &wrong, &[("a.pdf", PDF)]).await.is(422);
    assert!(page.text().contains("与发送前不一致"), "{}", page.text());
    assert_eq!((rows(&world).await, on_disk(&world)), (0, Vec::new()));
}

#[tokio::test]
async fn who_may_not_add_leaves_nothing_and_who_has_signed_out_loses_no_text() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let action = format!("{}/evidence", mission.findings[0]);
    let parts = [Part::File("a.pdf", PDF), Part::Text("note", "这是说明文字")];
    for (username, status) in [("liaison", 404), ("city", 404), ("auditor", 404), ("resident", 403)] {
        world.enter(username).await.send_parts(&action, &parts).await.is(status);
    }
    let page = world.enter("supervisor").await.send_parts(&action, &parts).await.is(403);
    assert!(page.text().contains("这是说明文字"));
    let page = Browser::of(&world).send_parts(&action, &parts).await.is(401);
    assert!(page.source.contains("_files_again"));
    // sent again after the sign-in, the form asks for the file and still has the text
    let mut inspector = world.enter("procurator").await;
    let page = inspector.post(&action, &[("note", "这是说明文字"), ("_files_again", "yes")]).await.is(422);
    assert!(page.text().contains("请重新选择") && page.source.contains("这是说明文字"));
    assert_eq!((rows(&world).await, on_disk(&world)), (0, Vec::new()));
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let action = format!("{}/evidence", mission.findings[0]);
    let whole = body(&[Part::Text("note", "半份"), Part::File("a.pdf", &[PDF, &[b' '; 4096]].concat())]);
    let half = Bytes::from(whole[..whole.len() - 2000].to_vec());
    let mut inspector = world.enter("procurator").await;
    inspector.send(request(&action, half.clone())).await.is(422);
    let gone = futures::stream::iter([Ok(half), Err(std::io::Error::other("gone"))]);
    inspector.send(request(&action, Body::from_stream(gone))).await.is(422);
    assert_eq!((rows(&world).await, on_disk(&world)), (0, Vec::new()));
}

#[tokio::test]
async fn a_file_is_handed_out_as_a_file_and_every_copy_is_logged() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let picture = png();
    let id = add(&world, &mission.findings[0], &[("现场 “照片”.png", &picture)]).await;
    let mut reader = world.enter("supervisor").await;
    let file = reader.open(&format!("/files/{id}")).await;
    assert_eq!(file.header("content-type"), Some("image/png"));
    assert_eq!(file.header("content-length"), Some(picture.len().to_string().as_str()));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(file.header("content-security-policy"), Some("default-src 'none'; frame-ancestors 'none'; sandbox"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    let named = file.header("content-disposition").expect("a name");
    assert!(named.starts_with("attachment; ") && named.contains("filename*=UTF-8''%E7%8E%B0"), "{named}");
    let look = reader.open(&format!("/files/{id}/preview")).await;
    assert!(look.header("content-disposition").is_some_and(|named| named.starts_with("inline")));
    let page = reader.open(&format!("/evidence/{id}")).await;
    assert!(page.text().contains(&hex::encode(Sha256::digest(&picture))));
    assert_eq!(page.texts("#custody tbody tr td:nth-child(3)"), ["查看", "下载"]);
    let logged: i64 = world.one("select count(*) from trail_entry where subject_id = $1 and deed in ('evidence_downloaded', 'evidence_previewed', 'evidence_added')", id.parse::<Uuid>().expect("an id")).await;
    assert_eq!(logged, 3);
}

#[tokio::test]
async fn a_file_that_was_changed_on_the_disk_is_not_handed_out() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let id = add(&world, &mission.findings[0], &[("a.pdf", PDF)]).await;
    let path = on_disk(&world).remove(0);
    let mut changed = PDF.to_vec();
    changed[20] = b'X';
    fs::write(&path, changed).expect("a change");
    let mut reader = world.enter("supervisor").await;
    for address in [format!("/files/{id}"), format!("/files/{id}/preview")] {
        let page = reader.get(&address).await.is(409);
        assert!(page.has("[data-status=broken]") && !page.has("a[download]"), "{}", page.text());
    }
    let page = reader.open(&format!("/evidence/{id}")).await;
    assert!(page.has("[data-status=broken]") && !page.has("a[download]"));
    fs::remove_file(&path).expect("a loss");
    reader.get(&format!("/files/{id}")).await.is(409);
    let refused: i64 = world.one("select count(*) from evidence_access where how = $1", "refused").await;
    assert_eq!(refused, 3);
}

#[tokio::test]
async fn a_file_is_voided_with_a_reason_and_never_removed() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = &mission.findings[1];
    let id = add(&world, finding, &[("a.pdf", PDF)]).await;
    let to = format!("/evidence/{id}/void");
    world.enter("procurator2").await.post(&to, &[("reason", "拍错了")]).await.is(403);
    let mut author = world.enter("procurator").await;
    author.fill(&to, &to, &[("reason", " ")]).await.is(422);
    let href = author.fill(&to, &to, &[("reason", "拍错了")]).await.leads();
    assert!(author.open(&href).await.text().contains("拍错了"));
    author.post(&to, &[("reason", "再作废")]).await.is(409);
    assert!(author.open(finding).await.has("[data-status=void]"));
    author.open(&format!("/files/{id}")).await;
    assert_eq!(on_disk(&world).len(), 1);
    for sql in [
        "delete from evidence",
        "update evidence set name = 'b.pdf'",
        "delete from evidence_void",
        "update evidence_access set how = 'previewed'",
    ] {
        assert!(sqlx::raw_sql(sql).execute(&world.db.owner).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn what_a_document_or_a_verification_rests_on_cannot_be_voided() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[0];
    let id = add(&world, finding, &[("a.pdf", PDF)]).await;
    let notice = mission.serves(&world, &[finding]).await;
    let mut author = world.enter("procurator").await;
    let page = author.post(&format!("/evidence/{id}/void"), &[("reason", "不要了")]).await.is(409);
    assert!(page.text().contains("签发的文书"), "{}", page.text());
    // the receipt of the service is added by an inspector and read by the facility
    let service: Uuid = world.one("select id from service where document_id = $1", id_of(&notice)).await;
    let (form, action) = (format!("/services/{service}/evidence/new"), format!("/services/{service}/evidence"));
    let to = author.fill_with_files(&form, &action, &[], &[("回证.pdf", PDF)]).await.leads();
    assert!(author.open(to.trim_end_matches("#evidence")).await.text().contains("回证.pdf"));
    let mut liaison = world.enter("liaison").await;
    assert!(liaison.open(&format!("/liaison/documents/{}", id_of(&notice))).await.text().contains("回证.pdf"));
    // a reply's file is its sender's, until the reply is verified
    let item = format!("/liaison/items/{}", id_of(finding));
    let fields = [("kind", "report"), ("body", "已整改")];
    liaison
        .fill_with_files(&item, &format!("{item}/replies"), &fields, &[("b.pdf", PDF), ("c.pdf", PDF)])
        .await
        .is(303);
    let of = async |name: &str| -> Uuid { world.one("select id from evidence where name = $1", name.to_owned()).await };
    let (b, c) = (of("b.pdf").await, of("c.pdf").await);
    world.enter("dispatched").await.post(&format!("/evidence/{b}/void"), &[("reason", "不当")]).await.is(403);
    liaison.fill(&format!("/evidence/{b}/void"), &format!("/evidence/{b}/void"), &[("reason", "传错了")]).await.is(303);
    verify(&world, "procurator2", finding, "met", "done").await.is(303);
    world.enter("liaison").await.post(&format!("/evidence/{c}/void"), &[("reason", "传错了")]).await.is(409);
}

#[tokio::test]
async fn another_facility_and_another_unit_see_no_file_and_a_liaison_no_traces() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[0];
    let own = add(&world, finding, &[("a.pdf", PDF)]).await;
    let item = format!("/liaison/items/{}", id_of(finding));
    let fields = [("kind", "report"), ("body", "已整改")];
    let mut liaison = world.enter("liaison").await;
    liaison.fill_with_files(&item, &format!("{item}/replies"), &fields, &[("b.pdf", PDF)]).await.is(303);
    let reply: Uuid = world.one("select id from evidence where name = $1", "b.pdf").await;
    let pages = |id: &str| {
        [
            format!("/evidence/{id}"),
            format!("/files/{id}"),
            format!("/files/{id}/preview"),
            format!("/evidence/{id}/void"),
        ]
    };
    for page in pages(&own) {
        liaison.get(&page).await.is(404);
        world.enter("liaison2").await.get(&page).await.is(404);
        world.enter("city").await.get(&page).await.is(404);
    }
    for page in pages(&reply.to_string()) {
        world.enter("liaison2").await.get(&page).await.is(404);
        world.enter("city").await.get(&page).await.is(404);
        world.enter("auditor").await.get(&page).await.is(404);
    }
    world.enter("supervisor").await.open(&format!("/files/{reply}")).await;
    liaison.open(&format!("/files/{reply}")).await;
    let page = liaison.open(&format!("/evidence/{reply}")).await;
    assert!(!page.has("#custody"), "who looked at it within the procuratorate is not the facility's to know");
    assert!(!page.text().contains("inspections"));
}

#[tokio::test]
async fn where_a_picture_was_taken_is_known_to_the_team_and_to_nobody_outside() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.serves(&world, &[&mission.findings[0]]).await;
    let service: Uuid = world.one("select id from service where document_id = $1", id_of(&notice)).await;
    let (form, action) = (format!("/services/{service}/evidence/new"), format!("/services/{service}/evidence"));
    let mut inspector = world.enter("procurator").await;
    inspector.fill_with_files(&form, &action, &[], &[("回证.jpg", &photo())]).await.leads();
    let id: Uuid = world.one("select id from evidence where service_id = $1", service).await;
    let (page, file) = (format!("/evidence/{id}"), format!("/files/{id}"));

    let shown = inspector.open(&page).await.text();
    assert!(shown.contains("24.5100° N, 108.2500° E") && shown.contains("2022-09-01 10:21"), "{shown}");
    let whole = inspector.open(&file).await;
    assert_eq!(whole.source, String::from_utf8_lossy(&photo()), "within the procuratorate it is handed out as it came");

    let mut liaison = world.enter("liaison").await;
    let shown = liaison.open(&page).await.text();
    assert!(!shown.contains("108.25") && shown.contains("不含拍摄位置"), "{shown}");
    for path in [file.clone(), format!("{file}/preview")] {
        let copy = liaison.open(&path).await;
        assert!(copy.source.contains("coded") && !copy.source.contains("Exif"), "{path}");
    }
}

#[tokio::test]
async fn a_record_takes_files_and_a_paper_reply_its_scan() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let record = &mission.record;
    let mut inspector = world.enter("procurator").await;
    let (form, action) = (format!("{record}/evidence/new"), format!("{record}/evidence"));
    let files: [(&str, &[u8]); 2] = [("C:\\照片\\一.pdf", PDF), ("二.txt", "谈话要点".as_bytes())];
    inspector.fill_with_files(&form, &action, &[("taken_on", "2022-08-31")], &files).await.is(303);
    let page = inspector.open(record).await;
    assert_eq!(page.texts("#evidence tbody td.main a"), ["一.pdf", "二.txt"]);
    inspector.fill_with_files(&form, &action, &[("note", "没有文件")], &[]).await.is(422);
    inspector.fill_with_files(&form, &action, &[("taken_on", "2999-01-01")], &files).await.is(422);
    let finding = &mission.findings[0];
    let fields = [("kind", "report"), ("body", "纸质报告")];
    let (form, action) = (format!("{finding}/replies/new"), format!("{finding}/replies"));
    inspector.fill_with_files(&form, &action, &fields, &[("扫描件.pdf", PDF)]).await.is(303);
    assert!(inspector.open(finding).await.text().contains("扫描件.pdf"));
    assert_eq!((rows(&world).await, on_disk(&world).len()), (3, 3));
}
