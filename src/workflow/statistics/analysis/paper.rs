//! 巡回检察问题情况报告: the analysis as a document. Its figures are those of the page, by the same functions.
use chrono::NaiveDate;

use crate::{
    foundation::{
        print::{Annex, Block, Column, Form as Sheet, Paper},
        text::{Lang, written},
    },
    workflow::statistics::analysis::view::{AnalysisPage, Line, Share},
};

/// A table of texts under heads that are messages of this document.
fn table(heads: &[(&str, u32)], rows: Vec<Vec<String>>) -> Option<Block> {
    let column =
        |(head, share): &(&str, u32)| Column { head: Lang::Zh.t(&format!("summary-col-{head}")), share: *share };
    (!rows.is_empty()).then(|| Block::Table { columns: heads.iter().map(column).collect(), rows })
}

fn lines(lines: &[Line]) -> Vec<Vec<String>> {
    let numbers = |line: &Line| [line.inspections, line.categories, line.findings].map(|n| n.to_string());
    lines.iter().map(|line| [vec![line.label.clone()], numbers(line).into()].concat()).collect()
}

/// `轻微3个，较重5个`
fn composed(shares: &[Share]) -> String {
    shares.iter().map(|share| format!("{}{}个", share.label, share.n)).collect::<Vec<_>>().join("，")
}

impl AnalysisPage {
    /// The page as a document in the name of the reader's unit; it was made in Chinese.
    pub fn paper(&self, organ: String, today: NaiveDate) -> Paper {
        let l = Lang::Zh;
        let chips: Vec<String> = self.form.chips.iter().map(|(label, value, _)| format!("{label}{value}")).collect();
        let scope = if chips.is_empty() {
            l.t("summary-scope-all")
        } else {
            l.with("summary-scope", &[("what", chips.join("；").into())])
        };
        let figures = l.with(
            "summary-figures",
            &[
                ("facilities", self.facilities.into()),
                ("inspections", self.inspections.into()),
                ("categories", self.figures.categories.into()),
                ("findings", self.figures.findings.into()),
                ("closed", self.figures.closed.into()),
                ("overdue", self.figures.overdue.into()),
            ],
        );
        let mut body = vec![Block::first(1, &l.t("summary-basics")), Block::text(scope), Block::text(figures)];
        body.extend(self.counted_by.as_ref().map(|sentence| Block::text(format!("{sentence}。"))));
        body.push(Block::first(2, &l.t("summary-spread")));
        let graded = [composed(&self.tables.severities), composed(&self.tables.depths)];
        if self.figures.findings > 0 {
            body.push(Block::text(l.with(
                "summary-graded",
                &[("severities", graded[0].as_str().into()), ("depths", graded[1].as_str().into())],
            )));
        }
        let heads = [("name", 5), ("inspections", 2), ("categories", 2), ("findings", 2)];
        body.extend(table(&heads, lines(&self.tables.fields)));
        body.push(Block::first(3, &l.t("summary-common")));
        let common = [
            ("common", self.common.categories.into()),
            ("n", self.common.findings.into()),
            ("percent", self.common.percent.into()),
        ];
        body.push(Block::text(l.with("summary-common-figures", &common)));
        let shared = self
            .common_rows()
            .map(|row| vec![row.name_zh.clone(), row.facilities.to_string(), row.findings.to_string()]);
        body.extend(table(&[("category", 6), ("facilities", 2), ("findings", 2)], shared.collect()));
        body.push(Block::first(4, &l.t("summary-facilities")));
        body.extend(table(&heads, lines(&self.tables.facilities)));
        if self.tables.further > 0 {
            body.push(Block::text(l.with("summary-further", &[("n", self.tables.further.into())])));
        }
        Paper {
            issuer: organ.clone(),
            title: l.t("summary-title"),
            body,
            annexes: self.listed().into_iter().collect(),
            organ,
            day: written::day(&today),
            ..Paper::blank(Sheet::Official)
        }
    }

    /// 附件: every category with what was found of it.
    fn listed(&self) -> Option<Annex> {
        let row = |(n, row): (usize, &crate::workflow::statistics::list::model::CategoryRow)| {
            vec![
                (n + 1).to_string(),
                row.name_zh.clone(),
                row.field_zh.clone(),
                row.facilities.to_string(),
                row.findings.to_string(),
            ]
        };
        let rows = self.categories.iter().enumerate().map(row).collect();
        let heads = [("no", 1), ("category", 6), ("field", 3), ("facilities", 2), ("findings", 2)];
        table(&heads, rows).map(|table| Annex { title: Lang::Zh.t("summary-categories"), body: vec![table] })
    }
}
