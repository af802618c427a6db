//! 巡回覆盖与问题分布: facilities against domains, a number in every cell, sums by row and by column.
use std::collections::BTreeMap;

use crate::{
    foundation::text::Lang,
    workflow::statistics::filter::{Choice, Filters},
};

/// What was found at one facility in one domain.
#[derive(Debug, Clone)]
pub struct Cell {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub field: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain: String,
    pub domain_zh: String,
    pub domain_en: String,
    pub findings: i64,
}

/// A facility where nothing was found, inspected or not.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Blank {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub inspected: bool,
}

/// A domain under its field.
#[derive(Debug)]
pub struct Column {
    domain: (String, String),
    pub label: String,
    pub field: String,
    /// How many columns the field spans, where this one is its first.
    pub spans: Option<usize>,
    pub total: i64,
    pub href: String,
}

impl Column {
    /// A field with one domain that bears its name: it is said once.
    pub fn is_whole_field(&self) -> bool {
        self.spans == Some(1) && self.field == self.label
    }
}

/// One number, tinted by how high it is among all.
#[derive(Debug)]
pub struct Square {
    pub findings: i64,
    pub heat: i64,
    pub href: String,
    /// Whether the field of the column begins here.
    pub begins: bool,
    /// Whether the domain is one of this kind of facility: only there does nothing found say anything.
    pub applies: bool,
}

/// A facility with its numbers, one for each column.
#[derive(Debug)]
pub struct Row {
    pub label: String,
    pub href: String,
    pub inspected: bool,
    pub squares: Vec<Square>,
    pub total: i64,
}

/// The matrix as shown: facilities of most findings first, then those without any.
#[derive(Debug)]
pub struct Matrix {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Facilities beyond those shown, and what was found there.
    pub further: (usize, i64),
    pub total: i64,
    pub href: String,
    /// The numbers of each tint in words.
    pub scale: Vec<String>,
}

/// Facilities shown.
pub const LONGEST: usize = 40;

/// Tints of a number; that of nothing is none of them.
const HEATS: i64 = 4;

impl Matrix {
    pub fn of(cells: &[Cell], blanks: &[Blank], filters: &Filters, l: Lang) -> Self {
        let columns = columns(cells, filters, l);
        let step = cells.iter().map(|cell| cell.findings).max().unwrap_or_default().max(HEATS).div_euclid(HEATS);
        let alone =
            cells.iter().all(|cell| cells.first().is_some_and(|one| of_kind(&one.domain) == of_kind(&cell.domain)));
        let mut each: BTreeMap<&str, Vec<&Cell>> = BTreeMap::new();
        for cell in cells {
            each.entry(&cell.code).or_default().push(cell);
        }
        let total = |own: &[&Cell]| own.iter().map(|cell| cell.findings).sum::<i64>();
        let mut found: Vec<(Vec<&Cell>, i64)> = each
            .into_values()
            .map(|own| {
                let n = total(&own);
                (own, n)
            })
            .collect();
        found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let beyond = found.split_off(found.len().min(LONGEST));
        let row = |own: &[&Cell], code: &str, (zh, en): (&str, &str), inspected| {
            let here = Filters { facility: Some(choice(code, zh, en, uuid::Uuid::nil())), ..filters.clone() };
            Row {
                label: l.pick(zh, en).to_owned(),
                href: here.href("/findings"),
                inspected,
                squares: columns.iter().map(|column| square(own, column, &here, (step, alone))).collect(),
                total: total(own),
            }
        };
        let known = found.iter().filter_map(|(own, _)| {
            let cell = own.first()?;
            Some(row(own, &cell.code, (&cell.name_zh, &cell.name_en), true))
        });
        let bare = blanks.iter().map(|blank| row(&[], &blank.code, (&blank.name_zh, &blank.name_en), blank.inspected));
        Self {
            rows: known.chain(bare).take(LONGEST).collect(),
            further: (beyond.len(), beyond.iter().map(|(_, n)| n).sum()),
            total: cells.iter().map(|cell| cell.findings).sum(),
            href: filters.href("/findings"),
            scale: (0..HEATS).map(|heat| range(heat, step)).collect(),
            columns,
        }
    }
}

fn range(heat: i64, step: i64) -> String {
    let first = heat * step + 1;
    match (heat + 1 == HEATS, step) {
        (true, _) => format!("{first}+"),
        (false, 1) => first.to_string(),
        (false, _) => format!("{first}–{}", first + step - 1),
    }
}

fn choice<K>(code: &str, zh: &str, en: &str, id: K) -> Choice<K> {
    Choice { id, code: code.to_owned(), name_zh: zh.to_owned(), name_en: en.to_owned() }
}

fn narrowed(filters: &Filters, cell: &Cell) -> String {
    let filters = Filters {
        field: Some(choice(&cell.field, &cell.field_zh, &cell.field_en, ())),
        domain: Some(choice(&cell.domain, &cell.domain_zh, &cell.domain_en, ())),
        ..filters.clone()
    };
    filters.href("/findings")
}

/// The domains in which something was found, under their fields.
fn columns(cells: &[Cell], filters: &Filters, l: Lang) -> Vec<Column> {
    let mut each: BTreeMap<(&str, &str), (&Cell, i64)> = BTreeMap::new();
    for cell in cells {
        each.entry((&cell.field, &cell.domain)).or_insert((cell, 0)).1 += cell.findings;
    }
    let seen: Vec<(&Cell, i64)> = each.into_values().collect();
    let column = |(at, (cell, total)): (usize, &(&Cell, i64))| {
        let before = at.checked_sub(1).and_then(|before| seen.get(before));
        let begins = before.is_none_or(|(before, _)| before.field != cell.field);
        Column {
            domain: (cell.field.clone(), cell.domain.clone()),
            label: l.pick(&cell.domain_zh, &cell.domain_en).to_owned(),
            field: l.pick(&cell.field_zh, &cell.field_en).to_owned(),
            spans: begins.then(|| seen.iter().filter(|(other, _)| other.field == cell.field).count()),
            total: *total,
            href: narrowed(filters, cell),
        }
    };
    seen.iter().enumerate().map(column).collect()
}

fn square(own: &[&Cell], column: &Column, here: &Filters, (step, alone): (i64, bool)) -> Square {
    let (field, domain) = &column.domain;
    let found = own.iter().find(|cell| (&cell.field, &cell.domain) == (field, domain));
    let findings = found.map_or(0, |cell| cell.findings);
    let applies = alone || own.iter().any(|cell| of_kind(&cell.domain) == of_kind(domain));
    Square {
        findings,
        heat: ((findings + step - 1) / step).min(HEATS),
        href: found.map(|cell| narrowed(here, cell)).unwrap_or_default(),
        begins: column.spans.is_some(),
        applies,
    }
}

/// The kind of facility that a domain is of: its code without its own number.
fn of_kind(domain: &str) -> &str {
    domain.rsplit_once('-').map_or("", |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(code: &str, domain: &str, findings: i64) -> Cell {
        let (code, domain) = (code.to_owned(), domain.to_owned());
        Cell {
            name_zh: code.clone(),
            name_en: code.clone(),
            code,
            field: "field".to_owned(),
            field_zh: String::new(),
            field_en: String::new(),
            domain_zh: domain.clone(),
            domain_en: domain.clone(),
            domain,
            findings,
        }
    }

    #[test]
    fn rows_and_columns_sum_to_the_whole() {
        let cells = [cell("a", "x", 1), cell("a", "y", 3), cell("b", "x", 5), cell("c", "y", 2)];
        let blank = Blank { code: "d".into(), name_zh: String::new(), name_en: String::new(), inspected: false };
        let matrix = Matrix::of(&cells, &[blank], &Filters::default(), Lang::Zh);
        assert_eq!((matrix.total, matrix.further), (11, (0, 0)));
        let totals = |of: &dyn Fn(&Row) -> i64| matrix.rows.iter().map(of).collect::<Vec<_>>();
        assert_eq!(totals(&|row| row.total), [5, 4, 2, 0]);
        assert_eq!(totals(&|row| row.squares.iter().map(|square| square.findings).sum()), [5, 4, 2, 0]);
        assert_eq!(totals(&|row| row.squares.iter().map(|square| square.heat).sum()), [4, 4, 2, 0]);
        assert_eq!(matrix.columns.iter().map(|column| column.total).collect::<Vec<_>>(), [6, 5]);
        assert_eq!(matrix.scale, ["1", "2", "3", "4+"]);
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let cells: Vec<_> = (0..50).map(|n| cell(&format!("{n:02}"), "x", 50 - n)).collect();
        let matrix = Matrix::of(&cells, &[], &Filters::default(), Lang::Zh);
        assert_eq!((matrix.rows.len(), matrix.further), (40, (10, 55)));
        assert_eq!(matrix.scale, ["1–12", "13–24", "25–36", "37+"]);
    }
}
