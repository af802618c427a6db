//! 统计: everything that is read across cases: the lists, the analysis, the facilities' own pages. It writes nothing.
pub mod analysis;
pub mod documents;
pub mod facility;
pub mod figure;
pub mod filter;
pub mod form;
pub mod ledger;
pub mod list;
pub mod names;
pub mod store;

pub use figure::{Figures, figures};
pub use filter::{Filters, On, Stand};
