//! Findings summed up in every way that a breakdown parts by, in one pass.
use std::{collections::HashMap, sync::Arc};

use uuid::Uuid;

use crate::{
    foundation::word::Word as _,
    workflow::{
        finding::{Depth, Severity},
        statistics::{
            analysis::{
                matrix::Cell,
                model::{By, Part},
            },
            names::{Name, Names},
        },
    },
};

/// So many findings at one facility that differ in nothing that a breakdown parts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    pub taxonomy: i32,
    pub category: i32,
    pub city: Option<i32>,
    pub year: Option<i32>,
    pub severity: Severity,
    pub depth: Depth,
    pub n: i64,
}

/// So many inspections of one facility that ended in the same year.
#[derive(Debug, Clone, Copy)]
pub struct Inspected {
    pub city: Option<i32>,
    pub year: Option<i32>,
    pub n: i64,
}

/// What was found: every part of every breakdown, and the numbers of facilities by domains.
#[derive(Debug, Default)]
pub struct Found {
    pub parts: Vec<Part>,
    pub cells: Vec<Cell>,
}

/// 个 and 类 of one part.
#[derive(Debug, Clone, Default)]
struct Sum {
    findings: i64,
    /// One bit for each category: their ids count up from one.
    categories: Vec<u64>,
}

impl Sum {
    fn add(&mut self, category: i32, n: i64) {
        self.findings += n;
        let bit = usize::try_from(category).unwrap_or_default();
        if self.categories.len() <= bit / 64 {
            self.categories.resize(bit / 64 + 1, 0);
        }
        self.categories[bit / 64] |= 1 << (bit % 64);
    }

    fn part(&self, by: By, code: Option<String>, name: Option<&Name>) -> Part {
        Part {
            by,
            code,
            name_zh: name.map(|name| name.zh.clone()),
            name_en: name.map(|name| name.en.clone()),
            inspections: 0,
            findings: self.findings,
            categories: self.categories.iter().map(|bits| i64::from(bits.count_ones())).sum(),
        }
    }
}

/// Sums by a key of which there are few.
#[derive(Debug)]
struct Sums<K>(Vec<(K, Sum)>);

impl<K: PartialEq> Sums<K> {
    fn add(&mut self, key: K, row: &Alike) {
        let at = self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, Sum::default()));
            self.0.len() - 1
        });
        self.0[at].1.add(row.category, row.n);
    }
}

/// Sums up what was found at each facility. Fields and domains are those of the taxonomy that a finding was logged under.
pub fn sum(counted: &[(Uuid, Arc<[Alike]>)], names: &Names) -> Found {
    let mut found = Found::default();
    let mut fields = vec![Sum::default(); names.fields.len()];
    let mut domains = vec![Sum::default(); names.domains.len()];
    let (mut organs, mut years) = (Sums(Vec::new()), Sums(Vec::new()));
    let (mut severities, mut depths) = (Sums(Vec::new()), Sums(Vec::new()));
    let here = counted.iter().filter_map(|(facility, rows)| Some((names.facilities.get(facility)?, rows)));
    for (facility, rows) in here {
        let mut all = Sum::default();
        let mut cells = vec![0; names.domains.len()];
        for row in rows.iter() {
            all.add(row.category, row.n);
            organs.add(row.city, row);
            years.add(row.year, row);
            severities.add(row.severity, row);
            depths.add(row.depth, row);
            if let Some(domain) = names.placed.get(&(row.taxonomy, row.category)) {
                domains[*domain].add(row.category, row.n);
                fields[names.domains[*domain].field].add(row.category, row.n);
                cells[*domain] += row.n;
            }
        }
        found.parts.push(all.part(By::Facility, Some(facility.code.clone()), Some(facility)));
        found.cells.extend(
            cells.iter().enumerate().filter(|(_, n)| **n > 0).map(|(domain, n)| cell(facility, names, domain, *n)),
        );
    }
    found.cells.sort_by(|a, b| (&a.code, &a.domain).cmp(&(&b.code, &b.domain)));
    let met = |sums: &[Sum], by, name: &dyn Fn(usize) -> Name| -> Vec<Part> {
        let parts = sums.iter().enumerate().filter(|(_, sum)| sum.findings > 0);
        parts
            .map(|(at, sum)| (sum, name(at)))
            .map(|(sum, name)| sum.part(by, Some(name.code.clone()), Some(&name)))
            .collect()
    };
    found.parts.extend(met(&fields, By::Field, &|at| names.fields[at].clone()));
    found.parts.extend(met(&domains, By::Domain, &|at| names.domains[at].name.clone()));
    for (city, sum) in &organs.0 {
        let name = city.and_then(|city| names.organs.get(&city));
        found.parts.push(sum.part(By::Organ, name.map(|name| name.code.clone()), name));
    }
    found.parts.extend(years.0.iter().map(|(year, sum)| sum.part(By::Year, year.map(|year| year.to_string()), None)));
    let word = |by, code: &str, sum: &Sum| sum.part(by, Some(code.to_owned()), None);
    found.parts.extend(severities.0.iter().map(|(severity, sum)| word(By::Severity, severity.code(), sum)));
    found.parts.extend(depths.0.iter().map(|(depth, sum)| word(By::Depth, depth.code(), sum)));
    found
}

/// Sums up what was inspected, by facility, procuratorate and year.
pub fn inspected(counted: &[(Uuid, Arc<[Inspected]>)], names: &Names) -> Vec<Part> {
    let mut parts: HashMap<(By, Option<String>), Part> = HashMap::new();
    let mut add = |by, code: Option<String>, name: Option<&Name>, n| {
        let part = parts.entry((by, code.clone())).or_insert_with(|| Sum::default().part(by, code, name));
        part.inspections += n;
    };
    for (facility, rows) in counted {
        let facility = names.facilities.get(facility);
        for row in rows.iter() {
            let organ = row.city.and_then(|city| names.organs.get(&city));
            add(By::Facility, facility.map(|name| name.code.clone()), facility, row.n);
            add(By::Organ, organ.map(|name| name.code.clone()), organ, row.n);
            add(By::Year, row.year.map(|year| year.to_string()), None, row.n);
        }
    }
    parts.into_values().collect()
}

fn cell(facility: &Name, names: &Names, domain: usize, findings: i64) -> Cell {
    let domain = &names.domains[domain];
    let field = &names.fields[domain.field];
    let (facility, domain, field) = (facility.clone(), domain.name.clone(), field.clone());
    Cell {
        code: facility.code,
        name_zh: facility.zh,
        name_en: facility.en,
        field: field.code,
        field_zh: field.zh,
        field_en: field.en,
        domain: domain.code,
        domain_zh: domain.zh,
        domain_en: domain.en,
        findings,
    }
}

#[cfg(test)]
mod tests {
    use crate::workflow::statistics::names::{DomainName, LeafName};

    use super::*;

    fn name(code: &str) -> Name {
        Name { code: code.to_owned(), zh: code.to_owned(), en: code.to_owned() }
    }

    fn alike(category: i32, year: i32, n: i64) -> Alike {
        let (severity, depth) = (Severity::Minor, Depth::General);
        Alike { taxonomy: 1, category, city: None, year: Some(year), severity, depth, n }
    }

    #[test]
    fn a_category_counts_once_in_each_part() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let names = Names {
            fields: vec![name("1")],
            domains: vec![DomainName { field: 0, name: name("1-1") }, DomainName { field: 0, name: name("1-2") }],
            leaves: HashMap::from([(70, LeafName { domain: 0, name: name("x") })]),
            placed: HashMap::from([((1, 70), 0), ((1, 3), 1)]),
            facilities: HashMap::from([(a, name("A")), (b, name("B"))]),
            organs: HashMap::new(),
        };
        let counted: [(Uuid, Arc<[Alike]>); 2] = [
            (a, Arc::from([alike(70, 2020, 2), alike(70, 2021, 1), alike(3, 2021, 1)])),
            (b, Arc::from([alike(70, 2021, 5)])),
        ];
        let found = sum(&counted, &names);
        let part = |by, code: &str| {
            let part = found.parts.iter().find(|part| part.by == by && part.code.as_deref() == Some(code));
            part.map(|part| (part.findings, part.categories))
        };
        assert_eq!(part(By::Field, "1"), Some((9, 2)));
        assert_eq!(part(By::Domain, "1-1"), Some((8, 1)));
        assert_eq!(part(By::Facility, "A"), Some((4, 2)));
        assert_eq!(part(By::Year, "2021"), Some((7, 2)));
        assert_eq!(part(By::Severity, "minor"), Some((9, 2)));
        assert_eq!(part(By::Domain, "1-3"), None);
        let cells: Vec<_> = found.cells.iter().map(|cell| (&*cell.code, &*cell.domain, cell.findings)).collect();
        assert_eq!(cells, [("A", "1-1", 3), ("A", "1-2", 1), ("B", "1-1", 5)]);
    }
}
