//! 线索专册: what may be an offence behind what was found, from its first note to what came of it (巡回检察工作规定 36, 39,
//! 司法工作人员相关职务犯罪立案侦查规定 1). Seen by those who are let into each clue; to all others there is none.
pub mod act;
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
pub mod state;
pub mod store;
pub mod view;
