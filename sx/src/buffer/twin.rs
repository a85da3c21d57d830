//! What [`Buffer`](super::Buffer) does, on a `String` and byte by byte.

use super::{Block, Piece};

#[derive(Debug, Default)]
pub(super) struct Twin(String);

impl Twin {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(super) fn push_piece(&mut self, piece: &Piece) {
        self.0.push_str(piece.as_str());
    }

    pub(super) fn push(&mut self, text: &str) {
        self.0.push_str(text);
    }

    pub(super) fn push_int(&mut self, number: i64) {
        self.0.push_str(&number.to_string());
    }

    pub(super) fn push_until(&mut self, text: &str, marks: impl Fn(Block) -> u16) -> usize {
        let is_marked = |byte: &u8| marks([*byte; size_of::<Block>()]) != 0;
        let end = text.bytes().position(|byte| is_marked(&byte));
        let end = text.floor_char_boundary(end.unwrap_or(text.len()));
        self.0.push_str(&text[..end]);
        end
    }
}
