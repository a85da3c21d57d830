//! Text that is known before a render begins.

use super::Block;

/// What is copied at once. Most stretches of markup fit.
pub(super) type Wide = [u8; WIDE];
pub(super) const WIDE: usize = 64;

const BLOCK: usize = size_of::<Block>();

/// Text with padding behind it, so that it can be copied in blocks.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Its beginning, at hand: most stretches of markup are no longer.
    head: Block,
    len: usize,
    padded: Box<str>,
}

impl Piece {
    /// Keeps a text.
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.len().next_multiple_of(WIDE).max(WIDE);
        let mut padded = String::with_capacity(bytes);
        padded.push_str(text);
        padded.extend(std::iter::repeat_n('\0', bytes - text.len()));
        Piece {
            head: padded
                .as_bytes()
                .first_chunk()
                .copied()
                .unwrap_or([0; BLOCK]),
            len: text.len(),
            padded: padded.into(),
        }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.padded[..self.len]
    }

    /// The text, if it is short, with padding behind it.
    #[inline]
    pub(super) fn short(&self) -> Option<Block> {
        (self.len <= BLOCK).then_some(self.head)
    }

    /// The text in blocks; what follows it in the last is padding.
    #[inline]
    pub(super) fn blocks(&self) -> &[Wide] {
        self.padded.as_bytes().as_chunks().0
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }
}

/// Text of at most a block, with padding behind it.
#[derive(Debug)]
pub(crate) struct Short {
    block: Block,
    len: usize,
}

impl Short {
    /// Keeps a text; one that is longer than a block does not compile.
    pub(crate) const fn new(text: &str) -> Self {
        let mut block = [0; size_of::<Block>()];
        let (start, _) = block.split_at_mut(text.len());
        start.copy_from_slice(text.as_bytes());
        Short {
            block,
            len: text.len(),
        }
    }

    #[inline]
    pub(super) fn parts(&self) -> (Block, usize) {
        (self.block, self.len)
    }
}
