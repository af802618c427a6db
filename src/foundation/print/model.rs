//! A document in the form of GB/T 9704-2012: what stands where, before anybody draws it.
use serde::{Deserialize, Serialize};

use crate::foundation::text::written;

/// What kind of sheet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 公文: red mark of the organ, number, red rule, title (GB/T 9704 7.2)
    Official,
    /// 检察法律文书: organ, name of the document, number at the right; no red head
    Instrument,
    /// 信函格式 (GB/T 9704 10.1)
    Letter,
    /// 纪要格式 (GB/T 9704 10.3)
    Minutes,
    /// A working sheet: a title and what follows, page numbers in the middle
    Work,
}

/// A document, ready to be drawn: on the screen, as .docx or as PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub form: Form,
    /// 发文机关, in its full name.
    pub issuer: String,
    /// 文种 below the issuer of an instrument; what follows the issuer in the red mark of the other forms.
    pub heading: String,
    /// 标题; empty where the heading says it.
    pub title: String,
    /// 发文字号
    pub number: String,
    /// 签发人, of a document that goes upwards.
    pub signer: String,
    /// 主送机关, with its colon.
    pub to: String,
    pub body: Vec<Block>,
    /// 发文机关署名
    pub organ: String,
    /// 成文日期
    pub day: String,
    /// 附注, without its brackets.
    pub note: String,
    pub annexes: Vec<Annex>,
    /// 版记
    pub colophon: Option<Colophon>,
    /// Not signed yet: it says so across the page.
    pub draft: bool,
}

/// 附件: numbered in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    pub title: String,
    pub body: Vec<Block>,
}

/// 版记: whom copies go to, who printed it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colophon {
    pub copies: String,
    pub printer: String,
    pub printed_on: String,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// 一、 in 黑体, （一） in 楷体; what follows the heading in the same paragraph is 仿宋.
    Heading {
        level: u8,
        text: String,
        rest: String,
    },
    Text {
        text: String,
    },
    /// A label in 黑体 and what it says: 出席：…
    Label {
        label: String,
        text: String,
    },
    Table {
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
    },
}

/// A column of a table: its head, and its share of the width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub head: String,
    pub share: u32,
}

/// The longest heading that is taken for one, in characters: what is longer is a sentence.
const HEADING: usize = 40;

impl Block {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A heading of the first level, numbered.
    pub fn first(n: usize, text: &str) -> Self {
        Self::Heading { level: 1, text: format!("{}{text}", written::ordinal(n)), rest: String::new() }
    }

    /// A line as it was typed: a heading says what it is by its number (GB/T 9704 7.3.3).
    fn of(line: &str) -> Self {
        let Some(level) = level(line) else { return Self::text(line) };
        let (text, rest) = match line.find('。') {
            Some(at) => line.split_at(at + '。'.len_utf8()),
            None => (line, ""),
        };
        if text.chars().count() > HEADING {
            return Self::text(line);
        }
        Self::Heading { level, text: text.to_owned(), rest: rest.to_owned() }
    }
}

/// 一、 is the first level, （一） the second; 1. and （1） are written like the text.
fn level(line: &str) -> Option<u8> {
    let numeral = |text: &str| !text.is_empty() && text.chars().all(|one| "一二三四五六七八九十百".contains(one));
    if line.split_once('、').is_some_and(|(before, _)| numeral(before)) {
        return Some(1);
    }
    line.strip_prefix('（')?.split_once('）').is_some_and(|(inside, _)| numeral(inside)).then_some(2)
}

/// A text as it was typed: its lines as paragraphs and headings, and the recipient if its first line names one.
pub fn prose(text: &str) -> (String, Vec<Block>) {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let to = lines.next_if(|line| line.ends_with('：')).unwrap_or_default().to_owned();
    (to, lines.map(Block::of).collect())
}

impl Paper {
    /// A sheet with nothing on it but its form.
    pub fn blank(form: Form) -> Self {
        Self {
            form,
            issuer: String::new(),
            heading: String::new(),
            title: String::new(),
            number: String::new(),
            signer: String::new(),
            to: String::new(),
            body: Vec::new(),
            organ: String::new(),
            day: String::new(),
            note: String::new(),
            annexes: Vec::new(),
            colophon: None,
            draft: false,
        }
    }

    pub const fn form_name(&self) -> &'static str {
        match self.form {
            Form::Official => "official",
            Form::Instrument => "instrument",
            Form::Letter => "letter",
            Form::Minutes => "minutes",
            Form::Work => "work",
        }
    }

    pub const fn has_red_head(&self) -> bool {
        matches!(self.form, Form::Official | Form::Letter | Form::Minutes)
    }

    pub const fn is_instrument(&self) -> bool {
        matches!(self.form, Form::Instrument)
    }

    /// 发文机关标志: what stands in red.
    pub fn mark(&self) -> String {
        match self.form {
            Form::Minutes => self.heading.clone(),
            Form::Official | Form::Letter | Form::Instrument | Form::Work => format!("{}{}", self.issuer, self.heading),
        }
    }

    /// What it is called: its title, or its heading where that says it.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { &self.heading } else { &self.title }
    }

    /// 附件说明: the annexes as they are announced under the text; one alone has no number.
    pub fn announced(&self) -> Vec<String> {
        match self.annexes.as_slice() {
            [one] => vec![one.title.clone()],
            several => several.iter().enumerate().map(|(n, one)| format!("{}.{}", n + 1, one.title)).collect(),
        }
    }

    /// The mark over an annex: 附件, or 附件2.
    pub fn annex_mark(&self, n: usize) -> String {
        if self.annexes.len() == 1 { "附件".to_owned() } else { format!("附件{n}") }
    }

    /// Every text on it, for whoever looks for words that must not be there.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> =
            vec![&self.issuer, &self.heading, &self.title, &self.to, &self.organ, &self.note, &self.signer];
        texts.extend(self.annexes.iter().map(|annex| annex.title.as_str()));
        if let Some(colophon) = &self.colophon {
            texts.extend([colophon.copies.as_str(), &colophon.printer]);
        }
        for block in self.body.iter().chain(self.annexes.iter().flat_map(|annex| &annex.body)) {
            match block {
                Block::Heading { text, rest, .. } => texts.extend([text.as_str(), rest]),
                Block::Text { text } => texts.push(text),
                Block::Label { label, text } => texts.extend([label.as_str(), text]),
                Block::Table { columns, rows } => {
                    texts.extend(columns.iter().map(|column| column.head.as_str()));
                    texts.extend(rows.iter().flatten().map(String::as_str));
                }
            }
        }
        texts.retain(|text| !text.is_empty());
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_by_its_number_what_heading_it_is() {
        let (to, body) =
            prose("示例第一监狱：\n\n一、基本情况\n（一）狱政。会见记录不全。\n1.第一项\n十分重要、必须\n");
        assert_eq!(to, "示例第一监狱：");
        assert_eq!(
            body,
            [
                Block::Heading { level: 1, text: "一、基本情况".into(), rest: String::new() },
                Block::Heading { level: 2, text: "（一）狱政。".into(), rest: "会见记录不全。".into() },
                Block::text("1.第一项"),
                Block::text("十分重要、必须"),
            ]
        );
    }

    #[test]
    fn one_annex_has_no_number_and_two_have() {
        let annex = |title: &str| Annex { title: title.to_owned(), body: Vec::new() };
        let mut paper = Paper { annexes: vec![annex("问题清单")], ..Paper::blank(Form::Work) };
        assert_eq!((paper.announced(), paper.annex_mark(1)), (vec!["问题清单".to_owned()], "附件".to_owned()));
        paper.annexes.push(annex("人员名单"));
        assert_eq!(paper.announced(), ["1.问题清单", "2.人员名单"]);
        assert_eq!(paper.annex_mark(2), "附件2");
    }
}
