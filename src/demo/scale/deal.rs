//! Who goes where and when: cases dealt over ten years, facilities and people.
use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::super::{case::SERIES, days::at, draw::Draw};

/// Findings that an inspection yields on the average, as in the history of 2019 to 2022.
const FINDINGS_A_CASE: usize = 10;
/// Findings of ten years at one facility, on the average.
const FINDINGS_A_FACILITY: usize = 400;
/// Findings of ten years to which one more inspector belongs.
const FINDINGS_A_PERSON: usize = 400;
const DAYS: u64 = 3650;

/// Places in a team, in the order in which they are filled.
pub const PLACES: [&str; 6] = ["lead_prosecutor", "team_leader", "member", "recorder", "member", "member"];
/// The accounts of the demonstration that lead, log and record the cases under way.
pub const OWN: [&str; 4] = ["lead", "dispatched", "procurator", "procurator2"];

/// An inspector made up for the growth.
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub post: Uuid,
    /// Stands for a procuratorate: they are taken in turn.
    pub turn: i32,
}

/// A facility made up for the growth, after the pattern of another.
pub struct Facility {
    pub id: Uuid,
    pub like: Uuid,
    pub code: String,
    pub suffix: String,
}

/// A facility as the deal needs it.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub supervisor_id: i32,
    pub supervisor_code: String,
}

/// What the growth refers to.
pub struct World {
    pub places: Vec<Place>,
    /// The region's procuratorate, which organises cross-inspections.
    pub region: (i32, String),
    /// The people behind [`OWN`], in its order.
    pub own: Vec<Uuid>,
    /// The department head of the region, who closes.
    pub closer: Uuid,
    /// The last number of each organ and year.
    pub series: HashMap<(i32, i32), i32>,
}

/// One inspection to be written.
pub struct Case {
    pub id: Uuid,
    pub facility: Uuid,
    pub organiser: i32,
    pub number: String,
    pub kind: &'static str,
    pub started_on: NaiveDate,
    /// How many steps it has taken, of the fifteen from draft to archive.
    pub steps: i32,
    pub findings: i32,
    /// One for each of [`PLACES`].
    pub team: Vec<Uuid>,
    pub closer: Uuid,
}

/// The deal, one batch after the other.
pub struct Deal {
    draw: Draw,
    findings: usize,
    left: usize,
    dealt: usize,
    today: NaiveDate,
}

impl Deal {
    pub fn new(key: u64, findings: usize, today: NaiveDate) -> Self {
        Self { draw: Draw::new(key), findings, left: findings, dealt: 0, today }
    }

    /// The day from which facilities are supervised and posts held.
    pub fn since(&self) -> NaiveDate {
        self.today.checked_sub_days(Days::new(DAYS + 100)).unwrap_or(NaiveDate::MIN)
    }

    fn instant(&self) -> DateTime<Utc> {
        at(self.since(), 9, 0)
    }

    pub fn people(&mut self) -> Vec<Person> {
        let (instant, number) = (self.instant(), (self.findings / FINDINGS_A_PERSON).max(20));
        (1..=number)
            .map(|n| Person {
                id: self.draw.id(instant),
                name: format!("{}示例{n}", self.draw.one(&["周", "吴", "郑", "王", "冯", "陈", "褚", "卫"])),
                post: self.draw.id(instant),
                turn: i32::try_from(n).unwrap_or(i32::MAX),
            })
            .collect()
    }

    /// As many facilities as it takes that none is inspected more often than it would be.
    pub fn facilities(&mut self, world: &World) -> Vec<Facility> {
        let instant = self.instant();
        let missing = (self.findings / FINDINGS_A_FACILITY).saturating_sub(world.places.len());
        let smaller = world.places.iter().filter(|place| place.kind != "prison" && !place.code.contains('+'));
        smaller
            .cycle()
            .take(missing)
            .enumerate()
            .map(|(at, like)| Facility {
                id: self.draw.id(instant),
                like: like.id,
                code: format!("{}+{}", like.code, at + 1),
                suffix: format!("第{}分部", at + 1),
            })
            .collect()
    }

    /// The next cases, in the order of their days; none when all findings are dealt.
    pub fn next(&mut self, world: &mut World, people: &[Person], most: usize) -> anyhow::Result<Vec<Case>> {
        let mut cases = Vec::with_capacity(most);
        while cases.len() < most && self.left > 0 {
            cases.push(self.case(world, people)?);
        }
        Ok(cases)
    }

    fn case(&mut self, world: &mut World, people: &[Person]) -> anyhow::Result<Case> {
        // five to fifteen, ten on the average
        let findings = (FINDINGS_A_CASE / 2 + self.draw.below(FINDINGS_A_CASE + 1)).min(self.left);
        let done = u64::try_from((self.findings - self.left) / FINDINGS_A_CASE).unwrap_or_default();
        let all = u64::try_from(self.findings.div_ceil(FINDINGS_A_CASE)).unwrap_or(1).max(1);
        self.left -= findings;
        self.dealt += 1;
        let age = DAYS * (all - done.min(all)) / all + 3;
        let started_on = self.today.checked_sub_days(Days::new(age)).unwrap_or(self.today);
        let place = world.places.get(self.draw.below(world.places.len())).context("no facilities")?.clone();
        let kind = match (place.kind.as_str(), self.draw.below(10)) {
            ("prison", 0..=2) => "cross",
            (_, 3..=4) => "special",
            (_, 5) => "mobile",
            _ => "routine",
        };
        let (organiser, code) =
            if kind == "cross" { world.region.clone() } else { (place.supervisor_id, place.supervisor_code) };
        let number = world.series.entry((organiser, started_on.year())).or_default();
        *number += 1;
        let number = format!("{SERIES}-{}-{}-{number:04}", code.trim_end_matches("-JCY"), started_on.year());
        let mut team = self.team(people)?;
        let steps = match age {
            0..20 => 6,
            20..40 => 7,
            40..300 => 11,
            _ => 15,
        };
        // the accounts have work under way, and some that is long done
        if steps < 11 || self.dealt.is_multiple_of(50) {
            for (member, own) in team.iter_mut().zip(&world.own) {
                *member = *own;
            }
        }
        Ok(Case {
            id: self.draw.id(at(started_on, 9, 0)),
            facility: place.id,
            organiser,
            number,
            kind,
            started_on,
            steps,
            findings: i32::try_from(findings)?,
            team,
            closer: world.closer,
        })
    }

    /// Neighbours in the list of people, so that nobody stands twice in a team.
    fn team(&mut self, people: &[Person]) -> anyhow::Result<Vec<Uuid>> {
        anyhow::ensure!(people.len() >= PLACES.len(), "too few people for a team");
        let first = self.draw.below(people.len());
        Ok(people.iter().cycle().skip(first).take(PLACES.len()).map(|person| person.id).collect())
    }
}
