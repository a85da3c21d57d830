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
    head: Wide,
    len: usize,
    /// The text, padded if it is longer than its beginning.
    padded: String,
}

/// The blocks that hold a text.
pub(super) enum Blocks<'p> {
    Short(&'p Block),
    One(&'p Wide),
    More(&'p [Wide]),
}

impl Piece {
    /// No text.
    pub(super) const EMPTY: &Piece = &Piece {
        head: [0; WIDE],
        len: 0,
        padded: String::new(),
    };

    /// Keeps a text.
    pub(crate) fn new(text: &str) -> Self {
        let len = text.len();
        let bytes = if len <= WIDE {
            len
        } else {
            len.next_multiple_of(WIDE)
        };
        let mut padded = String::with_capacity(bytes);
        padded.push_str(text);
        padded.extend(std::iter::repeat_n('\0', bytes - len));
        let mut head = [0; WIDE];
        let beginning = len.min(WIDE);
        head[..beginning].copy_from_slice(&text.as_bytes()[..beginning]);
        Piece { head, len, padded }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.padded[..self.len]
    }

    /// The text in blocks; what follows it in the last is padding.
    #[inline(always)]
    pub(super) fn blocks(&self) -> Blocks<'_> {
        if self.len <= BLOCK {
            Blocks::Short(self.head.first_chunk().unwrap_or(&[0; BLOCK]))
        } else if self.len <= WIDE {
            Blocks::One(&self.head)
        } else {
            Blocks::More(self.padded.as_bytes().as_chunks().0)
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
