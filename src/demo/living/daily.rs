//! The days on which a living team looked and found nothing wrong, and the points of its plan that every record is about.
use anyhow::Context as _;
use serde::Deserialize;

/// What was looked at without finding anything.
#[derive(Debug, Clone, Deserialize)]
pub struct Check {
    domain: String,
    /// The point of the plan.
    pub point: String,
    pub method: String,
    seen: String,
}

impl Check {
    /// The first item of the checklist about its domain.
    pub fn item(&self) -> String {
        format!("{}-01", self.domain.trim_start_matches("FC-"))
    }

    /// What was seen, with a number of papers or people.
    pub fn seen(&self, n: usize) -> String {
        self.seen.replace("{n}", &n.to_string())
    }
}

/// What there is to check at a facility, by its code, in the order of the plan.
pub fn checks(facility: &str) -> anyhow::Result<Vec<Check>> {
    let kind = if facility.contains("-JY-") { "FC-JY" } else { "FC-KS" };
    let all: Vec<Check> = csv::Reader::from_reader(include_str!("daily.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading daily.csv")?;
    Ok(all.into_iter().filter(|check| check.domain.starts_with(kind)).collect())
}

/// The points of a plan, one a line.
pub fn points(checks: &[Check]) -> String {
    let mut points: Vec<&str> = Vec::new();
    for check in checks {
        if !points.contains(&check.point.as_str()) {
            points.push(&check.point);
        }
    }
    points.join("\n")
}

/// The point that a category belongs to.
///
/// # Errors
/// A domain without a point.
pub fn point<'a>(checks: &'a [Check], category: &str) -> anyhow::Result<&'a str> {
    let of = checks.iter().find(|check| category.starts_with(&check.domain));
    of.map(|check| check.point.as_str()).with_context(|| format!("{category} belongs to no point of the plan"))
}
