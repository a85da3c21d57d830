//! Text that is known before a render begins.

use super::Block;

/// What is copied at once. Most stretches of markup fit.
pub(super) type Wide = [u8; WIDE];
pub(super) const WIDE: usize = 64;

const BLOCK: usize = size_of::<Block>();

/// Text with padding behind it, so that it can be copied in wide blocks.
#[derive(Debug)]
pub(crate) struct Piece {
    padded: Box<str>,
    len: usize,
}

impl Piece {
    /// Keeps a text.
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.len().next_multiple_of(WIDE).max(WIDE);
        let mut padded = String::with_capacity(bytes);
        padded.push_str(text);
        padded.extend(std::iter::repeat_n('\0', bytes - text.len()));
        Piece {
            padded: padded.into(),
            len: text.len(),
        }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.padded[..self.len]
    }

    /// The text in blocks; what follows it in the last is padding. The first wide block is in two parts, because
    /// most of the shorter texts need only its beginning.
    #[inline]
    pub(super) fn blocks(&self) -> (&Block, &[u8; WIDE - BLOCK], &[Wide]) {
        let bytes = self.padded.as_bytes();
        match (bytes.split_first_chunk(), bytes.as_chunks().0) {
            (Some((head, after)), [_, rest @ ..]) => match after.first_chunk() {
                Some(tail) => (head, tail, rest),
                None => (head, &[0; WIDE - BLOCK], rest),
            },
            // There is always a first.
            _ => (&[0; BLOCK], &[0; WIDE - BLOCK], &[]),
        }
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
