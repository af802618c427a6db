//! What every test stands on: a demonstration of its own, a clock that can be moved, and people who browse it.
pub mod browser;
pub mod clue;
pub mod cross;
pub mod mission;
pub mod object;
pub mod page;
pub mod prepare;
pub mod rectify;
pub mod round;
pub mod upload;
pub mod world;

pub use browser::Browser;
pub use page::Page;
pub use world::World;
