//! What a living team recorded and found on site.
use anyhow::Context as _;

use super::Ground;
use super::course::{Case, Stage};
use super::deed::{On, Tale};
use super::words::{mended, told};
use crate::demo::draw::Draw;
use crate::demo::facts::{Dealt, chinese, words};
use crate::demo::found::manner;

/// As many findings as one record holds.
const A_RECORD: usize = 3;
/// Findings of the last days on site that the lead has still to decide about.
const UNDECIDED: usize = 4;

/// A finding as instruments and answers need it.
#[derive(Debug)]
pub struct Found {
    pub demand: String,
    pub serious: bool,
}

impl Case<'_> {
    /// Records spread over the days on site, each with the findings that rest on it.
    pub fn fieldwork(
        &self,
        ground: &Ground<'_>,
        tale: &mut Tale,
        hand: &[Dealt],
        draw: &mut Draw,
    ) -> anyhow::Result<Vec<Found>> {
        let last = if self.stage == Stage::InProgress { ground.days.before(ground.today, 1) } else { self.days.to };
        let working = ground.days.within(self.days.from, last);
        let visits: Vec<&[Dealt]> = hand
            .chunk_by(|a, b| ground.facts[a.fact].method == ground.facts[b.fact].method)
            .flat_map(|same| same.chunks(A_RECORD))
            .collect();
        let mut found = Vec::new();
        for (no, facts) in visits.iter().enumerate() {
            // the first day is the kick-off's, the last record of a running case is of its last day
            let nth = (1 + no) * (working.len() - 1) / visits.len();
            let day = *working.get(nth).context("an inspection without working days")?;
            let author = *self
                .authors
                .get(no % self.authors.len().max(1))
                .with_context(|| format!("{} has no inspectors", self.name()))?;
            let titled: Vec<_> =
                facts.iter().map(|one| (one, words(draw, &ground.facts[one.fact], *one, day, nth + 1))).collect();
            let headings: Vec<&str> = titled.iter().map(|(_, words)| words.title.as_str()).collect();
            self.record(ground, tale, (author, no), (day, &ground.facts[facts[0].fact].method), &headings);
            for (one, words) in &titled {
                let fact = &ground.facts[one.fact];
                let category = ground.world.categories.get(&fact.category).context("a category")?;
                let serious = matches!(category.severity.as_str(), "serious" | "critical");
                let depth = if serious && found.len() % 2 == 0 { "major" } else { "general" };
                let reason = if depth == "major" {
                    "涉及被监管人重要权利，存在发生监管安全事故的现实风险"
                } else {
                    ""
                };
                let fields = vec![
                    ("title", words.title.clone()),
                    ("facts", words.facts.clone()),
                    ("legal_basis", ground.basis.of(&fact.item, day)),
                    ("category", fact.category.clone()),
                    ("severity", category.severity.clone()),
                    ("depth", depth.to_owned()),
                    ("depth_reason", reason.to_owned()),
                ];
                let at = found.len();
                tale.deed(day, author, On::Record(no, "findings"), fields);
                let decided = ground.days.after(day, 1).min(last);
                if self.stage > Stage::InProgress || at + UNDECIDED < hand.len() {
                    let owner = vec![("owner", ground.people.0[self.lead].id.to_string())];
                    tale.deed(decided, self.lead, On::Finding(at, "confirm"), owner);
                }
                // while the team is on site: what is minor and found first was put right at once, what was found last is running
                let minor = self.stage == Stage::InProgress && !serious;
                if minor && !found.iter().any(|one: &Found| !one.serious) {
                    tale.deed(day, author, On::Finding(at, "oral"), told(day, &fact.demand));
                    tale.deed(decided, author, On::Finding(at, "oral/done"), mended(decided));
                } else if minor && no + 1 == visits.len() {
                    tale.deed(day, author, On::Finding(at, "oral"), told(day, &fact.demand));
                }
                found.push(Found { demand: format!("{}。", fact.demand), serious });
            }
        }
        Ok(found)
    }

    fn record(
        &self,
        ground: &Ground<'_>,
        tale: &mut Tale,
        (author, _): (usize, usize),
        (day, method): (chrono::NaiveDate, &str),
        titles: &[&str],
    ) {
        let second = if author == self.lead { self.verifier } else { self.lead };
        let names = [author, second].map(|who| ground.people.0[who].name.as_str()).join("、");
        let (place, how) = manner(method);
        let name = self.name();
        let body = format!(
            "{}，{names}在{name}{place}{how}。发现的情况：{}。记录经在场人员核对无误。",
            chinese(day),
            titles.join("；")
        );
        let fields = vec![
            ("day", day.to_string()),
            ("place", format!("{name}{place}")),
            ("method", method.to_owned()),
            ("body", body),
            ("inspectors", ground.people.0[author].id.to_string()),
            ("inspectors", ground.people.0[second].id.to_string()),
        ];
        tale.deed(day, author, On::Case("records"), fields);
    }
}
