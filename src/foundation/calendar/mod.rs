//! Working days and holidays, in layers of nation and region, and the last day of a period counted in
//! 日, 工作日 or 月 (刑事诉讼法第一百零五条), with the reason why it is that day.

mod layer;
mod period;

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate, Weekday};

pub use self::{
    layer::{Kind, Layer, LayerError, shipped},
    period::{Due, Met, Roll, Unit},
};

/// The days off and the make-up workdays that count, of the nation first, then of the region, whose
/// word wins where both speak. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Calendar(Arc<[Layer]>);

/// What a calendar is asked for. A region's holiday is a day off for who works there; whether it is a
/// 节假日 in the sense of the statute is for the region's office to say, see [`Layer::rolling`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    WorkingDays,
    RollOver,
}

/// A day as the layers that count see it.
#[derive(Clone, Copy, Debug)]
struct Day<'a> {
    off: bool,
    /// What made it differ from its weekday.
    name: Option<&'a str>,
}

impl Calendar {
    /// The first layer is the nation's: a year of which it knows nothing is not announced yet.
    pub fn new(layers: impl IntoIterator<Item = Layer>) -> Self {
        Self(layers.into_iter().collect())
    }

    /// Whether people work on this day: named in a layer as such, or else Monday to Friday.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !self.day(date, For::WorkingDays).off
    }

    /// What a layer calls a day: the holiday by which it is off or worked.
    pub fn named(&self, date: NaiveDate) -> Option<&str> {
        self.day(date, For::WorkingDays).name
    }

    /// Whether the holidays of this year were announced; the notice comes out around November of the
    /// year before. Until then dates in it are provisional: only weekends count.
    pub fn is_announced(&self, year: i32) -> bool {
        self.0.first().is_some_and(|nation| nation.covers(year))
    }

    /// The calendar under the other reading of whether the regions' days off postpone a period.
    #[must_use]
    pub fn read_otherwise(&self) -> Self {
        let (nation, regions) = (self.0.first(), self.0.iter().skip(1));
        Self(nation.cloned().into_iter().chain(regions.map(|layer| layer.clone().rolling(!layer.rolls()))).collect())
    }

    fn day(&self, date: NaiveDate, purpose: For) -> Day<'_> {
        let named = self
            .0
            .iter()
            .rev()
            .filter(|layer| match purpose {
                For::WorkingDays => true,
                For::RollOver => layer.rolls(),
            })
            .find_map(|layer| layer.day(date));
        match named {
            Some((kind, name)) => Day { off: kind == Kind::Off, name: Some(name) },
            None => Day { off: matches!(date.weekday(), Weekday::Sat | Weekday::Sun), name: None },
        }
    }
}

#[cfg(test)]
mod tests;
