use std::io::Write as _;

use super::{name::clean, *};

fn place() -> (tempfile::TempDir, Files) {
    let directory = tempfile::tempdir().unwrap();
    let limits = Limits { file: 4 * 1024 * 1024, video: 5 * 1024 * 1024, count: 3 };
    let files = Files::below(directory.path().join("files"), limits);
    (directory, files)
}

/// A picture of a size, without its pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(width.to_be_bytes());
    png.extend(height.to_be_bytes());
    png.extend(b"\x08\x06\0\0\0\0\0\0\0");
    png
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")])
}

fn compound(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(io::Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(b"x").unwrap();
    file.into_inner().into_inner()
}

const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40\0";

async fn refused(name: &str, bytes: &[u8]) -> &'static str {
    let (directory, files) = place();
    let refusal = files.store(name, bytes).await.expect_err(name);
    let left = files_below(directory.path());
    assert!(left.is_empty(), "{name} left {left:?}");
    refusal.sentence(name).0
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn what_is_taken_lies_in_its_place_and_is_read_back() {
    use tokio::io::AsyncReadExt as _;
    let (directory, files) = place();
    let kinds: [(&str, Vec<u8>, Kind); 8] = [
        ("现场照片.PNG", png(4, 3), Kind::Png),
        ("通知.pdf", b"%PDF-1.7\n%%EOF\n".to_vec(), Kind::Pdf),
        ("台账.docx", docx(), Kind::Docx),
        ("旧文.doc", compound("/WordDocument"), Kind::Doc),
        ("旧表.xls", compound("/Workbook"), Kind::Xls),
        ("笔录.txt", "周示例".as_bytes().to_vec(), Kind::Txt),
        ("名单.csv", b"MZ,1\r\nBM,2\r\n".to_vec(), Kind::Csv),
        ("C:\\fakepath\\录像.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec(), Kind::Mp4),
    ];
    for (name, bytes, kind) in kinds {
        let mut taken = files.store(name, &bytes).await.expect(name);
        taken.keep();
        assert_eq!((taken.kind, taken.size), (kind, i64::try_from(bytes.len()).unwrap()), "{name}");
        assert_eq!(taken.sha256, Sha256::digest(&bytes).to_vec());
        let mut read = Vec::new();
        files.open(taken.id, &taken.sha256).await.unwrap().read_to_end(&mut read).await.unwrap();
        assert_eq!(read, bytes);
    }
    assert_eq!(files_below(directory.path()).len(), 8);
}

#[tokio::test]
async fn what_is_not_kept_goes_away_and_what_was_changed_is_not_handed_out() {
    let (directory, files) = place();
    drop(files.store("a.txt", b"one").await.unwrap());
    assert_eq!(files_below(directory.path()), Vec::<PathBuf>::new());
    let mut intake = files.begin("b.txt", None).await.unwrap();
    intake.write(b"half").await.unwrap();
    drop(intake);
    assert_eq!(files_below(directory.path()), Vec::<PathBuf>::new());
    let mut taken = files.store("c.txt", b"three").await.unwrap();
    taken.keep();
    fs::write(files.place(taken.id), b"Three").unwrap();
    assert!(matches!(files.open(taken.id, &taken.sha256).await, Err(Broken::Changed)));
    fs::remove_file(files.place(taken.id)).unwrap();
    assert!(matches!(files.open(taken.id, &taken.sha256).await, Err(Broken::Unreadable(_))));
}

#[tokio::test]
async fn a_file_is_what_its_content_says() {
    for name in ["a.pdf", "a.docx", "a.jpg", "a.doc", "a.txt"] {
        assert_eq!(refused(name, EXE).await, "problem-file-program", "{name}");
        assert_eq!(
            refused(name, &[b"\x7fELF\x02\x01\x01".as_slice(), &[0; 60]].concat()).await,
            "problem-file-program",
            "{name}"
        );
    }
    for page in
        ["<!DOCTYPE html><p>", "\u{feff} <html>", "<svg xmlns=''>", "#!/bin/sh\n", "<script>", "<?xml version='1.0'?>"]
    {
        assert_eq!(refused("a.txt", page.as_bytes()).await, "problem-file-script", "{page}");
        assert_eq!(refused("a.png", page.as_bytes()).await, "problem-file-script", "{page}");
    }
    for name in ["a.exe", "a.html", "a.svg", "a.zip", "a.js", "a.docm", "a.pdf.exe", "noending", "a."] {
        assert_eq!(refused(name, b"x").await, "problem-file-ending", "{name}");
    }
    assert_eq!(refused("a.docx", &zip_of(&[("a.txt", b"x")])).await, "problem-file-archive");
    assert_eq!(refused("a.xlsx", &docx()).await, "problem-file-archive");
    assert_eq!(refused("a.pdf", &png(4, 3)).await, "problem-file-other");
    assert_eq!(refused("a.jpg", b"some text").await, "problem-file-other");
    assert_eq!(refused("a.doc", &compound("/_Installer")).await, "problem-file-other");
    assert_eq!(refused("a.xls", &compound("/WordDocument")).await, "problem-file-other");
    assert_eq!(refused("a.txt", b"").await, "problem-file-empty");
    assert_eq!(refused("a.pdf", &[b"%PDF-1.7\n", &docx()[..]].concat()).await, "problem-file-archive");
}

#[tokio::test]
async fn two_files_in_one_are_refused() {
    let png = [&png(4, 3)[..], b"\0\0\0\0IEND\xaeB`\x82"].concat();
    let pdf = b"%PDF-1.7\n%%EOF\n".to_vec();
    let behind = |first: &[u8], second: &[u8]| [first, second].concat();
    let far = vec![b'F'; 70_000];
    for (name, bytes) in [
        ("a.png", behind(&png, EXE)),
        ("a.png", behind(&png, b"\n<script>alert(1)</script>")),
        ("a.png", behind(&png, &pdf)),
        ("a.png", behind(&png[..40], &[&pdf[..], &png[40..]].concat())),
        ("a.pdf", behind(&behind(b"%PDF-1.7\n", &far), b"%%EOF\n#!/bin/sh\n")),
        ("a.pdf", behind(&pdf, &behind(b"\x7fELF\x02\x01\x01", &[0; 60]))),
    ] {
        assert_eq!(refused(name, &bytes).await, "problem-file-double", "{name}: {} bytes", bytes.len());
    }
    let (_directory, files) = place();
    for (name, bytes) in
        [("a.png", behind(&png, b"words of the camera")), ("a.pdf", behind(&pdf, b"7 0 obj\n<<>>\nendobj\n%%EOF\n"))]
    {
        files.store(name, &bytes).await.expect(name);
    }
}

#[tokio::test]
async fn a_document_with_macros_is_refused() {
    let parts: [(&str, &[u8]); 3] =
        [("[Content_Types].xml", b"x"), ("word/document.xml", b"x"), ("word/vbaProject.bin", b"x")];
    assert_eq!(refused("a.docx", &zip_of(&parts)).await, "problem-file-macros");
    let mut file = cfb::CompoundFile::create(io::Cursor::new(Vec::new())).unwrap();
    file.create_storage("/Macros").unwrap();
    file.create_stream("/WordDocument").unwrap().write_all(b"x").unwrap();
    assert_eq!(refused("a.doc", &file.into_inner().into_inner()).await, "problem-file-macros");
}

#[tokio::test]
async fn what_would_grow_beyond_reason_is_refused() {
    let zeros = vec![0; 80 * 1024 * 1024];
    let mut bomb = zip_of(&[("[Content_Types].xml", b"x"), ("word/document.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    assert_eq!(refused("a.docx", &bomb).await, "problem-file-bomb");
    // the same, saying of itself that it is small
    let honest = u32::try_from(zeros.len()).unwrap().to_le_bytes();
    let mut lies = 0;
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == honest {
            bomb[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies > 0);
    assert!(["problem-file-bomb", "problem-file-archive"].contains(&refused("a.docx", &bomb).await));
    let names: Vec<String> = (0..5_001).map(|n| format!("{n}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused("a.docx", &zip_of(&parts)).await, "problem-file-bomb");
    assert_eq!(refused("a.png", &png(60_000, 60_000)).await, "problem-file-pixels");
}

#[tokio::test]
async fn limits_are_those_of_the_kind() {
    let (_directory, files) = place();
    let large = vec![b'x'; 4 * 1024 * 1024 + 1];
    assert!(matches!(files.store("a.txt", &large).await, Err(Refusal::TooLarge(limit)) if limit == 4 * 1024 * 1024));
    let mut video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    video.extend(&large);
    files.store("a.mp4", &video).await.unwrap();
}

#[test]
fn a_name_is_kept_whole_or_not_at_all() {
    assert_eq!(clean("C:\\fakepath\\照片.jpg").unwrap(), "照片.jpg");
    assert_eq!(clean("../../etc/passwd.txt").unwrap(), "passwd.txt");
    for name in ["", "..", "/", "a/..", " . ", "a\0.txt", "a\r\nb.txt", "report\u{202e}fdp.txt", "a\u{200b}.txt"] {
        assert!(matches!(clean(name), Err(Refusal::Name)), "{name:?}");
    }
    assert!(matches!(clean(&format!("{}.txt", "长".repeat(300))), Err(Refusal::LongName(200))));
    assert_eq!(shown("a\u{202e}b"), "ab");
}

#[tokio::test]
async fn only_what_is_old_and_unclaimed_is_swept() {
    let (directory, files) = place();
    let mut kept = Vec::new();
    for name in ["claimed.txt", "orphan.txt", "young.txt"] {
        let mut taken = files.store(name, b"x").await.unwrap();
        taken.keep();
        kept.push(taken.id);
    }
    let stray = files.incoming().join(uuid::Uuid::now_v7().simple().to_string());
    fs::write(&stray, b"half").unwrap();
    let aged = |path: &Path| {
        let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1);
        fs::File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    };
    aged(&files.place(kept[0]));
    aged(&files.place(kept[1]));
    aged(&stray);
    let claimed = kept[0].0;
    let removed = files.sweep(|_| async move { anyhow::Ok(vec![claimed]) }).await.unwrap();
    assert_eq!(removed, 2);
    assert_eq!(files_below(directory.path()).len(), 2);
    assert!(files.place(kept[0]).exists() && files.place(kept[2]).exists());
}
