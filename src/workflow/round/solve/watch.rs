//! Who watches the search: hears how far it is, and may stop it.
use std::ops::ControlFlow;

/// How far the search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub of: u64,
    /// The objective of the best plan so far, once there is one that breaks no law.
    pub best: Option<i64>,
}

pub(super) struct Watch<'a> {
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    of: u64,
}

impl<'a> Watch<'a> {
    pub(super) fn new(of: u64, tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>) -> Self {
        Self { tell, of }
    }

    pub(super) fn tell(&mut self, done: u64, best: Option<i64>) -> ControlFlow<()> {
        (self.tell)(Progress { done, of: self.of, best })
    }
}
