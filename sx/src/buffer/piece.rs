//! Text that is known when a program is compiled.

use super::Block;

/// Text with padding behind it, so that its last block can be read whole.
#[derive(Debug)]
pub(crate) struct Piece {
    padded: Box<str>,
    len: usize,
}

impl Piece {
    /// Keeps a text.
    pub(crate) fn new(text: &str) -> Self {
        let blocks = text.len().div_ceil(size_of::<Block>()).max(1);
        let mut padded = String::with_capacity(blocks * size_of::<Block>());
        padded.push_str(text);
        padded.extend(std::iter::repeat_n('\0', padded.capacity() - text.len()));
        Piece {
            padded: padded.into(),
            len: text.len(),
        }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.padded[..self.len]
    }

    /// The blocks that hold the text; what follows it in the last is padding.
    #[inline]
    pub(super) fn blocks(&self) -> &[Block] {
        self.padded.as_bytes().as_chunks().0
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }
}
