//! The buffer itself.
//!
//! Invariants, on which the `unsafe` lines rest:
//! 1. `bytes` holds UTF-8: whole texts, or a text up to where a character begins.
//! 2. Whoever writes makes room first, and then there are [`SPARE`] bytes more than what was asked for: the last block of a text
//!    may end that far behind it.
//! 3. The length grows only over bytes that were written.
#![allow(
    unsafe_code,
    reason = "blocks are written into spare capacity: see the invariants, and the test beside the safe twin"
)]

use super::piece::WIDE;
use super::{Block, Piece, Short, number};

/// Bytes in a block.
const BLOCK: usize = size_of::<Block>();

/// More than this is not believed.
const EXPECTED_MAX: usize = 64 << 20;

/// Room beyond what was asked for.
const SPARE: usize = WIDE;

/// Text that grows at its end.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
}

impl Buffer {
    pub(crate) fn new() -> Self {
        Buffer { bytes: Vec::new() }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn as_str(&self) -> &str {
        // SAFETY: invariant 1.
        unsafe { std::str::from_utf8_unchecked(&self.bytes) }
    }

    pub(crate) fn into_string(self) -> String {
        // SAFETY: invariant 1.
        unsafe { String::from_utf8_unchecked(self.bytes) }
    }

    /// Takes back everything beyond `len`, which must be between two characters.
    pub(crate) fn truncate(&mut self, len: usize) {
        assert!(self.as_str().is_char_boundary(len));
        self.bytes.truncate(len);
    }

    /// Tells how many bytes will come, before the first do.
    pub(crate) fn expect(&mut self, bytes: usize) {
        if self.bytes.capacity() == 0 {
            self.bytes = Vec::with_capacity(bytes.min(EXPECTED_MAX) + SPARE);
        }
    }

    /// Makes room for so many bytes more, at most as many as a text can have.
    #[inline]
    fn reserve(&mut self, bytes: usize) {
        // No text is so long that the sum would overflow.
        if self.bytes.capacity() - self.bytes.len() < bytes + SPARE {
            self.grow(bytes);
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, bytes: usize) {
        self.bytes.reserve(bytes + SPARE);
    }

    /// Adds a text that was compiled.
    #[inline]
    pub(crate) fn push_piece(&mut self, piece: &Piece) {
        self.reserve(piece.len());
        match piece.short() {
            // SAFETY: `SPARE` is more than a block.
            Some(block) => unsafe { self.put(0, block) },
            None => {
                for (index, block) in piece.blocks().iter().enumerate() {
                    // SAFETY: every block begins within the text, for which there is room, so it ends within `SPARE`.
                    unsafe { self.put(index * WIDE, *block) };
                }
            }
        }
        // SAFETY: the blocks hold the whole text.
        unsafe { self.extend(piece.len()) };
    }

    /// Adds a short text that is known when Rust is compiled.
    #[inline]
    pub(crate) fn push_short(&mut self, short: &Short) {
        let (block, len) = short.parts();
        self.reserve(BLOCK);
        // SAFETY: there is room, and a `Short` has text of this length.
        unsafe {
            self.put(0, block);
            self.extend(len);
        }
    }

    /// Adds a text.
    #[inline]
    pub(crate) fn push(&mut self, text: &str) {
        self.push_until(text, |_| 0);
    }

    /// Adds a whole number.
    #[inline]
    pub(crate) fn push_int(&mut self, number: i64) {
        let Some((digits, len)) = number::short(number) else {
            return self.push_long_int(number);
        };
        self.reserve(digits.len());
        // SAFETY: there is room, and digits are UTF-8.
        unsafe {
            self.put(0, digits);
            self.extend(len);
        }
    }

    #[cold]
    #[inline(never)]
    fn push_long_int(&mut self, number: i64) {
        self.push(itoa::Buffer::new().format(number));
    }

    /// Adds a text up to the first byte that is marked, and says how much of it that was. `marks` answers for a block: a bit
    /// for each byte that it marks, the lowest for the first. (A marked byte within a character counts as its beginning.)
    #[inline]
    pub(crate) fn push_until(&mut self, text: &str, marks: impl Fn(Block) -> u16) -> usize {
        let bytes = text.as_bytes();
        self.reserve(bytes.len());
        let Some(last) = bytes.last_chunk::<BLOCK>() else {
            return self.push_until_in_short(text, marks);
        };
        let mut at = 0;
        for block in bytes.as_chunks::<BLOCK>().0 {
            // SAFETY: there is room for the text, and the block is a part of it.
            unsafe { self.put(at, *block) };
            let marked = marks(*block);
            if marked != 0 {
                return self.end_within(text, at + first(marked));
            }
            at += BLOCK;
        }
        if at < bytes.len() {
            // SAFETY: as above.
            unsafe { self.put(bytes.len() - BLOCK, *last) };
            let marked = marks(*last);
            if marked != 0 {
                return self.end_within(text, bytes.len() - BLOCK + first(marked));
            }
        }
        // SAFETY: all blocks were written, and the last one with them.
        unsafe { self.extend(bytes.len()) };
        bytes.len()
    }

    /// The same for less than a block: two words that overlap.
    #[inline]
    fn push_until_in_short(&mut self, text: &str, marks: impl Fn(Block) -> u16) -> usize {
        let bytes = text.as_bytes();
        let len = bytes.len();
        let (marked, end) = if let (Some(head), Some(tail)) =
            (bytes.first_chunk::<8>(), bytes.last_chunk::<8>())
        {
            // SAFETY: there is room for the text, and both are parts of it.
            unsafe {
                self.put(0, *head);
                self.put(len - 8, *tail);
            }
            let marked = marks(joined([*head, *tail]));
            let at = first(marked);
            (marked, if at < 8 { at } else { len + at - 16 })
        } else if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            // SAFETY: as above.
            unsafe {
                self.put(0, *head);
                self.put(len - 4, *tail);
            }
            let marked = marks(joined([*head, *tail, *head, *tail]));
            let at = first(marked);
            (marked, if at < 4 { at } else { len + at - 8 })
        } else if let (Some(head), Some(tail)) = (bytes.first(), bytes.last()) {
            let middle = bytes[len / 2];
            // SAFETY: as above.
            unsafe {
                self.put(0, [*head]);
                self.put(len / 2, [middle]);
                self.put(len - 1, [*tail]);
            }
            let word = [*head, middle, *tail, *head];
            let marked = marks(joined([word; 4]));
            (marked, [0, len / 2, len - 1, 0][first(marked) % 4])
        } else {
            return 0;
        };
        if marked != 0 {
            return self.end_within(text, end);
        }
        // SAFETY: the parts cover the text.
        unsafe { self.extend(len) };
        len
    }

    /// Ends a text before its end; all before `len` has been written.
    #[inline]
    fn end_within(&mut self, text: &str, len: usize) -> usize {
        let len = text.floor_char_boundary(len);
        // SAFETY: the length is within the text and between two characters, and that much was written.
        unsafe { self.extend(len) };
        len
    }

    /// Writes bytes at a distance from the end, without growing.
    ///
    /// # Safety
    /// `at + N` must be within what was reserved, together with `SPARE`.
    #[inline(always)]
    unsafe fn put<const N: usize>(&mut self, at: usize, bytes: [u8; N]) {
        debug_assert!(at + N <= self.bytes.capacity() - self.bytes.len());
        // SAFETY: by the caller's promise the bytes are inside the allocation; they need no alignment.
        unsafe {
            let end = self.bytes.as_mut_ptr().add(self.bytes.len());
            end.add(at).cast::<[u8; N]>().write(bytes);
        }
    }

    /// Grows over bytes that were put.
    ///
    /// # Safety
    /// The next `len` bytes must have been put, and be UTF-8.
    #[inline(always)]
    unsafe fn extend(&mut self, len: usize) {
        let len = self.bytes.len() + len;
        debug_assert!(len <= self.bytes.capacity());
        // SAFETY: they were written.
        unsafe { self.bytes.set_len(len) };
    }
}

/// The first marked byte.
#[inline(always)]
fn first(marked: u16) -> usize {
    marked.trailing_zeros() as usize
}

/// Words as a block.
#[inline(always)]
fn joined<const N: usize, const M: usize>(words: [[u8; N]; M]) -> Block {
    const { assert!(N * M == BLOCK) };
    let mut block = [0; BLOCK];
    block.copy_from_slice(words.as_flattened());
    block
}
