//! 公文格式: what is signed is frozen as it is drawn; its file is made once, measured against GB/T 9704-2012.
use std::process::Command;

use sha2::{Digest as _, Sha256};
use xunjian::{
    foundation::print::{Annex, Block, Column, Form, Paper, Press, docx},
    workflow::{document::job, inspection::State},
};

use crate::support::{
    World,
    mission::{Mission, id_of},
    rectify::serve,
};

/// Makes the files that wait; how many.
async fn prints(world: &World) -> usize {
    let app = world.app();
    job::print(&app.db, &app.clock, &app.press).await.expect("the job")
}

#[tokio::test]
async fn what_is_signed_is_frozen_and_its_file_is_made_once() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    // the feedback opinions of the case were signed on the way
    prints(&world).await;
    let draft = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
    let mut lead = world.enter("dispatched").await;
    let page = lead.open(&draft).await;
    assert!(page.has(".paper[data-mark]") && !page.has("#file-of-record"), "a draft says what it is");
    assert!(lead.get(&format!("{draft}/pdf")).await.is(200).bytes.starts_with(b"%PDF-"));
    assert_eq!(prints(&world).await, 0, "a draft has no file of record");

    let notice = mission.issues(&world, &[&mission.findings[0]]).await;
    let waits = lead.open(&notice).await;
    assert!(waits.has("#file-of-record .empty"), "{}", waits.text());
    let before = lead.get(&format!("{notice}/pdf")).await.is(200).bytes;
    assert_eq!((prints(&world).await, prints(&world).await), (1, 0));
    let after = lead.get(&format!("{notice}/pdf")).await.is(200);
    assert!(after.bytes == before, "made from the frozen model, by whoever asks first");
    assert_eq!(after.header("content-type"), Some("application/pdf"));
    let hash = hex::encode(Sha256::digest(&after.bytes));
    let page = lead.open(&notice).await;
    assert_eq!(page.texts("#file-of-record .code").concat(), hash);
    assert!(page.text().contains("FandolFang"), "no face is replaced silently: {}", page.text());

    // whatever somebody with all rights writes into the row afterwards, what was signed is drawn as it was
    world.run("alter table document disable trigger user").await;
    world.run("update document set title = '改后的标题', body = '改后的正文'").await;
    world.run("alter table document enable trigger user").await;
    assert!(!lead.open(&notice).await.texts(".paper").concat().contains("改后的正文"));
    serve(&world, &notice, "2022-09-01").await.is(303);
    let theirs = format!("/liaison/documents/{}", id_of(&notice));
    let served = world.enter("liaison").await.get(&format!("{theirs}/pdf")).await.is(200);
    assert_eq!(hex::encode(Sha256::digest(&served.bytes)), hash, "the facility has the same file");
    world.enter("liaison2").await.get(&format!("{theirs}/pdf")).await.is(404);
    world.enter("liaison").await.get(&format!("{notice}/pdf")).await.is(404);
    world.enter("city").await.get(&format!("{notice}/docx")).await.is(404);
    world.enter("sysadmin").await.get(&format!("{notice}/pdf")).await.is(404);
    let taken: i64 = world
        .one("select count(*) from trail_entry where deed = 'document_taken' and subject_id = $1", id_of(&notice))
        .await;
    assert_eq!(taken, 3, "who took it is on record");
    for forged in
        ["update document_pdf set pages = 9", "delete from document_pdf", "update document_print set dated = dated - 1"]
    {
        assert!(sqlx::query(forged).execute(&world.db.owner).await.is_err(), "{forged}");
    }
}

/// Killed between the signature and the file, the job goes on where it was: every number has its file, and one.
#[tokio::test]
async fn a_job_that_dies_leaves_no_signed_document_without_its_file() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    for _ in 0..3 {
        mission.issues(&world, &[&mission.findings[0]]).await;
    }
    for waits in 0..6 {
        let app = world.app();
        let work = job::print(&app.db, &app.clock, &app.press);
        drop(tokio::time::timeout(std::time::Duration::from_millis(waits * 40), work).await);
    }
    while prints(&world).await > 0 {}
    let (signed, files, numbers): (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from document_print), (select count(*) from document_pdf),
                (select count(distinct d.number) from document d join document_print p on p.document_id = d.id)",
    )
    .fetch_one(&world.db.owner)
    .await
    .expect("counts");
    assert!(signed >= 4, "{signed}");
    assert_eq!((files, numbers), (signed, signed));
}

const SENTENCE: &str = "监狱在押人员日常管理检查记录应当完整保存以备查验有关部门须在规定期限内报送整改情况";

fn long_report() -> Paper {
    let rows = (1..=60).map(|n| vec![n.to_string(), "会见记录不全".to_owned(), "会见管理".to_owned()]).collect();
    let columns = [("序号", 1), ("问题", 5), ("类别", 3)];
    let columns = columns.map(|(head, share)| Column { head: head.to_owned(), share }).into();
    let mut body = vec![Block::first(1, "基本情况")];
    body.extend((0..30).map(|_| Block::text(SENTENCE.repeat(3))));
    Paper {
        issuer: "示例自治区人民检察院".to_owned(),
        heading: "文件".to_owned(),
        title: "关于示例第一监狱交叉巡回检察的报告".to_owned(),
        number: "示检巡〔2022〕3号".to_owned(),
        to: "自治区人民检察院：".to_owned(),
        body,
        organ: "示例自治区人民检察院".to_owned(),
        day: "2022年7月24日".to_owned(),
        annexes: vec![Annex { title: "问题清单".to_owned(), body: vec![Block::Table { columns, rows }] }],
        ..Paper::blank(Form::Official)
    }
}

/// A line of print: its text, and its left, top, right and bottom edges in points.
struct Line {
    text: String,
    edges: [f64; 4],
}

/// The words of a page as `pdftotext` finds them; a line of Chinese is one.
fn words(pdf: &std::path::Path, page: usize) -> Vec<Line> {
    let page = page.to_string();
    let found = Command::new("pdftotext").args(["-bbox", "-f", &page, "-l", &page]).arg(pdf).arg("-").output();
    let found = found.expect("pdftotext, of the package poppler-utils");
    let page = scraper::Html::parse_document(&String::from_utf8_lossy(&found.stdout));
    let word = scraper::Selector::parse("word").expect("a selector");
    let edge = |word: &scraper::ElementRef<'_>, name: &str| {
        word.value().attr(name).and_then(|value| value.parse().ok()).unwrap_or_default()
    };
    let line = |word: scraper::ElementRef<'_>| Line {
        text: word.text().collect(),
        edges: ["xmin", "ymin", "xmax", "ymax"].map(|name| edge(&word, name)),
    };
    page.select(&word).map(line).collect()
}

const MILLIMETRE: f64 = 72.0 / 25.4;

#[tokio::test]
async fn a_page_has_22_lines_of_28_characters_within_its_margins() {
    let day = chrono::NaiveDate::from_ymd_opt(2022, 7, 24).expect("a day");
    let printed = Press::with(None).print(&long_report(), day).await.expect("a form that fits");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, &printed.pdf).expect("a file");
    // the second page is text from edge to edge
    let lines: Vec<Line> = words(&file, 2).into_iter().filter(|line| line.text.chars().count() > 5).collect();
    assert_eq!(lines.len(), 22, "lines of a page");
    let full: Vec<&Line> = lines.iter().filter(|line| line.text.chars().count() == 28).collect();
    assert!(
        full.len() >= 10,
        "28 characters a line: {:?}",
        lines.iter().map(|line| line.text.chars().count()).collect::<Vec<_>>()
    );
    assert!(lines.iter().all(|line| line.text.chars().count() <= 28));
    let near = |found: f64, millimetres: f64| (found / MILLIMETRE - millimetres).abs() < 1.0;
    for line in full {
        assert!(near(line.edges[0], 28.0), "left: {:?}", line.edges);
        assert!(near(595.28 - line.edges[2], 26.0), "right: {:?}", line.edges);
    }
    let pitch = (lines[21].edges[1] - lines[0].edges[1]) / 21.0;
    assert!((pitch - 28.95).abs() < 0.01, "pitch {pitch}");
    let fonts = Command::new("pdffonts").arg(&file).output().expect("pdffonts, of the package poppler-utils");
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    for face in ["FandolSong-Bold", "FandolFang", "FandolHei", "FandolSong-Regular"] {
        assert!(fonts.lines().any(|line| line.contains(face) && line.contains("yes yes yes")), "{face}: {fonts}");
    }
    // the annex begins on a page of its own under its mark, and says what is announced
    let pages = usize::try_from(printed.pages).expect("few");
    let heads: Vec<String> =
        (1..=pages).filter_map(|page| words(&file, page).first().map(|line| line.text.clone())).collect();
    let annex = heads.iter().position(|head| head == "附件").expect("an annex") + 1;
    assert_eq!(words(&file, annex)[1].text, "问题清单");
    // its table goes on over the page under its heads
    assert_eq!(heads[annex], "序号");
}

#[test]
fn the_editable_form_names_its_faces_and_its_styles() {
    let file = docx(&long_report()).expect("a file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a .docx is a zip");
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).expect("a part")).expect("text");
    let (document, styles) = (part("word/document.xml"), part("word/styles.xml"));
    for face in ["方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
    }
    for style in ["公文正文", "公文标题", "heading 1", "主送机关", "发文字号"] {
        assert!(styles.contains(&format!("w:val=\"{style}\"")), "{style}");
    }
    assert!(
        document.contains("w:top=\"2098\"")
            && document.contains("w:left=\"1588\"")
            && document.contains("w:linePitch=\"579\"")
    );
    assert!(document.contains("示检巡〔2022〕3号"));
}

/// A seal does not stand alone on a page: at whatever line the text ends, a line of it goes with the signature.
#[tokio::test]
async fn the_signature_is_never_alone_on_a_page() {
    let day = chrono::NaiveDate::from_ymd_opt(2022, 7, 24).expect("a day");
    let (press, folder) = (Press::with(None), tempfile::tempdir().expect("a folder"));
    for lines in 10..22 {
        let mut paper = Paper { annexes: Vec::new(), body: Vec::new(), form: Form::Instrument, ..long_report() };
        paper.body.push(Block::text(SENTENCE.repeat(20).chars().take(26 + 28 * (lines - 1)).collect::<String>()));
        let printed = press.print(&paper, day).await.expect("a form that fits");
        let file = folder.path().join(format!("{lines}.pdf"));
        std::fs::write(&file, &printed.pdf).expect("a file");
        let last = words(&file, usize::try_from(printed.pages).expect("few"));
        let signed =
            last.iter().position(|line| line.text.contains("2022年7月24日")).expect("the day on the last page");
        assert!(
            last[..signed].iter().any(|line| SENTENCE.repeat(2).contains(line.text.as_str())),
            "{lines} lines: {:?}",
            last.iter().map(|one| &one.text).collect::<Vec<_>>()
        );
    }
}

/// The report says what the screen says: 77类146个 of the cross-inspections of prisons.
#[tokio::test]
async fn the_report_on_findings_has_the_figures_of_the_page() {
    let world = World::open().await;
    let query = "from=2019-01-01&to=2022-05-31&inspection_kind=cross&facility_kind=prison";
    let mut supervisor = world.enter("supervisor").await;
    let page = supervisor.open(&format!("/analysis?{query}&lang=en")).await;
    assert!(
        page.has("data[data-figure='findings'][value='146']") && page.has("data[data-figure='categories'][value='77']")
    );
    let pdf = supervisor.get(&format!("/analysis/pdf?{query}")).await.is(200);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, &pdf.bytes).expect("a file");
    let text = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().expect("pdftotext");
    let text: String = String::from_utf8_lossy(&text.stdout).split_whitespace().collect();
    assert!(text.contains("对12个单位") && text.contains("问题77类146个"), "{text}");
    let docx = supervisor.get(&format!("/analysis/docx?{query}")).await.is(200);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&docx.bytes)).expect("a .docx is a zip");
    let document = std::io::read_to_string(archive.by_name("word/document.xml").expect("a part")).expect("text");
    assert!(document.contains("问题77类146个"));
    supervisor.get("/analysis/pdf?status=nonsense").await.is(422);
    world.enter("sysadmin").await.get("/analysis/pdf").await.is(403);
}

/// The notice is a letter with its four contents, the minutes of the feedback meeting are minutes; neither is there before its step.
#[tokio::test]
async fn notice_and_minutes_are_made_of_their_steps() {
    let early = World::open().await;
    let draft = Mission::drafted(&early).await;
    early.enter("dispatched").await.get(&draft.to("notice/pdf")).await.is(409);
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let mut lead = world.enter("dispatched").await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = async |name: &str| -> String {
        let pdf = lead.get(&mission.to(&format!("{name}/pdf"))).await.is(200);
        let file = folder.path().join("paper.pdf");
        std::fs::write(&file, &pdf.bytes).expect("a file");
        let text = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().expect("pdftotext");
        lead.get(&mission.to(&format!("{name}/docx"))).await.is(200);
        String::from_utf8_lossy(&text.stdout).split_whitespace().collect()
    };
    let notice = text("notice").await;
    for part in ["巡回检察通知书", "一、检察时间", "二、检察人员", "三、检察内容", "四、联系人"]
    {
        assert!(notice.contains(part), "{part}: {notice}");
    }
    let minutes = text("minutes").await;
    assert!(minutes.contains("巡回检察反馈会议纪要") && minutes.contains("张示例"), "{minutes}");
    world.enter("liaison").await.get(&mission.to("notice/pdf")).await.is(404);
}
