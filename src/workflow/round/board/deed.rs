//! The deeds on a board. The round is their subject: who may change it may change its board.
use crate::{deeds, workflow::round::Round};

deeds! {
    SeeBoard(Round),
    EditBoard(Round),
    SetAside(Round),
}
