//! What day and hour it is: the only source of "now", which a demonstration or a test may move.

use std::{
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant,
};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

/// Civil dates are those of Asia/Shanghai, which has kept one offset, without summer time, since 1991.
pub const CHINA: FixedOffset = FixedOffset::east_opt(8 * 60 * 60).expect("eight hours is an offset");

/// Tells the time. Cheap to clone; clones tell the same time.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Fixed(DateTime<Utc>),
    /// Started at an hour of its own and runs on with the monotonic clock, so that a correction of
    /// the machine's time does not disturb a demonstration.
    Started {
        at: DateTime<Utc>,
        since: Instant,
    },
    Shifted(TimeDelta),
    /// Milliseconds since 1970, as last told.
    Told(Arc<AtomicI64>),
}

/// A setting that names no clock.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a clock; write fixed:2022-07-24T09:00:00+08:00 (stands still), \
     start:2022-07-24T09:00:00+08:00 (runs on from there) or a shift such as +9d, -2h or +30m"
)]
pub struct ClockError(String);

impl Clock {
    /// The machine's own time.
    pub const fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands still.
    pub const fn fixed(at: DateTime<Utc>) -> Self {
        Self(Kind::Fixed(at))
    }

    /// A clock that goes by what it is told, for deeds of other days that are done in one go.
    pub fn told(at: DateTime<Utc>) -> Self {
        Self(Kind::Told(Arc::new(AtomicI64::new(at.timestamp_millis()))))
    }

    /// Tells this clock and its clones the time. Clocks that go by themselves do not listen.
    pub fn tell(&self, at: DateTime<Utc>) {
        if let Kind::Told(millis) = &self.0 {
            millis.store(at.timestamp_millis(), Ordering::SeqCst);
        }
    }

    /// Reads `fixed:<RFC3339>`, `start:<RFC3339>`, a shift of whole days, hours or minutes such as
    /// `+9d`, or `system`. A clock that starts, starts when this is called.
    pub fn parse(text: &str) -> Result<Self, ClockError> {
        let kind = match text.split_once(':') {
            Some(("fixed", at)) => instant(at).map(Kind::Fixed),
            Some(("start", at)) => instant(at).map(|at| Kind::Started { at, since: Instant::now() }),
            Some(_) => None,
            None if text == "system" => Some(Kind::System),
            None => shift(text).map(Kind::Shifted),
        };
        kind.map(Self).ok_or_else(|| ClockError(text.to_owned()))
    }

    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System => machine_time(),
            Kind::Fixed(at) => *at,
            Kind::Started { at, since } => later(*at, TimeDelta::from_std(since.elapsed()).unwrap_or_default()),
            Kind::Shifted(by) => later(machine_time(), *by),
            Kind::Told(millis) => DateTime::from_timestamp_millis(millis.load(Ordering::SeqCst)).unwrap_or_default(),
        }
    }

    /// The civil date in Asia/Shanghai, by which every period is counted.
    pub fn today(&self) -> NaiveDate {
        day(self.now())
    }

    /// An instant as the wall clock in Asia/Shanghai shows it.
    pub fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(&CHINA)
    }

    /// False for every clock that somebody moved: an installation with real data refuses those.
    pub const fn is_real(&self) -> bool {
        matches!(self.0, Kind::System)
    }
}

/// The civil date of an instant in Asia/Shanghai.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&CHINA).date_naive()
}

impl FromStr for Clock {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Self, ClockError> {
        Self::parse(text)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

/// `+9d`, `-9d`, `+2h`, `-30m`: the sign is required, so that no mistyped number passes for a shift.
fn shift(text: &str) -> Option<TimeDelta> {
    let (digits, of): (_, fn(i64) -> Option<TimeDelta>) = match text.split_at_checked(text.len().checked_sub(1)?)? {
        (digits, "d") => (digits, TimeDelta::try_days),
        (digits, "h") => (digits, TimeDelta::try_hours),
        (digits, "m") => (digits, TimeDelta::try_minutes),
        _ => return None,
    };
    let by = digits.starts_with(['+', '-']).then(|| digits.parse().ok()).flatten().and_then(of)?;
    // a shift out of the calendar would stop the clock at its edge: no use to anybody
    machine_time().checked_add_signed(by).map(|_| by)
}

fn later(at: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use std::{thread::sleep, time::Duration};

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_fixed_clock_stands_still() {
        let clock = Clock::parse("fixed:2022-07-23T23:30:00+08:00").expect("a clock");
        assert_eq!(clock.now(), at("2022-07-23T15:30:00Z"));
        sleep(Duration::from_millis(5));
        assert_eq!(clock.now(), at("2022-07-23T15:30:00Z"));
    }

    #[test]
    fn a_told_clock_tells_its_clones() {
        let clock = Clock::told(at("2022-07-24T01:00:00Z"));
        let other = clock.clone();
        clock.tell(at("2022-07-25T01:00:00Z"));
        assert_eq!(other.now(), at("2022-07-25T01:00:00Z"));
    }

    #[test]
    fn a_started_clock_runs_on_and_its_clones_agree() {
        let clock = Clock::parse("start:2022-07-24T09:00:00+08:00").expect("a clock");
        sleep(Duration::from_millis(5));
        let passed = clock.clone().now() - at("2022-07-24T01:00:00Z");
        assert!(passed >= TimeDelta::milliseconds(5), "{passed}");
        assert!(passed < TimeDelta::minutes(1), "{passed}");
    }

    #[test]
    fn a_shifted_clock_keeps_its_distance() {
        for (text, by) in [
            ("+9d", TimeDelta::days(9)),
            ("-9d", TimeDelta::days(-9)),
            ("+2h", TimeDelta::hours(2)),
            ("-30m", TimeDelta::minutes(-30)),
        ] {
            let off = Clock::parse(text).expect("a clock").now() - (Clock::system().now() + by);
            assert!(off.abs() < TimeDelta::minutes(1), "{text}: {off}");
        }
    }

    #[test]
    fn the_day_changes_at_midnight_in_china() {
        let before = Clock::fixed(at("2022-07-23T15:59:59Z"));
        let after = Clock::fixed(at("2022-07-23T16:00:00Z"));
        assert_eq!(before.today().to_string(), "2022-07-23");
        assert_eq!(after.today().to_string(), "2022-07-24");
        assert_eq!(after.local(after.now()).to_rfc3339(), "2022-07-24T00:00:00+08:00");
    }

    #[test]
    fn only_the_system_clock_is_real() {
        assert!(Clock::parse("system").expect("a clock").is_real());
        for moved in ["fixed:2022-07-24T09:00:00Z", "start:2022-07-24T09:00:00Z", "+9d"] {
            assert!(!Clock::parse(moved).expect("a clock").is_real(), "{moved}");
        }
    }

    #[test]
    fn whatever_is_no_clock_is_refused_by_name() {
        for text in [
            "",
            "9d",
            "+d",
            "+9",
            "+9w",
            "+9天",
            "+999999999999d",
            "fixed:",
            "fixed:2022-07-24",
            "start:yesterday",
            "slow:2022-07-24T09:00:00Z",
        ] {
            let refusal = Clock::parse(text).expect_err(text);
            assert!(refusal.to_string().starts_with(&format!("`{text}`")), "{refusal}");
        }
    }
}
