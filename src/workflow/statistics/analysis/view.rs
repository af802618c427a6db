//! The analysis as a page: every number with the address of its rows.
use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{text::Lang, web::shell::Shell, word::Word},
    workflow::{
        finding::{Depth, Severity},
        statistics::{
            Figures,
            analysis::{
                matrix::Matrix,
                model::{By, Common, Part},
            },
            filter::{Choice, Filters, Organ, Stand},
            form::Form,
            list::{model::CategoryRow, view::of_category},
        },
    },
};

/// Rows of a table that may grow without end; the rest is a link away.
const LONGEST: usize = 20;

/// A row of a breakdown. A part that no filter can name has no address.
#[derive(Debug)]
pub struct Line {
    pub label: String,
    pub inspections: i64,
    pub findings: i64,
    pub categories: i64,
    pub narrowed: Option<Filters>,
}

impl Line {
    pub fn href(&self, path: &str) -> Option<String> {
        self.narrowed.as_ref().map(|filters| filters.href(path))
    }

    pub fn cases(&self) -> Option<String> {
        self.narrowed.as_ref().map(|filters| filters.of_cases().href("/inspections"))
    }
}

/// A share of a stacked bar.
#[derive(Debug)]
pub struct Share {
    pub start: i64,
    pub n: i64,
    pub tone: &'static str,
    pub mark: &'static str,
    pub label: String,
    pub href: String,
}

/// Every breakdown of the page.
#[derive(Debug)]
pub struct Tables {
    pub fields: Vec<Line>,
    pub facilities: Vec<Line>,
    /// Facilities beyond those shown.
    pub further: usize,
    pub organs: Vec<Line>,
    pub years: Vec<Line>,
    pub severities: Vec<Share>,
    pub depths: Vec<Share>,
}

impl Tables {
    pub fn of(l: Lang, filters: &Filters, parts: impl Fn(By) -> Vec<Part>) -> Self {
        let lines = |by| parts(by).iter().map(|part| line(l, filters, part)).collect::<Vec<Line>>();
        let mut facilities = lines(By::Facility);
        let further = facilities.len().saturating_sub(LONGEST);
        facilities.truncate(LONGEST);
        let mut years = parts(By::Year);
        years.sort_by(|a, b| a.code.cmp(&b.code));
        Self {
            fields: lines(By::Field),
            facilities,
            further,
            organs: lines(By::Organ),
            years: years.iter().map(|part| line(l, filters, part)).collect(),
            severities: shares(&parts(By::Severity), |severity: Severity| {
                let (tone, mark) = match severity {
                    Severity::Minor => ("neutral", "square"),
                    Severity::Moderate => ("info", "square-half"),
                    Severity::Serious => ("warn", "diamond-open"),
                    Severity::Critical => ("danger", "diamond"),
                };
                (tone, mark, l.word(severity), Filters { severity: Some(severity), ..filters.clone() })
            }),
            depths: shares(&parts(By::Depth), |depth: Depth| {
                let (tone, mark) = match depth {
                    Depth::General => ("neutral", "square"),
                    Depth::Major => ("info", "diamond"),
                    Depth::Deep => ("violet", "diamond"),
                };
                (tone, mark, l.word(depth), Filters { depth: Some(depth), ..filters.clone() })
            }),
        }
    }

    /// The greatest number of findings of a table: the length of its longest bar.
    pub fn longest(lines: &[Line]) -> i64 {
        lines.iter().map(|line| line.findings).max().unwrap_or_default().max(1)
    }
}

/// One share for each word, in the order of the vocabulary.
fn shares<W: Word>(parts: &[Part], look: impl Fn(W) -> (&'static str, &'static str, String, Filters)) -> Vec<Share> {
    let mut start = 0;
    let mut shares = Vec::new();
    for word in W::ALL {
        let Some(part) = parts.iter().find(|part| part.code.as_deref() == Some(word.code())) else { continue };
        let (tone, mark, label, filters) = look(*word);
        shares.push(Share { start, n: part.findings, tone, mark, label, href: filters.href("/findings") });
        start += part.findings;
    }
    shares
}

fn line(l: Lang, filters: &Filters, part: &Part) -> Line {
    let label = match (part.name(l), part.by, &part.code) {
        (Some(name), ..) => name.to_owned(),
        (None, By::Organ, _) => l.t("analysis-no-organ"),
        (None, By::Year, None) => l.t("analysis-no-year"),
        (None, _, code) => code.clone().unwrap_or_default(),
    };
    Line {
        label,
        inspections: part.inspections,
        findings: part.findings,
        categories: part.categories,
        narrowed: part.code.as_deref().and_then(|code| narrowed(filters, part, code)),
    }
}

/// The filters narrowed to a part.
fn narrowed(filters: &Filters, part: &Part, code: &str) -> Option<Filters> {
    fn choice<K>(part: &Part, code: &str, id: K) -> Choice<K> {
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        Choice { id, code: code.to_owned(), name_zh: name(&part.name_zh), name_en: name(&part.name_en) }
    }
    let rest = filters.clone();
    Some(match part.by {
        By::Field => Filters { field: Some(choice(part, code, ())), ..rest },
        By::Domain => Filters { domain: Some(choice(part, code, ())), ..rest },
        By::Facility => Filters { facility: Some(choice(part, code, uuid::Uuid::nil())), ..rest },
        By::Organ => Filters { org: Some(choice(part, code, Organ { id: 0, level: 2 })), ..rest },
        By::Year => {
            let year = code.parse().ok()?;
            let (first, last) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
            Filters {
                from: Some(first.max(rest.from.unwrap_or(first))),
                to: Some(last.min(rest.to.unwrap_or(last))),
                ..rest
            }
        }
        By::Severity | By::Depth => return None,
    })
}

#[derive(Template)]
#[template(path = "workflow/statistics/analysis.html")]
pub struct AnalysisPage {
    pub shell: Shell,
    pub form: Form,
    pub filters: Filters,
    pub figures: Figures,
    pub inspections: i64,
    pub facilities: i64,
    /// The versions of the taxonomy that 类 counts by, in words.
    pub counted_by: Option<String>,
    pub today: NaiveDate,
    pub common: Common,
    pub matrix: Matrix,
    pub categories: Arc<Vec<CategoryRow>>,
    pub tables: Tables,
}

impl AnalysisPage {
    /// The address of the rows that a figure of findings counts.
    pub fn counted(&self, path: &str) -> String {
        self.filters.counted().href(path)
    }

    /// The address of the rows that a figure of cases counts.
    pub fn cases(&self, path: &str) -> String {
        self.filters.of_cases().href(path)
    }

    pub fn late(&self) -> String {
        self.filters.counted().late().href("/findings")
    }

    pub fn closed(&self) -> String {
        self.filters.standing(Stand::CLOSED).href("/findings")
    }

    /// The categories found at most facilities.
    pub fn common_rows(&self) -> impl Iterator<Item = &CategoryRow> {
        self.categories.iter().filter(|row| row.facilities > 1).take(8)
    }

    pub fn findings(&self, row: &CategoryRow) -> String {
        of_category(&self.filters, row).href("/findings")
    }
}
