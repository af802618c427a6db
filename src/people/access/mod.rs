//! Who may do what: sign-in, the acting person, the rules, the permit that every deed needs, the scope of every list.
pub mod act;
pub mod actor;
pub mod agent;
pub mod deed;
pub mod guard;
pub mod nav;
pub mod page;
pub mod permit;
pub mod policy;
pub mod scope;
pub mod secret;
pub mod store;
pub mod turn;

pub use actor::{Actor, Role};
pub use deed::{Deed, Subject};
pub use permit::{Permit, Posted};
pub use policy::{Action, Denial, Rule, Standing};
pub use scope::Scope;
pub use turn::{Task, Turn, Waiting};
