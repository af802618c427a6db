//! The organisation tree that every installation starts from: the Supreme People's Procuratorate, the region, its cities, counties and dispatched procuratorates.
use std::collections::HashMap;

use anyhow::Context as _;
use serde::Deserialize;
use sqlx::PgPool;

const DIVISIONS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/guangxi_divisions.csv"));
const NAMES_EN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/guangxi_names_en.csv"));

/// The root of the tree.
pub const SPP: &str = "000000-JCY";
/// The region.
pub const REGION: &str = "450000-JCY";
/// 刑事执行派出检察院, run directly by the region since 2021-01.
const DISPATCHED: [(&str, &str, &str); 5] = [
    ("450000-PCY-01", "第一", "First"),
    ("450000-PCY-02", "第二", "Second"),
    ("450000-PCY-03", "第三", "Third"),
    ("450000-PCY-04", "第四", "Fourth"),
    ("450000-PCY-05", "第五", "Fifth"),
];

#[derive(Deserialize)]
struct Division {
    code: String,
    name_zh: String,
    level: String,
    parent_code: String,
}

#[derive(Deserialize)]
struct English {
    code: String,
    name_en: String,
}

struct Org {
    code: String,
    kind: &'static str,
    level: i16,
    parent: Option<String>,
    division: Option<String>,
    name_zh: String,
    name_en: String,
}

/// Brings the tree in the database to what is shipped. Changes nothing when it is there already.
///
/// # Errors
/// When the shipped files do not parse or the database refuses.
pub async fn load(pool: &PgPool) -> anyhow::Result<()> {
    let tree = tree()?;
    let mut tx = pool.begin().await?;
    for level in 0..=3 {
        let orgs: Vec<&Org> = tree.iter().filter(|org| org.level == level).collect();
        let column = |of: fn(&Org) -> String| orgs.iter().map(|org| of(org)).collect::<Vec<_>>();
        let parents: Vec<Option<String>> = orgs.iter().map(|org| org.parent.clone()).collect();
        let divisions: Vec<Option<String>> = orgs.iter().map(|org| org.division.clone()).collect();
        sqlx::query!(
            "insert into org (code, kind, level, parent_id, division, name_zh, name_en)
             select u.code, u.kind, $7, p.id, u.division, u.name_zh, u.name_en
               from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as u (code, kind, parent, division, name_zh, name_en)
               left join org p on p.code = u.parent
              where not exists (select from org o where o.code = u.code)
             on conflict on constraint org_code do nothing",
            &column(|org| org.code.clone()),
            &column(|org| org.kind.to_owned()),
            &parents as &[Option<String>],
            &divisions as &[Option<String>],
            &column(|org| org.name_zh.clone()),
            &column(|org| org.name_en.clone()),
            level,
        )
        .execute(&mut *tx)
        .await
        .with_context(|| format!("loading the procuratorates of level {level}"))?;
    }
    tx.commit().await?;
    Ok(())
}

fn tree() -> anyhow::Result<Vec<Org>> {
    let english: HashMap<String, String> = csv::Reader::from_reader(NAMES_EN.as_bytes())
        .deserialize::<English>()
        .map(|row| row.map(|row| (row.code, row.name_en)))
        .collect::<Result<_, _>>()
        .context("reading guangxi_names_en.csv")?;
    let divisions: Vec<Division> = csv::Reader::from_reader(DIVISIONS.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading guangxi_divisions.csv")?;
    let cities: HashMap<&str, &str> =
        divisions.iter().filter(|d| d.level == "prefecture").map(|d| (d.code.as_str(), d.name_zh.as_str())).collect();

    let mut tree = vec![Org {
        code: SPP.to_owned(),
        kind: "spp",
        level: 0,
        parent: None,
        division: None,
        name_zh: "最高人民检察院".to_owned(),
        name_en: "Supreme People's Procuratorate".to_owned(),
    }];
    for division in &divisions {
        let name_en = english.get(&division.code).with_context(|| format!("{} has no English name", division.code))?;
        let (kind, level) = match division.level.as_str() {
            "province" => ("province", 1),
            "prefecture" => ("city", 2),
            "county" => ("county", 3),
            other => anyhow::bail!("{} has the unknown level {other}", division.code),
        };
        // a county's name alone is not unique in the country: it bears its city's name before its own
        let city = cities.get(division.parent_code.as_str()).unwrap_or(&"");
        let name_zh = format!("{city}{}人民检察院", division.name_zh);
        tree.push(Org {
            code: format!("{}-JCY", division.code),
            kind,
            level,
            parent: Some(match level {
                1 => SPP.to_owned(),
                _ => format!("{}-JCY", division.parent_code),
            }),
            division: Some(division.code.clone()),
            name_zh,
            name_en: format!("People's Procuratorate of {name_en}"),
        });
    }
    tree.extend(DISPATCHED.map(|(code, zh, en)| Org {
        code: code.to_owned(),
        kind: "dispatched",
        level: 2,
        parent: Some(REGION.to_owned()),
        division: None,
        name_zh: format!("{zh}刑事执行派出检察院"),
        name_en: format!("{en} Dispatched Procuratorate for Penal Execution"),
    }));
    Ok(tree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_has_every_procuratorate_once() -> anyhow::Result<()> {
        let tree = tree()?;
        let count = |kind| tree.iter().filter(|org| org.kind == kind).count();
        assert_eq!(["spp", "province", "city", "county", "dispatched"].map(count), [1, 1, 14, 111, 5]);
        let county = tree.iter().find(|org| org.code == "450102-JCY").context("no county")?;
        assert_eq!(county.name_zh, "南宁市兴宁区人民检察院");
        Ok(())
    }
}
