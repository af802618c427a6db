//! What only a real browser can tell: that every page is there for everybody, asks nobody else, and can be clicked through.
#![allow(clippy::panic, reason = "a helper of a test fails as loudly as the test")]

mod journey;
mod markup;
mod offline;
mod pages;
mod pictures;
mod screen;
#[expect(dead_code, reason = "shared with the tests that need no browser, which use all of it")]
#[path = "../it/support/mod.rs"]
mod support;
