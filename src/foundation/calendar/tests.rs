use super::*;

fn on(date: &str) -> NaiveDate {
    date.parse().expect("a date")
}

fn nation() -> Layer {
    Layer::nation(shipped().expect("the shipped days"))
}

fn national() -> Calendar {
    Calendar::new([nation()])
}

/// 壮族三月三 of 2024.
fn guangxi() -> Layer {
    Layer::region(["2024-04-11", "2024-04-12"].map(|date| (on(date), Kind::Off, "壮族三月三".to_owned())))
}

#[track_caller]
fn ends(start: &str, amount: u32, unit: Unit, end: &str) {
    let due = national().due(on(start), amount, unit, Roll::Forward);
    assert_eq!(due.on, on(end), "{amount} {unit:?} from {start}: {due:?}");
    assert!(!due.provisional, "{due:?}");
}

#[test]
fn days_run_over_holidays_and_end_on_the_first_day_after() {
    ends("2022-09-28", 7, Unit::Day, "2022-10-08");
    ends("2022-04-13", 20, Unit::Day, "2022-05-05");
    ends("2022-01-21", 10, Unit::Day, "2022-02-07");
}

#[test]
fn months_run_to_the_same_day_or_the_last() {
    ends("2022-07-31", 2, Unit::Month, "2022-09-30");
    ends("2022-12-31", 2, Unit::Month, "2023-02-28");
    ends("2022-02-28", 1, Unit::Month, "2022-03-31");
    ends("2024-01-30", 1, Unit::Month, "2024-02-29");
    ends("2022-03-15", 2, Unit::Month, "2022-05-16");
}

#[test]
fn working_days_leave_out_holidays_and_count_make_up_days() {
    let due = national().due(on("2022-09-26"), 10, Unit::WorkingDay, Roll::Forward);
    assert_eq!(due.on, on("2022-10-13"));
    assert_eq!(due.unrolled, due.on);
    let told: Vec<_> = due.met.iter().map(|met| (met.date, met.off)).collect();
    let mut expected: Vec<_> = on("2022-10-01").iter_days().take(7).map(|day| (day, true)).collect();
    expected.extend([(on("2022-10-08"), false), (on("2022-10-09"), false)]);
    assert_eq!(told, expected);
    assert!(due.met.iter().all(|met| met.name.as_deref() == Some("国庆节")), "{due:?}");
}

#[test]
fn a_least_duration_counts_its_first_day_in() {
    let least = |first, amount, unit| national().least(on(first), amount, unit).on;
    assert_eq!(least("2022-09-01", 15, Unit::Day), on("2022-09-15"));
    assert_eq!(least("2022-03-10", 1, Unit::Month), on("2022-04-09"));
    assert_eq!(least("2022-09-30", 3, Unit::WorkingDay), on("2022-10-09"));
}

#[test]
fn a_term_of_custody_ends_on_the_day_itself() {
    let due = national().due(on("2022-09-28"), 7, Unit::Day, Roll::Stay);
    assert_eq!((due.on, due.unrolled), (on("2022-10-05"), on("2022-10-05")));
    assert!(due.met.is_empty());
}

#[test]
fn the_end_says_over_which_days_it_was_postponed() {
    let due = national().due(on("2022-04-13"), 20, Unit::Day, Roll::Forward);
    assert_eq!(due.unrolled, on("2022-05-03"));
    let names: Vec<_> = due.met.iter().map(|met| (met.date, met.name.as_deref())).collect();
    assert_eq!(names, [(on("2022-05-03"), Some("劳动节")), (on("2022-05-04"), Some("劳动节"))]);
    let weekend = national().due(on("2022-06-01"), 10, Unit::Day, Roll::Forward);
    assert_eq!(weekend.on, on("2022-06-13"));
    assert!(weekend.met.iter().all(|met| met.name.is_none()), "{weekend:?}");
}

#[test]
fn a_regional_holiday_counts_for_work_and_postpones_only_if_switched() {
    let due = |layer: Layer, amount, unit| {
        Calendar::new([nation(), layer]).due(on("2024-04-01"), amount, unit, Roll::Forward).on
    };
    assert_eq!(due(guangxi(), 10, Unit::Day), on("2024-04-11"));
    assert_eq!(due(guangxi().rolling(true), 10, Unit::Day), on("2024-04-15"));
    let other = Calendar::new([nation(), guangxi()]).read_otherwise();
    assert_eq!(other.due(on("2024-04-01"), 10, Unit::Day, Roll::Forward).on, on("2024-04-15"));
    // 04-04 and 04-05 are 清明 with 04-07 worked, 04-11 and 04-12 the region's
    assert_eq!(due(guangxi(), 6, Unit::WorkingDay), on("2024-04-10"));
    assert_eq!(due(guangxi(), 7, Unit::WorkingDay), on("2024-04-15"));
    assert!(!Calendar::new([nation(), guangxi()]).is_working_day(on("2024-04-11")));
    assert!(national().is_working_day(on("2024-04-11")));
}

#[test]
fn a_year_not_announced_makes_the_end_provisional() {
    let calendar = national();
    assert!(calendar.is_announced(2026) && !calendar.is_announced(2027));
    let due = |start, roll| calendar.due(on(start), 10, Unit::Day, roll);
    let rolled = due("2026-12-29", Roll::Forward);
    assert!(rolled.provisional, "{rolled:?}");
    assert_eq!(rolled.on, on("2027-01-08"));
    assert!(!due("2026-12-29", Roll::Stay).provisional);
    assert!(!due("2026-12-01", Roll::Forward).provisional);
    let working = calendar.due(on("2026-12-25"), 10, Unit::WorkingDay, Roll::Forward);
    assert!(working.provisional, "{working:?}");
}

#[test]
fn a_period_of_nothing_ends_where_it_starts_and_none_runs_off_the_calendar() {
    ends("2022-09-28", 0, Unit::WorkingDay, "2022-09-28");
    let due = national().due(NaiveDate::MAX, u32::MAX, Unit::Month, Roll::Forward);
    assert_eq!(due.on, NaiveDate::MAX);
}

#[test]
fn units_keep_their_codes() {
    for unit in Unit::ALL {
        assert_eq!(Unit::parse(unit.as_str()), Some(unit));
    }
    assert_eq!(Unit::parse("hour"), None);
}
