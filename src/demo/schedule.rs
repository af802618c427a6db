//! What was inspected when, by whom and with how many findings: `schedule.csv`, whose sums are the figures of the case.
use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Deserialize;

/// The one facility of another province, known only through the inter-provincial inspection.
pub const OUTSIDE_PRISON: &str = "999900-JY-01";

const LED_BY_ACCOUNT: [&str; 2] = ["450000-JY-09", "450000-JY-13"];
const LED_BY_CHIEF: [&str; 4] = ["450000-JY-01", "450000-JY-10", "450000-JY-14", "450000-JY-11"];

/// One inspection of the history.
#[derive(Debug, Clone, Deserialize)]
pub struct Planned {
    /// Code of the facility.
    pub facility: String,
    pub kind: String,
    /// Code of the organiser.
    pub organiser: String,
    pub started_on: NaiveDate,
    pub ended_on: NaiveDate,
    pub findings: usize,
}

impl Planned {
    pub fn facility_kind(&self) -> &'static str {
        if self.facility.contains("-JY-") {
            "prison"
        } else if self.facility.contains("-KS-") {
            "detention_center"
        } else {
            "community_correction"
        }
    }

    pub fn interprovincial(&self) -> bool {
        self.kind == "interprovincial_cross"
    }

    /// Routine and cross inspections are followed up (巡回检察工作规定 40).
    pub fn followed_up(&self) -> bool {
        self.findings > 0 && self.kind != "special"
    }

    pub fn led_by_account(&self) -> bool {
        LED_BY_ACCOUNT.contains(&self.facility.as_str())
    }

    /// Leaders of the region's procuratorate lead teams themselves.
    pub fn led_by_chief(&self) -> bool {
        LED_BY_CHIEF.contains(&self.facility.as_str())
    }

    /// Demonstration accounts that went along as members: early, and never to what their own unit supervises.
    pub fn guests(&self) -> &'static [&'static str] {
        match self.facility.as_str() {
            OUTSIDE_PRISON => &["supervisor"],
            "450000-JY-13" | "450000-JY-17" => &["procurator", "procurator2"],
            _ => &[],
        }
    }
}

/// Every inspection, by the day on which it started.
pub fn planned() -> anyhow::Result<Vec<Planned>> {
    csv::Reader::from_reader(include_str!("schedule.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading schedule.csv")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_sums_are_the_figures_of_the_case() -> anyhow::Result<()> {
        let planned = planned()?;
        let sum = |kind: &str, cross_only: bool| {
            planned
                .iter()
                .filter(|p| p.facility_kind() == kind && (!cross_only || p.kind == "cross"))
                .fold((0, 0), |(inspections, findings), p| (inspections + 1, findings + p.findings))
        };
        assert_eq!(sum("prison", true), (12, 146));
        assert_eq!(sum("detention_center", false), (39, 330));
        let cities: HashSet<&str> =
            planned.iter().filter(|p| p.facility_kind() == "community_correction").map(|p| &p.facility[..4]).collect();
        assert_eq!(cities.len(), 6);
        assert_eq!(planned.iter().filter(|p| p.interprovincial()).count(), 1);
        assert_eq!(planned.iter().map(|p| p.findings).sum::<usize>(), 536);
        Ok(())
    }
}
