//! 进驻日程: the days of fieldwork with what was recorded on each, and the days on which nothing was.
use chrono::{Days, NaiveDate};

use crate::{
    foundation::{calendar::Calendar, word::Word},
    workflow::inspection::{
        model::Case,
        plan::Plan,
        state::Step,
        store::{Taken, read::Tally},
    },
};

/// How a day of fieldwork stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    Recorded,
    /// A working day that is past, and nothing was recorded.
    Missing,
    /// Not worked on: a day off, or the case was suspended.
    Off,
    Today,
    Ahead,
}

impl Stands {
    /// The class of the day on its strip.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Missing => "missing",
            Self::Off => "off",
            Self::Today => "today",
            Self::Ahead => "ahead",
        }
    }
}

/// A day of fieldwork.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub day: NaiveDate,
    pub records: i64,
    pub findings: i64,
    pub stands: Stands,
}

/// Days shown on the strip; longer fieldwork is read in the day log.
const LONGEST: usize = 62;

/// The days from the first on site to the last, or as planned while it goes on. Cases from before the system are not
/// asked for a record of each day.
pub fn days(case: &Case, tally: &[Tally], steps: &[Taken], calendar: &Calendar, today: NaiveDate) -> Vec<Day> {
    let recorded = |day: NaiveDate| tally.iter().find(|tally| tally.day == Some(day));
    let Some(first) = case.started_on else { return Vec::new() };
    let last = case.ended_on.unwrap_or_else(|| case.planned_to.max(today));
    let asked = |day: NaiveDate| !case.history && calendar.is_working_day(day) && !is_suspended(steps, day);
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .filter(|day| recorded(*day).is_some() || asked(*day))
        .take(LONGEST)
        .map(|day| Day {
            day,
            records: recorded(day).map_or(0, |tally| tally.records),
            findings: recorded(day).map_or(0, |tally| tally.findings),
            stands: match recorded(day) {
                _ if day == today && case.ended_on.is_none() => Stands::Today,
                Some(_) => Stands::Recorded,
                None if day > today => Stands::Ahead,
                None if asked(day) => Stands::Missing,
                None => Stands::Off,
            },
        })
        .collect()
}

/// The days on which nothing was recorded though it should have been.
pub fn missing(days: &[Day]) -> impl Iterator<Item = NaiveDate> {
    days.iter().filter(|day| day.stands == Stands::Missing).map(|day| day.day)
}

/// Whether the case was suspended the whole day: from the day after a suspension until the day before it was taken up again.
fn is_suspended(steps: &[Taken], day: NaiveDate) -> bool {
    let on = |taken: &Taken, step: Step| taken.step == step.code();
    // the newest step comes first
    let before = steps
        .iter()
        .find(|taken| (on(taken, Step::Suspend) && taken.day < day) || (on(taken, Step::Resume) && taken.day <= day));
    before.is_some_and(|taken| on(taken, Step::Suspend) && taken.day + Days::new(1) <= day)
}

/// A point of the plan's 检察内容, and how far it was inspected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub text: String,
    /// Why it is looked at, and who is to, where the plan says so.
    pub why: String,
    pub who: String,
    pub people: String,
    pub records: i64,
    pub findings: i64,
}

/// The points of a plan with what was recorded about each.
pub fn points(plan: &Plan, tally: &[Tally]) -> Vec<Point> {
    let counted = |text: &str| tally.iter().find(|tally| tally.focus.as_deref() == Some(text));
    plan.points()
        .into_iter()
        .map(|text| Point {
            why: plan.focus_of(&text).map(|focus| focus.why.clone()).unwrap_or_default(),
            who: plan.focus_of(&text).map(|focus| focus.who.clone()).unwrap_or_default(),
            people: counted(&text).map(|tally| tally.people.clone()).unwrap_or_default(),
            records: counted(&text).map_or(0, |tally| tally.records),
            findings: counted(&text).map_or(0, |tally| tally.findings),
            text,
        })
        .collect()
}

/// The points that a plan lists: one a line, without their numbers.
pub fn listed(content: &str) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    for line in content.lines() {
        let text = without_number(line).trim_end_matches(['；', ';', '。']).trim();
        if !text.is_empty() && !points.iter().any(|known| known == text) {
            points.push(text.to_owned());
        }
    }
    points
}

/// `1. …`, `（二）…`, `三、…`
fn without_number(line: &str) -> &str {
    let line = line.trim();
    let is_ordinal = |sign: char| sign.is_ascii_digit() || "一二三四五六七八九十".contains(sign);
    let bare = line.trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(is_ordinal);
    if rest.len() == bare.len() {
        return line;
    }
    match rest.strip_prefix(['、', '.', '．', '）', ')']) {
        Some(rest) => rest.trim_start(),
        // 十五日内… begins with a number that is none of a list
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_lists_its_points_one_a_line() {
        let content = "1. 分押分管情况；\n2、会见管理和通话录音保存\n（三）减刑、假释的提请材料。\n\n十五日内的谈话记录\n分押分管情况";
        assert_eq!(
            listed(content),
            ["分押分管情况", "会见管理和通话录音保存", "减刑、假释的提请材料", "十五日内的谈话记录"]
        );
        assert_eq!(listed(" \n"), Vec::<String>::new());
    }

    #[test]
    fn a_point_without_a_record_says_so() {
        let tally = Tally {
            day: None,
            method: None,
            focus: Some("乙".to_owned()),
            records: 2,
            findings: 1,
            people: "周示例".to_owned(),
        };
        let plan = Plan { content: "甲\n乙".to_owned(), ..Plan::default() };
        let points = points(&plan, &[tally]);
        assert_eq!(points.iter().map(|point| (point.records, point.findings)).collect::<Vec<_>>(), [(0, 0), (2, 1)]);
    }
}
