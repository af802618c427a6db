//! What was found: sentences of `facts.csv`, each used three times at most, with facts drawn for the facility.
use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::{Datelike as _, Days, NaiveDate};
use serde::Deserialize;

use super::draw::Draw;
use super::schedule::Planned;
use crate::foundation::text::written::numeral;

/// A sentence is used this often at most.
const USES: usize = 3;

/// One fact pattern: its category, the checklist item that it offends, how it was found, and its words.
#[derive(Debug, Clone, Deserialize)]
pub struct Fact {
    pub category: String,
    pub item: String,
    pub method: String,
    title: String,
    facts: String,
    pub demand: String,
}

impl Fact {
    fn facility_kind(&self) -> &'static str {
        match self.category.get(3..5) {
            Some("JY") => "prison",
            Some("KS") => "detention_center",
            _ => "community_correction",
        }
    }
}

/// A fact dealt to an inspection: which, and how often it was used before.
#[derive(Debug, Clone, Copy)]
pub struct Dealt {
    pub fact: usize,
    used: usize,
}

/// The words of one finding.
pub struct Words {
    pub title: String,
    pub facts: String,
}

pub fn facts() -> anyhow::Result<Vec<Fact>> {
    csv::Reader::from_reader(include_str!("facts.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading facts.csv")
}

/// Gives every planned inspection as many facts as it has findings: every category of the file at least once, unevenly
/// beyond that, and no category twice in one inspection.
pub fn deal(draw: &mut Draw, facts: &[Fact], planned: &[Planned]) -> anyhow::Result<Vec<Vec<Dealt>>> {
    let mut hands: Vec<Vec<Dealt>> = vec![Vec::new(); planned.len()];
    for kind in ["prison", "detention_center", "community_correction"] {
        let cases: Vec<usize> = (0..planned.len()).filter(|case| planned[*case].facility_kind() == kind).collect();
        let wanted: usize = cases.iter().map(|case| planned[*case].findings).sum();
        let mut categories: Vec<Vec<Dealt>> = uses(draw, facts, kind, wanted)?.into_values().collect();
        draw.shuffle(&mut categories);
        // the most frequent category first, each time to the inspections that still lack most
        categories.sort_by_key(|uses| std::cmp::Reverse(uses.len()));
        for mut uses in categories {
            draw.shuffle(&mut uses);
            let mut open = cases.clone();
            draw.shuffle(&mut open);
            open.sort_by_key(|case| std::cmp::Reverse(planned[*case].findings - hands[*case].len()));
            for (dealt, case) in uses.into_iter().zip(open) {
                anyhow::ensure!(
                    hands[case].len() < planned[case].findings,
                    "the facts of {kind} do not fit its inspections"
                );
                hands[case].push(dealt);
            }
        }
    }
    for hand in &mut hands {
        hand.sort_by(|a, b| facts[a.fact].category.cmp(&facts[b.fact].category));
    }
    Ok(hands)
}

/// How often each fact of a kind is used, by category.
fn uses(draw: &mut Draw, facts: &[Fact], kind: &str, wanted: usize) -> anyhow::Result<BTreeMap<String, Vec<Dealt>>> {
    let of_kind: Vec<usize> = (0..facts.len()).filter(|fact| facts[*fact].facility_kind() == kind).collect();
    anyhow::ensure!(wanted <= of_kind.len() * USES, "too few facts for {wanted} findings of {kind}");
    let mut by_category: BTreeMap<String, Vec<Dealt>> = BTreeMap::new();
    let mut used = vec![0; facts.len()];
    let mut total = 0;
    let mut take = |fact: usize, used: &mut Vec<usize>| {
        by_category.entry(facts[fact].category.clone()).or_default().push(Dealt { fact, used: used[fact] });
        used[fact] += 1;
    };
    let mut last = "";
    for &fact in &of_kind {
        if facts[fact].category != last {
            last = &facts[fact].category;
            take(fact, &mut used);
            total += 1;
        }
    }
    anyhow::ensure!(total <= wanted, "more categories of {kind} than findings");
    while total < wanted {
        let fact = of_kind[draw.below(of_kind.len())];
        if used[fact] < USES {
            take(fact, &mut used);
            total += 1;
        }
    }
    Ok(by_category)
}

/// Gives further inspections of a kind facts that the others left over: those used least come first.
pub fn deal_left(
    draw: &mut Draw,
    facts: &[Fact],
    hands: &[Vec<Dealt>],
    wanted: &[(&str, usize)],
    fits: impl Fn(&Fact) -> bool,
) -> anyhow::Result<Vec<Vec<Dealt>>> {
    let mut used = vec![0; facts.len()];
    for dealt in hands.iter().flatten() {
        used[dealt.fact] = used[dealt.fact].max(dealt.used + 1);
    }
    let mut more = Vec::new();
    for (kind, count) in wanted {
        let mut open: Vec<usize> =
            (0..facts.len()).filter(|fact| facts[*fact].facility_kind() == *kind && fits(&facts[*fact])).collect();
        draw.shuffle(&mut open);
        open.sort_by_key(|fact| used[*fact]);
        let mut hand: Vec<Dealt> = Vec::new();
        for fact in open {
            let fresh = hand.iter().all(|dealt| facts[dealt.fact].category != facts[fact].category);
            if hand.len() < *count && used[fact] < USES && fresh {
                hand.push(Dealt { fact, used: used[fact] });
                used[fact] += 1;
            }
        }
        anyhow::ensure!(hand.len() == *count, "too few facts are left for {kind}");
        hand.sort_by(|a, b| facts[a.fact].method.cmp(&facts[b.fact].method));
        more.push(hand);
    }
    Ok(more)
}

const OPENINGS: [&str; 12] = [
    "{found}，检察组",
    "进驻第{nth}日，检察人员",
    "结合谈话中反映的情况，检察组",
    "按照工作方案分工，检察人员",
    "根据派驻检察室移交的材料，检察组",
    "在专项核查中，检察组",
    "{found}上午，检察人员",
    "围绕监督重点，检察组",
    "对照检察清单，检察人员",
    "经随机抽取，检察组",
    "{found}下午，检察组",
    "就信箱来信反映的问题，检察人员",
];
const CONFIRMED: [&str; 14] = [
    "上述情况有复印件和检察记录在卷。",
    "在场人员对事实没有异议，并在记录上签名。",
    "检察组已固定书证和截图。",
    "经当面核对，有关部门承认属实。",
    "分管负责人说明了经过，未能提供相反材料。",
    "两名检察人员分别核对，结论一致。",
    "相关登记原件已拍照留存。",
    "经与其他材料相互印证，事实清楚。",
    "经办人书面说明系工作疏忽。",
    "被谈话人的陈述与书证一致。",
    "该情况在回看录像中得到印证。",
    "责任部门当场作了更正登记，但未说明原因。",
    "检察组听取了责任人员意见，其理由不能成立。",
    "抽查样本之外是否还有同类情形，尚待全面排查。",
];
const CAUSES: [&str; 14] = [
    "反映出审核环节把关不严",
    "说明岗位责任没有落到人",
    "其原因是交接制度长期不落实",
    "反映出业务培训不到位",
    "暴露出台账与实际脱节",
    "说明日常检查流于形式",
    "其原因是人手不足、以旧表代新表",
    "反映出对权利保障认识不足",
    "暴露出信息系统没有校验",
    "说明负责人签批未作实质审查",
    "其原因是部门之间信息不通",
    "反映出重结果、轻程序的做法",
    "暴露出风险意识淡薄",
    "说明此前的整改没有举一反三",
];
const FAMILY_NAMES: &str = "韦覃莫陆蒙罗卢谭廖农甘岑容宁石";
const OFFICES: [&str; 8] = ["城东", "城南", "城西", "城北", "河东", "河西", "新街", "老街"];

/// The words of a dealt fact, for what was found on that day, the `nth` of the inspection.
pub fn words(draw: &mut Draw, fact: &Fact, dealt: Dealt, found_on: NaiveDate, nth: usize) -> Words {
    let delay = draw.days(3, 26);
    let then = found_on - Days::new(draw.days(35, 120).into());
    let later = then + Days::new(delay.into());
    let month = found_on - Days::new(draw.days(32, 150).into());
    let ward = match fact.facility_kind() {
        "prison" => format!("{}监区", numeral(draw.days(1, 12))),
        "detention_center" => format!("{}{:02}监室", draw.days(1, 4), draw.days(1, 18)),
        _ => format!("{}司法所", draw.one(&OFFICES)),
    };
    let families: Vec<char> = FAMILY_NAMES.chars().collect();
    let person = format!("{}某", families[draw.below(families.len())]);
    let fills = [
        ("{n}", draw.days(24, 86).to_string()),
        ("{k}", draw.days(2, 7).to_string()),
        ("{m}", delay.to_string()),
        ("{w}", ward),
        ("{p}", person),
        ("{d2}", chinese(later)),
        ("{d}", chinese(then)),
        ("{mo}", format!("{}年{}月", month.year(), month.month())),
        ("{found}", chinese(found_on)),
        ("{nth}", nth.to_string()),
    ];
    let fill = |text: &str| fills.iter().fold(text.to_owned(), |text, (slot, value)| text.replace(slot, value));
    // strides without a common factor with the lengths: uses of one sentence never meet the same company
    let pick = |list: &[&'static str], stride: usize| list[(dealt.fact * stride + dealt.used * 5) % list.len()];
    // a title says where, when its facts do
    let title = match fact.facts.contains("{w}") {
        true if fact.facility_kind() == "detention_center" => format!("{{w}}{}", fact.title.trim_start_matches("监室")),
        true => format!("{{w}}{}", fact.title),
        false => fact.title.clone(),
    };
    Words {
        title: fill(&title),
        facts: fill(&format!("{}{}。{}{}。", pick(&OPENINGS, 7), fact.facts, pick(&CONFIRMED, 3), pick(&CAUSES, 11))),
    }
}

/// A day as a document writes it.
pub fn chinese(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn no_two_findings_are_equal_and_no_pattern_comes_more_than_three_times() -> anyhow::Result<()> {
        let (facts, planned) = (facts()?, super::super::schedule::planned()?);
        let mut draw = Draw::new(1);
        let hands = deal(&mut draw, &facts, &planned)?;
        let mut texts = HashSet::new();
        let mut patterns: HashMap<&str, usize> = HashMap::new();
        let mut prison_categories = HashSet::new();
        for (hand, planned) in hands.iter().zip(&planned) {
            assert_eq!(hand.len(), planned.findings);
            let categories: HashSet<&str> = hand.iter().map(|d| facts[d.fact].category.as_str()).collect();
            assert_eq!(categories.len(), hand.len(), "one category, one finding in {}", planned.facility);
            for dealt in hand {
                let fact = &facts[dealt.fact];
                *patterns.entry(&fact.facts).or_default() += 1;
                if fact.facility_kind() == "prison" {
                    prison_categories.insert(&fact.category);
                }
                let words = words(&mut draw, fact, *dealt, planned.started_on, 2);
                assert!(words.title.chars().count() <= 30, "{}", words.title);
                assert!(!words.facts.contains(['{', '}']), "{}", words.facts);
                assert!(texts.insert(words.facts));
            }
        }
        assert_eq!(texts.len(), 536);
        assert_eq!(prison_categories.len(), 77);
        assert!(patterns.values().all(|uses| *uses <= 3));
        Ok(())
    }
}
