//! How a document is drawn: its form, and where what it raises stands in it.
use chrono::NaiveDate;

use crate::{
    foundation::{
        print::{Annex, Block, Form, Paper, prose},
        text::{Lang, written},
    },
    workflow::document::{Document, Kind, store::read::Item},
};

/// Where in a text the findings stand that it raises; a text without it has them as its annex.
pub const FINDINGS: &str = "【所列问题】";

/// What a document consists of, as whoever reads it has it.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    pub issuer: &'a str,
    pub kind: Kind,
    pub title: &'a str,
    pub number: &'a str,
    pub body: &'a str,
    pub issued_on: Option<NaiveDate>,
}

impl Document {
    /// The document as a paper with what it raises.
    pub fn paper(&self, items: &[Item]) -> Paper {
        let (issuer, title, number, body) = (&self.issuer_zh, &self.title, &self.number, &self.body);
        paper(Parts { issuer, kind: self.kind, title, number, body, issued_on: self.issued_on }, items)
    }
}

/// A document as a paper, Chinese whatever language the page is read in.
pub fn paper(of: Parts<'_>, items: &[Item]) -> Paper {
    let l = Lang::Zh;
    let (to, mut body) = prose(of.body);
    let raised: Vec<Block> = items.iter().enumerate().flat_map(|(n, item)| raised(n, item)).collect();
    let mut annexes = Vec::new();
    match body.iter().position(|block| matches!(block, Block::Text { text } if text == FINDINGS)) {
        Some(at) => drop(body.splice(at..=at, raised)),
        None if raised.is_empty() => {}
        None => annexes.push(Annex { title: l.t("document-attached"), body: raised }),
    }
    Paper {
        issuer: of.issuer.to_owned(),
        heading: heading(of.kind, of.title),
        title: of.title.to_owned(),
        number: of.number.to_owned(),
        to,
        body,
        organ: of.issuer.to_owned(),
        day: of.issued_on.as_ref().map(written::day).unwrap_or_default(),
        annexes,
        draft: of.issued_on.is_none(),
        ..Paper::blank(Form::Instrument)
    }
}

/// What stands below the issuer. A feedback opinion is no form of its own, so its title names it.
fn heading(kind: Kind, title: &str) -> String {
    match kind {
        Kind::FeedbackOpinion => title.to_owned(),
        Kind::OralCorrection | Kind::CorrectionNotice | Kind::Recommendation => Lang::Zh.word(kind),
    }
}

/// A finding as a document raises it: what it is, the facts, the basis, the demand.
fn raised(n: usize, item: &Item) -> Vec<Block> {
    let l = Lang::Zh;
    let labelled = |key: &str, text: &str| (!text.is_empty()).then(|| Block::text(format!("{}：{text}", l.t(key))));
    let mut blocks = vec![Block::first(n + 1, &item.title)];
    blocks.extend(prose(&item.facts).1.into_iter().map(as_text));
    blocks.extend(labelled("item-legal-basis", &item.legal_basis));
    blocks.extend(labelled("document-demand", &item.demand));
    blocks
}

/// What looks like a heading inside the facts is none of the document's.
fn as_text(block: Block) -> Block {
    match block {
        Block::Heading { text, rest, .. } => Block::text(text + &rest),
        Block::Text { .. } | Block::Label { .. } | Block::Table { .. } => block,
    }
}
