//! 快速记录: a record, the items of the checklist that it answers, its evidence and what it found, in one form and one transaction.
//!
//! Its form may wait on a machine and be sent later, or twice: the record has the form's key as its id, the finding and the files
//! have those that were made with the form, and what comes again is answered as it was the first time.
pub mod act;
pub mod form;
pub mod page;
pub mod view;
