//! 期限: one register of every clock of a case, with the reason why each ends on its day.
//!
//! A clock is started where its event happens ([`start`]), by the rule of that day and the calendar of now; it ends when
//! it is met, or falls away ([`end`]). The dates that stand at case, service and finding follow from the register in the
//! database. Cases loaded as history carry no clocks.
mod act;
pub mod model;
pub mod recount;
pub mod store;

pub use self::{
    act::{start, start_named},
    model::{Begun, Clock, Counted, Event, Key, Of, Reason},
    store::{End, end, void_case},
};

/// Why there are none, as a message key.
pub const fn none_key(history: bool, binds: bool) -> &'static str {
    match (history, binds) {
        (true, _) => "clock-none-history",
        (false, false) => "clock-none-corrections",
        (false, true) => "clock-none-yet",
    }
}
