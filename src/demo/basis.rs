//! The legal basis of a finding, as the law stood on the day of the conduct.
use std::collections::HashMap;

use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Deserialize;

use super::civil;
use crate::foundation::text::written::numeral;

const CHECKLISTS: [&str; 3] = [
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/prison.csv")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/detention_center.csv")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/community_correction.csv")),
];
const ARTICLES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/prison_law_article_map.csv"));

/// The checklists cite the Prison Law as renumbered on 2026-11-01; conduct before that day is judged by this text.
const PRISON_LAW_2026: &str = "《监狱法》(2026修订)";
const PRISON_LAW_2012: &str = "《监狱法》(2012修正)";
const RENUMBERED: NaiveDate = civil(2026, 11, 1);

/// Statutes that came into force within or after the years of the history; all others were in force throughout.
const IN_FORCE: [(&str, (i32, u32, u32)); 9] = [
    ("《人民检察院刑事诉讼规则》(2019)", (2019, 12, 30)),
    ("《社区矫正法》(2019)", (2020, 7, 1)),
    ("《社区矫正法实施办法》(2020)", (2020, 7, 1)),
    ("《最高人民法院关于适用〈刑事诉讼法〉的解释》(2021)", (2021, 3, 1)),
    ("《监狱计分考核罪犯工作规定》(司规〔2021〕3号)", (2021, 10, 1)),
    ("《关于加强减刑、假释案件实质化审理的意见》(法发〔2021〕31号)", (2021, 12, 1)),
    ("《人民检察院巡回检察工作规定》(2021)", (2021, 12, 8)),
    ("《法律援助法》(2021)", (2022, 1, 1)),
    ("《最高人民法院关于办理减刑、假释案件审查财产性判项执行问题的规定》(2024)", (2024, 5, 1)),
];

#[derive(Deserialize)]
struct Item {
    code: String,
    legal_basis: String,
}

#[derive(Deserialize)]
struct Renumbered {
    article_2012: String,
    article_2026: String,
}

/// Every checklist item's legal basis, and the bridge between the two numberings of the Prison Law.
pub struct Basis {
    items: HashMap<String, String>,
    article_2012: HashMap<u32, u32>,
}

impl Basis {
    pub fn shipped() -> anyhow::Result<Self> {
        let mut items = HashMap::new();
        for list in CHECKLISTS {
            for row in csv::Reader::from_reader(list.as_bytes()).deserialize() {
                let item: Item = row.context("reading a checklist")?;
                items.insert(item.code, item.legal_basis);
            }
        }
        let mut article_2012 = HashMap::new();
        for row in csv::Reader::from_reader(ARTICLES.as_bytes()).deserialize() {
            let row: Renumbered = row.context("reading prison_law_article_map.csv")?;
            let old = row.article_2012.parse().context("an article of 2012")?;
            for new in row.article_2026.split('、') {
                // an article that became one with others keeps its first number of before
                article_2012.entry(new.parse().context("an article of 2026")?).or_insert(old);
            }
        }
        Ok(Self { items, article_2012 })
    }

    /// What the checklist item rests on for conduct on that day, and the power to supervise where nothing more special
    /// was in force.
    pub fn of(&self, item: &str, day: NaiveDate) -> String {
        let cited: Vec<String> = self
            .items
            .get(item)
            .into_iter()
            .flat_map(|basis| basis.split('；'))
            .filter_map(|part| self.as_of(part, day))
            .collect();
        if cited.is_empty() { general(item, day).to_owned() } else { cited.join("；") }
    }

    fn as_of(&self, part: &str, day: NaiveDate) -> Option<String> {
        if part.is_empty() {
            return None;
        }
        let later = IN_FORCE.iter().any(|(statute, (y, m, d))| {
            part.starts_with(statute) && NaiveDate::from_ymd_opt(*y, *m, *d).is_some_and(|since| day < since)
        });
        if later {
            return None;
        }
        let Some(articles) = part.strip_prefix(PRISON_LAW_2026).filter(|_| day < RENUMBERED) else {
            return Some(part.to_owned());
        };
        let mut old: Vec<u32> =
            articles.split('、').filter_map(article).filter_map(|new| self.article_2012.get(&new).copied()).collect();
        old.dedup();
        let old: Vec<String> = old.into_iter().map(|n| format!("第{}条", numeral(n))).collect();
        (!old.is_empty()).then(|| format!("{PRISON_LAW_2012}{}", old.join("、")))
    }
}

/// The articles that make each kind of facility subject to supervision by the procuratorates.
fn general(item: &str, day: NaiveDate) -> &'static str {
    if item.starts_with("JY") && day >= RENUMBERED {
        "《监狱法》(2026修订)第六条"
    } else if item.starts_with("JY") {
        "《监狱法》(2012修正)第六条"
    } else if item.starts_with("KS") {
        "《看守所条例》(1990)第八条"
    } else {
        "《社区矫正法》(2019)第八条"
    }
}

/// The number of an article such as 第三十二条 or 第二十三条第（六）项.
fn article(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('第')?.split('条').next()?;
    let mut total = 0;
    let mut digit = 0;
    for sign in digits.chars() {
        match sign {
            '百' => total += std::mem::take(&mut digit) * 100,
            '十' => total += std::mem::take(&mut digit).max(1) * 10,
            '零' => {}
            _ => digit = u32::try_from("一二三四五六七八九".chars().position(|c| c == sign)?).ok()? + 1,
        }
    }
    Some(total + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    #[test]
    fn the_prison_law_is_cited_in_the_numbering_of_its_day() -> anyhow::Result<()> {
        let basis = Basis::shipped()?;
        assert_eq!(basis.of("JY-01-02", day(2021, 5, 6)), "《监狱法》(2012修正)第十六条");
        assert_eq!(basis.of("JY-01-02", day(2026, 11, 1)), "《监狱法》(2026修订)第三十二条");
        assert_eq!(article("第一百零三条"), Some(103));
        assert_eq!(article("第二十三条第（十二）项"), Some(23));
        Ok(())
    }

    #[test]
    fn a_statute_is_not_cited_before_its_day() -> anyhow::Result<()> {
        let basis = Basis::shipped()?;
        assert_eq!(basis.of("KS-04-03", day(2020, 5, 6)), "《看守所条例》(1990)第八条");
        assert_eq!(basis.of("KS-04-03", day(2022, 3, 1)), "《人民检察院巡回检察工作规定》(2021)第十六条第（一）项");
        Ok(())
    }
}
