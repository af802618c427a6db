//! The .docx of a document: to be edited further, with real styles, and the faces named as offices have them.
//!
//! The same measures as `form.typ`, so that both break the pages alike. Lengths are twentieths of a point unless said otherwise.
use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, BreakType, DocGrid, DocGridType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin,
    PageNum, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Run, RunFonts, SpecialIndentType,
    Style, StyleType, Table, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use crate::foundation::print::{Annex, Block, Colophon, Column, Form, Paper};

const TITLE: &str = "方正小标宋_GBK";
const SONG: &str = "宋体";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const FANG: &str = "仿宋_GB2312";
const RED: &str = "FF0000";

/// 22 lines on 225 mm.
const PITCH: i32 = 579;
/// 28 characters of 16 pt on 156 mm, in twentieths of a point between two.
const TRACKING: i32 = -4;
/// Two characters.
const INDENT: i32 = 632;
/// The width of the text.
const WIDTH: u32 = 8844;
const MILLIMETRE: i32 = 57;

/// Draws a document as .docx.
///
/// # Errors
/// Never in memory; the writer below could fail in principle.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, String> {
    let mut docx = sheet(paper);
    for paragraph in head(paper) {
        docx = docx.add_paragraph(paragraph);
    }
    if !paper.to.is_empty() {
        docx = docx.add_paragraph(styled("To", &paper.to));
    }
    docx = text(docx, &paper.body);
    for paragraph in tail(paper) {
        docx = docx.add_paragraph(paragraph);
    }
    for (n, annex) in paper.annexes.iter().enumerate() {
        docx = add_annex(docx, annex, &paper.annex_mark(n + 1));
    }
    if let Some(colophon) = &paper.colophon {
        for paragraph in colophon_of(colophon) {
            docx = docx.add_paragraph(paragraph);
        }
    }
    let mut file = Cursor::new(Vec::new());
    docx.pack(&mut file).map_err(|error| error.to_string())?;
    Ok(file.into_inner())
}

/// A face for Chinese and Latin alike.
fn face(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name)
}

fn exactly(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(line).before(0).after(0)
}

/// What cannot stand in XML is left out.
fn run(text: &str) -> Run {
    let stands = |one: &char| !one.is_control() && !matches!(one, '\u{FFFE}' | '\u{FFFF}');
    Run::new().add_text(text.chars().filter(stands).collect::<String>())
}

fn styled(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

fn blank() -> Paragraph {
    Paragraph::new().style("To")
}

/// The page, its foot and the styles.
fn sheet(paper: &Paper) -> Docx {
    let margin = PageMargin::new().top(2098).bottom(1984).left(1588).right(1474).header(851).footer(1247).gutter(0);
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(face(FANG))
        .default_size(32)
        .default_line_spacing(exactly(PITCH));
    docx.document = docx.document.doc_grid(
        DocGrid::with_empty().grid_type(DocGridType::Lines).line_pitch(usize::try_from(PITCH).unwrap_or_default()),
    );
    for style in styles() {
        docx = docx.add_style(style);
    }
    let foot = |align| Footer::new().add_paragraph(page_number(align));
    match paper.form {
        Form::Work => docx.footer(foot(AlignmentType::Center)),
        Form::Letter => {
            let line = Paragraph::new().line_spacing(exactly(240)).border(
                ParagraphBorderPosition::Top,
                BorderType::ThinThickSmallGap,
                18,
                0,
            );
            docx.title_pg()
                .first_footer(Footer::new().add_paragraph(line))
                .footer(foot(AlignmentType::Right))
                .even_footer(foot(AlignmentType::Left))
        }
        Form::Official | Form::Instrument | Form::Minutes => {
            docx.footer(foot(AlignmentType::Right)).even_footer(foot(AlignmentType::Left))
        }
    }
}

/// `— 1 —` in 4号 宋体, one character in from its edge.
fn page_number(align: AlignmentType) -> Paragraph {
    let dash = |text: &str| Run::new().add_text(text).fonts(face(SONG)).size(28);
    let (left, right) = match align {
        AlignmentType::Left => (Some(280), None),
        AlignmentType::Right => (None, Some(280)),
        AlignmentType::Both
        | AlignmentType::Center
        | AlignmentType::Distribute
        | AlignmentType::Start
        | AlignmentType::End
        | AlignmentType::Justified => (None, None),
    };
    Paragraph::new()
        .align(align)
        .indent(left, None, right, None)
        .fonts(face(SONG))
        .size(28)
        .add_run(dash("— "))
        .add_page_num(PageNum::new())
        .add_run(dash(" —"))
}

/// The styles by which whoever edits further keeps the form.
fn styles() -> Vec<Style> {
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).q_format(true);
    let first_line = |style: Style| style.indent(None, Some(SpecialIndentType::FirstLine(INDENT)), None, None);
    let text = |style: Style| first_line(style).align(AlignmentType::Both).line_spacing(exactly(PITCH));
    let mut styles = vec![
        text(style("Text", "公文正文").fonts(face(FANG)).size(32)),
        text(style("Heading1", "heading 1").fonts(face(HEI)).size(32).outline_lvl(0)),
        text(style("Heading2", "heading 2").fonts(face(KAI)).size(32).outline_lvl(1)),
        style("To", "主送机关").fonts(face(FANG)).size(32).align(AlignmentType::Both).line_spacing(exactly(PITCH)),
        style("Title", "公文标题")
            .fonts(face(TITLE))
            .bold()
            .size(44)
            .align(AlignmentType::Center)
            .line_spacing(exactly(700)),
        style("Mark", "发文机关标志").fonts(face(TITLE)).bold().color(RED).align(AlignmentType::Center),
        style("Organ", "文书机关").fonts(face(SONG)).size(36).align(AlignmentType::Center).line_spacing(exactly(619)),
        style("Number", "发文字号")
            .fonts(face(FANG))
            .size(32)
            .align(AlignmentType::Center)
            .line_spacing(exactly(PITCH)),
        style("Sign", "署名").fonts(face(FANG)).size(32).align(AlignmentType::Right).line_spacing(exactly(PITCH)),
        style("AnnexMark", "附件标记").fonts(face(HEI)).size(32).line_spacing(exactly(PITCH)),
        style("Cell", "表格文字").fonts(face(FANG)).size(21).line_spacing(exactly(310)),
        style("CellHead", "表格栏目").fonts(face(HEI)).size(21).align(AlignmentType::Center).line_spacing(exactly(310)),
        style("Colophon", "版记").fonts(face(FANG)).size(28).line_spacing(exactly(440)),
    ];
    for style in &mut styles[..4] {
        style.run_property = style.run_property.clone().character_spacing(TRACKING);
    }
    styles
}

/// What docx-rs has no one call for: a border on one side of a paragraph.
trait Bordered {
    fn border(self, side: ParagraphBorderPosition, kind: BorderType, eighths: usize, space: usize) -> Self;
}

impl Bordered for Paragraph {
    fn border(mut self, side: ParagraphBorderPosition, kind: BorderType, eighths: usize, space: usize) -> Self {
        let border = ParagraphBorder::new(side).val(kind).size(eighths).space(space);
        let border = if kind == BorderType::Single { border } else { border.color(RED) };
        self.property = self.property.set_borders(ParagraphBorders::with_empty().set(border));
        self
    }
}

/// The mark of the organ: on one line, 36 pt at most.
fn mark(words: &str, before: i32) -> Paragraph {
    let n = i32::try_from(words.chars().count()).unwrap_or(i32::MAX).max(1);
    let half_points = usize::try_from((884 / n).min(72)).unwrap_or(72);
    let line = i32::try_from(half_points).unwrap_or(72) * 10 + 259;
    Paragraph::new()
        .style("Mark")
        .line_spacing(exactly(line).before(u32::try_from(before).unwrap_or_default()))
        .add_run(run(words).size(half_points))
}

/// The red rule 4 mm under the number: the lower border of the line above it.
fn ruled(paragraph: Paragraph) -> Paragraph {
    let border =
        ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single).size(8).space(11).color(RED);
    let mut paragraph = paragraph;
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(border));
    paragraph
}

fn head(paper: &Paper) -> Vec<Paragraph> {
    let title = |list: &mut Vec<Paragraph>| {
        list.push(styled("Title", &paper.title));
        list.push(blank());
    };
    let mut list = Vec::new();
    match paper.form {
        Form::Official => {
            list.push(mark(&format!("{}{}", paper.issuer, paper.heading), 35 * MILLIMETRE));
            list.extend([blank(), blank()]);
            list.push(ruled(numbered(paper)));
            list.extend([blank(), blank()]);
            title(&mut list);
        }
        Form::Minutes => {
            list.push(mark(&paper.heading, 35 * MILLIMETRE));
            list.push(blank());
            list.push(ruled(numbered(paper)));
            list.push(blank());
            if !paper.title.is_empty() {
                title(&mut list);
            }
        }
        Form::Letter => {
            list.push(mark(&paper.issuer, 0).border(
                ParagraphBorderPosition::Bottom,
                BorderType::ThickThinSmallGap,
                18,
                11,
            ));
            list.push(styled("Sign", &paper.number));
            list.push(blank());
            title(&mut list);
        }
        Form::Instrument => {
            list.push(styled("Organ", &paper.issuer));
            list.push(styled("Title", &paper.heading));
            if !paper.number.is_empty() {
                list.push(styled("Sign", &paper.number));
            }
            list.push(blank());
        }
        Form::Work => title(&mut list),
    }
    list
}

/// 发文字号, and 签发人 beside it in what goes upwards.
fn numbered(paper: &Paper) -> Paragraph {
    if paper.signer.is_empty() {
        return styled("Number", &paper.number);
    }
    let line = Paragraph::new().style("To").indent(Some(320), None, Some(320), None);
    let wide = i32::try_from(WIDTH).unwrap_or_default() - 320;
    line.add_tab(docx_rs::Tab::new().val(docx_rs::TabValueType::Right).pos(usize::try_from(wide).unwrap_or_default()))
        .add_run(run(&paper.number).add_tab())
        .add_run(run("签发人："))
        .add_run(run(&paper.signer).fonts(face(KAI)))
}

fn text(mut docx: Docx, blocks: &[Block]) -> Docx {
    for block in blocks {
        docx = match block {
            Block::Heading { level, text, rest } => {
                let style = if *level == 1 { "Heading1" } else { "Heading2" };
                let heading = styled(style, text);
                docx.add_paragraph(if rest.is_empty() {
                    heading.keep_next(true)
                } else {
                    heading.add_run(run(rest).fonts(face(FANG)))
                })
            }
            Block::Text { text } => docx.add_paragraph(styled("Text", text)),
            Block::Label { label, text } => docx
                .add_paragraph(Paragraph::new().style("Text").add_run(run(label).fonts(face(HEI))).add_run(run(text))),
            Block::Table { columns, rows } => docx.add_table(table(columns, rows)),
        };
    }
    docx
}

fn table(columns: &[Column], rows: &[Vec<String>]) -> Table {
    let shares: u32 = columns.iter().map(|column| column.share).sum::<u32>().max(1);
    let widths: Vec<usize> =
        columns.iter().map(|column| usize::try_from(WIDTH * column.share / shares).unwrap_or_default()).collect();
    let cell = |style: &str, text: &str, width: usize| {
        TableCell::new()
            .width(width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(styled(style, text).line_spacing(exactly(310)))
    };
    let head = columns.iter().zip(&widths).map(|(column, width)| cell("CellHead", &column.head, *width)).collect();
    let mut all = vec![TableRow::new(head)];
    for row in rows {
        all.push(TableRow::new(row.iter().zip(&widths).map(|(text, width)| cell("Cell", text, *width)).collect()));
    }
    Table::new(all)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
}

/// The annexes announced, the signature, the note.
fn tail(paper: &Paper) -> Vec<Paragraph> {
    let mut list = Vec::new();
    let announced = paper.announced();
    if !announced.is_empty() {
        list.push(blank());
        for (n, line) in announced.iter().enumerate() {
            let label = if n == 0 { "附件：" } else { "　　　" };
            // the second line of a long name begins below its first character
            let hang = SpecialIndentType::Hanging(960);
            list.push(
                Paragraph::new()
                    .style("To")
                    .indent(Some(INDENT + 960), Some(hang), None, None)
                    .add_run(run(&format!("{label}{line}"))),
            );
        }
    }
    if !(paper.organ.is_empty() && paper.day.is_empty()) {
        let wide = |text: &str| text.chars().map(|one| if one.is_ascii() { 158 } else { 316 }).sum::<i32>();
        let (organ, day) = (wide(&paper.organ), wide(&paper.day));
        // the date stands four characters from the right, the organ in the middle above it
        let from_right = (4 * 316).max((organ - day) / 2);
        let signed = |text: &str, right: i32| styled("Sign", text).indent(None, None, Some(right.max(0)), None);
        list.extend([blank(), blank()].map(|line| line.keep_next(true)));
        list.push(signed(&paper.organ, from_right + (day - organ) / 2).keep_next(true));
        list.push(signed(&paper.day, from_right));
    }
    if !paper.note.is_empty() {
        list.push(styled("Text", &format!("（{}）", paper.note)));
    }
    list
}

fn add_annex(docx: Docx, annex: &Annex, named: &str) -> Docx {
    let first = styled("AnnexMark", named).page_break_before(true);
    let docx = docx
        .add_paragraph(first)
        .add_paragraph(blank())
        .add_paragraph(styled("Title", &annex.title))
        .add_paragraph(blank());
    text(docx, &annex.body)
}

/// 版记, where the text ends: an editor moves it to the foot of the last page.
fn colophon_of(colophon: &Colophon) -> Vec<Paragraph> {
    let line = |text: &str| styled("Colophon", text).indent(Some(280), None, Some(280), None);
    let rule = |paragraph: Paragraph, side, eighths| paragraph.border(side, BorderType::Single, eighths, 1);
    let mut list = vec![Paragraph::new().style("To").add_run(Run::new().add_break(BreakType::TextWrapping))];
    if !colophon.copies.is_empty() {
        list.push(rule(line(&format!("抄送：{}。", colophon.copies)), ParagraphBorderPosition::Top, 8));
    }
    let wide = usize::try_from(WIDTH - 280).unwrap_or_default();
    let printed = styled("Colophon", &colophon.printer)
        .indent(Some(280), None, Some(280), None)
        .add_tab(docx_rs::Tab::new().val(docx_rs::TabValueType::Right).pos(wide))
        .add_run(Run::new().add_tab())
        .add_run(run(&format!("{} 印发", colophon.printed_on)));
    list.push(rule(printed, ParagraphBorderPosition::Bottom, 8));
    list
}
