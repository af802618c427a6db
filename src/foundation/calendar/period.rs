//! Periods: how they are counted, when they end, and what moved their end.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::{Calendar, For};

/// What a period is counted in. Where the rule says 日 it means calendar days; the one is never
/// converted into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// 日
    Day,
    /// 工作日
    WorkingDay,
    /// 月
    Month,
}

impl Unit {
    pub const ALL: [Self; 3] = [Self::Day, Self::WorkingDay, Self::Month];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::WorkingDay => "working_day",
            Self::Month => "month",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == code)
    }
}

/// What becomes of a period whose last day is a day off (刑事诉讼法第一百零五条第四款).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Roll {
    /// It ends on the first day after.
    Forward,
    /// It ends on that day all the same: terms of custody.
    Stay,
}

/// When a period ends, and why then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    /// The last day as counted, before days off postponed it.
    pub unrolled: NaiveDate,
    /// The days that had a say, in order: those over which the end was postponed, and those among
    /// counted working days that were not what their weekday says.
    pub met: Vec<Met>,
    /// 节假日安排未公布，待复核: a day of a year not yet announced had a say.
    pub provisional: bool,
}

impl Due {
    /// A day that follows from counting alone.
    pub const fn plain(on: NaiveDate) -> Self {
        Self { on, unrolled: on, met: Vec::new(), provisional: false }
    }
}

/// A day that had a say in when a period ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub date: NaiveDate,
    /// A day off; otherwise a make-up workday.
    pub off: bool,
    /// The holiday by which it is off or worked; none for an ordinary weekend.
    pub name: Option<String>,
}

impl Calendar {
    /// The last day of a period of so many units that begins on `start`, which itself is not counted.
    ///
    /// Months run to the same day of the month, to the last day where there is none, and from the
    /// last day of a month to the last day (法释〔2021〕1号第二百零二条).
    pub fn due(&self, start: NaiveDate, amount: u32, unit: Unit, roll: Roll) -> Due {
        match unit {
            Unit::Day => self.rolled(days_later(start, amount), roll),
            Unit::Month => self.rolled(months_later(start, amount), roll),
            Unit::WorkingDay => self.after_working_days(start, amount),
        }
    }

    /// The last day of a minimum duration, the first day counted in: fifteen days from the 1st end on the 15th, one month
    /// from 10 March on 9 April. Days off postpone nothing; among working days they do not count.
    pub fn least(&self, first: NaiveDate, amount: u32, unit: Unit) -> Due {
        match unit {
            Unit::Day => Due::plain(days_later(first, amount.saturating_sub(1))),
            Unit::Month => Due::plain(
                first.checked_add_months(Months::new(amount)).and_then(|end| end.pred_opt()).unwrap_or(NaiveDate::MAX),
            ),
            Unit::WorkingDay => match first.pred_opt() {
                Some(eve) => self.after_working_days(eve, amount),
                None => Due::plain(first),
            },
        }
    }

    fn rolled(&self, unrolled: NaiveDate, roll: Roll) -> Due {
        let mut met = Vec::new();
        let mut on = unrolled;
        let mut provisional = false;
        if roll == Roll::Forward {
            for date in unrolled.iter_days() {
                on = date;
                provisional |= !self.is_announced(date.year());
                let day = self.day(date, For::RollOver);
                if !day.off {
                    break;
                }
                met.push(Met { date, off: true, name: day.name.map(str::to_owned) });
            }
        }
        Due { on, unrolled, met, provisional }
    }

    fn after_working_days(&self, start: NaiveDate, amount: u32) -> Due {
        let mut met = Vec::new();
        let mut on = start;
        let mut provisional = false;
        let mut left = amount;
        for date in start.iter_days().skip(1) {
            if left == 0 {
                break;
            }
            on = date;
            provisional |= !self.is_announced(date.year());
            let day = self.day(date, For::WorkingDays);
            if !day.off {
                left -= 1;
            }
            if let Some(name) = day.name {
                met.push(Met { date, off: day.off, name: Some(name.to_owned()) });
            }
        }
        Due { on, unrolled: on, met, provisional }
    }
}

/// Past the end of the calendar, its end.
fn days_later(start: NaiveDate, days: u32) -> NaiveDate {
    start.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

fn months_later(start: NaiveDate, months: u32) -> NaiveDate {
    let is_last = start.succ_opt().is_some_and(|next| next.month() != start.month());
    let same_day = start.checked_add_months(Months::new(months));
    let end =
        if is_last { same_day.and_then(|date| date.with_day(u32::from(date.num_days_in_month()))) } else { same_day };
    end.unwrap_or(NaiveDate::MAX)
}
