//! The conditions of a round's steps, each with its rule, its sentence and where it is mended.
use chrono::NaiveDate;

use crate::{
    foundation::{calendar::Calendar, text::Lang},
    law::period::Rules,
    people::facility::FacilityKind,
    workflow::{
        inspection::{Kind, Refusal},
        round::{
            model::{Place, Round},
            state::Step,
        },
    },
};

const CIRCUIT: &str = "人民检察院巡回检察工作规定";

/// What stands in the way of a step of a round with these places. `blocking` are the conflicts of its board, which may have come up
/// since it was submitted; without a board each place has its lead prosecutor, who makes the team.
pub fn refusals(round: &Round, places: &[Place], blocking: Option<&[String]>, step: Step, l: Lang) -> Vec<Refusal> {
    let mut found = Vec::new();
    match step {
        Step::Submit => {
            if places.is_empty() {
                found.push(Refusal {
                    key: "gate-round-empty",
                    args: Vec::new(),
                    source: format!("{CIRCUIT} 第九条"),
                    fix: Some(format!("{}/places/new", round.href())),
                });
            }
            found.extend(blocked(round, blocking));
            let outside =
                places.iter().filter(|place| place.first_day < round.opens_on || round.closes_on < place.last_day);
            let outside: Vec<&str> = outside.map(|place| place.facility_name(l)).collect();
            if !outside.is_empty() {
                found.push(Refusal {
                    key: "gate-round-period",
                    args: vec![("n", outside.len().into()), ("places", outside.join(&l.t("part-comma")).into())],
                    source: format!("{CIRCUIT} 第二十六条"),
                    fix: Some(format!("{}#places", round.href())),
                });
            }
            let unled = places.iter().filter(|place| blocking.is_none() && place.lead.is_none());
            let unled: Vec<&str> = unled.map(|place| place.facility_name(l)).collect();
            if !unled.is_empty() {
                found.push(Refusal {
                    key: "gate-round-no-lead",
                    args: vec![("n", unled.len().into()), ("places", unled.join(&l.t("part-comma")).into())],
                    source: format!("{CIRCUIT} 第二十一条"),
                    fix: Some(format!("{}/assignments", round.href())),
                });
            }
        }
        Step::Finish => {
            let open = places.iter().filter(|place| !place.is_over()).count();
            if open > 0 {
                found.push(Refusal {
                    key: "gate-round-running",
                    args: vec![("n", open.into())],
                    source: format!("{CIRCUIT} 第三十四条"),
                    fix: Some(format!("{}#places", round.href())),
                });
            }
        }
        // a recusal, a leave, a new post since the submission
        Step::Approve | Step::Publish => found.extend(blocked(round, blocking)),
        Step::Open | Step::Return | Step::Cancel => {}
    }
    found
}

/// The conflicts of the board, the first of them in words.
fn blocked(round: &Round, blocking: Option<&[String]>) -> Option<Refusal> {
    const TOLD: usize = 3;
    let blocking = blocking.filter(|blocking| !blocking.is_empty())?;
    let mut told = blocking.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join(" ");
    if blocking.len() > TOLD {
        told.push('…');
    }
    Some(Refusal {
        key: "gate-board-blocked",
        args: vec![("n", blocking.len().into()), ("told", told.into())],
        source: format!("{CIRCUIT} 第二十条至第二十五条"),
        fix: Some(format!("{}/assignments", round.href())),
    })
}

/// The day until which an inspection lasts at least, and the rule that says so; none where no rule binds.
pub fn lasts_until(
    rules: &Rules,
    calendar: &Calendar,
    kind: Kind,
    facility: FacilityKind,
    first_day: NaiveDate,
) -> Option<(NaiveDate, String)> {
    let rule = rules.period(kind.least_days(), facility)?;
    rule.least(calendar, first_day).map(|due| (due.on, rule.source.clone()))
}

/// 左右: how many people the rules speak of for a team (巡回检察工作规定 20); for what they do not speak of, the least.
pub fn team_about(rules: &Rules, kind: Kind, facility: FacilityKind) -> i32 {
    let about = if kind.is_cross() { "cross_team_about" } else { "routine_team_about" };
    rules.get(about, facility).or_else(|| rules.get("team_min", facility)).map_or(3, |rule| rule.amount)
}
