//! The least that a text document and a workbook have to hold.
use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KINDS: &str = "application/vnd.openxmlformats-officedocument";

/// A text of paragraphs, the first of them its title.
pub fn document(paragraphs: &[&str]) -> anyhow::Result<Vec<u8>> {
    let body =
        joined(paragraphs, |text| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text)));
    archive(&[
        ("[Content_Types].xml", types(&[("/word/document.xml", "wordprocessingml.document.main+xml")])),
        ("_rels/.rels", links(&[("officeDocument", "word/document.xml")])),
        (
            "word/document.xml",
            format!(
                "{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            ),
        ),
    ])
}

/// A workbook of one sheet.
pub fn workbook(rows: &[[&str; 5]]) -> anyhow::Result<Vec<u8>> {
    let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text));
    let rows = joined(rows, |row| format!("<row>{}</row>", joined(row, cell)));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    archive(&[
        (
            "[Content_Types].xml",
            types(&[
                ("/xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
                ("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml"),
            ]),
        ),
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                "{HEAD}<workbook xmlns=\"{main}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"清单\" sheetId=\"1\" r:id=\"worksheet\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", links(&[("worksheet", "worksheets/sheet1.xml")])),
        (
            "xl/worksheets/sheet1.xml",
            format!("{HEAD}<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

fn types(parts: &[(&str, &str)]) -> String {
    let parts = joined(parts, |(part, kind)| format!("<Override PartName=\"{part}\" ContentType=\"{KINDS}.{kind}\"/>"));
    format!(
        "{HEAD}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}</Types>"
    )
}

fn links(parts: &[(&str, &str)]) -> String {
    let parts = joined(parts, |(kind, part)| {
        format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{part}\"/>")
    });
    format!("{HEAD}<Relationships xmlns=\"{LINKS}\">{parts}</Relationships>")
}

fn archive(parts: &[(&str, String)]) -> anyhow::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What becomes of each part, one after the other.
fn joined<T>(parts: &[T], each: impl Fn(&T) -> String) -> String {
    parts.iter().map(each).collect::<Vec<_>>().concat()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
