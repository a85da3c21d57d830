//! The text of a page on its way out. Half the time of a render is copying, and most pieces are shorter than what a
//! call of `memcpy` costs, so [`Buffer`] copies them in whole blocks of 16 bytes into room that was made before.
//!
//! That needs `unsafe`, and this is the one module of the crate that has it, in [`room`]: some twenty lines, whose invariants stand
//! there. [`twin`] does the same with a `String` and nothing else; the tests let both do the same thousands of things.

mod block;
mod number;
mod piece;
mod room;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod twin;

pub(crate) use block::{Block, Question, Wanted, marks};
pub(crate) use piece::{Piece, Short};
pub(crate) use room::Buffer;
