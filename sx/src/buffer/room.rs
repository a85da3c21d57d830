//! The buffer itself.
//!
//! Invariants, on which the `unsafe` lines rest:
//! 1. `bytes` holds UTF-8: whole texts, or a text up to where a character begins.
//! 2. Whoever writes makes room first, and then there are [`SPARE`] bytes more than what was asked for: the last block of a text
//!    may end that far behind it.
//! 3. The length grows only over bytes that were written.
//! 4. An [`End`] is used up before the buffer changes: nothing keeps one.
#![allow(
    unsafe_code,
    reason = "blocks are written into spare capacity: see the invariants, and the test beside the safe twin"
)]

use super::piece::{Blocks, WIDE, Wide};
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
    #[inline]
    pub(crate) fn expect(&mut self, bytes: usize) {
        if self.bytes.capacity() == 0 {
            self.bytes = Vec::with_capacity(bytes.min(EXPECTED_MAX) + SPARE);
        }
    }

    /// Makes room for so many bytes more, at most as many as a text can have, and says where.
    #[inline(always)]
    fn reserve(&mut self, bytes: usize) -> End {
        // No text is so long that the sum would overflow.
        if self.bytes.capacity() - self.bytes.len() < bytes + SPARE {
            self.grow(bytes);
        }
        let len = self.bytes.len();
        End {
            // SAFETY: the length is within the allocation.
            at: unsafe { self.bytes.as_mut_ptr().add(len) },
            len,
            room: self.bytes.capacity() - len,
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
        let end = self.reserve(piece.len());
        // SAFETY: there is room, and `put_piece` writes the whole text.
        unsafe {
            end.put_piece(piece);
            self.extend(end, piece.len());
        }
    }

    /// Adds a short text that is known when Rust is compiled.
    #[inline]
    pub(crate) fn push_short(&mut self, short: &Short) {
        let (block, len) = short.parts();
        let end = self.reserve(BLOCK);
        // SAFETY: there is room, and a `Short` has text of this length.
        unsafe {
            end.put(0, block);
            self.extend(end, len);
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
        self.push_piece_and_int(Piece::EMPTY, number);
    }

    /// Adds a text that was compiled and a whole number.
    #[inline(always)]
    pub(crate) fn push_piece_and_int(&mut self, piece: &Piece, number: i64) {
        let Some((digits, len)) = number::short(number) else {
            self.push_piece(piece);
            return self.push_long_int(number);
        };
        let end = self.reserve(piece.len() + digits.len());
        // SAFETY: there is room for both, and digits are UTF-8.
        unsafe {
            end.put_piece(piece);
            end.put(piece.len(), digits);
            self.extend(end, piece.len() + len);
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
        self.push_piece_until(Piece::EMPTY, text, marks)
    }

    /// Adds a text that was compiled, whole, and another up to the first byte that is marked. Both in one go, because
    /// whatever comes next has to wait for the length.
    #[inline(always)]
    pub(crate) fn push_piece_until(
        &mut self,
        piece: &Piece,
        text: &str,
        marks: impl Fn(Block) -> u16,
    ) -> usize {
        let end = self.reserve(piece.len() + text.len());
        // SAFETY: there is room for both, and both are UTF-8 as far as the length grows.
        unsafe {
            end.put_piece(piece);
            let len = end.put_until(piece.len(), text, marks);
            self.extend(end, piece.len() + len);
            len
        }
    }

    /// Grows over bytes that were put.
    ///
    /// # Safety
    /// The next `len` bytes must have been put, and be UTF-8.
    #[inline(always)]
    unsafe fn extend(&mut self, end: End, len: usize) {
        debug_assert!(len <= end.room);
        // SAFETY: they were written.
        unsafe { self.bytes.set_len(end.len + len) };
    }
}

/// The end of a buffer and the room behind it. Whoever writes holds it apart from the buffer, because for all the compiler
/// knows each byte that is written may be one of the buffer's own length.
#[derive(Clone, Copy)]
struct End {
    at: *mut u8,
    len: usize,
    room: usize,
}

impl End {
    /// Writes bytes at a distance.
    ///
    /// # Safety
    /// `at + N` must be within what was reserved, together with `SPARE`, and the buffer must not have grown since.
    #[inline(always)]
    unsafe fn put<const N: usize>(self, at: usize, bytes: [u8; N]) {
        debug_assert!(at + N <= self.room);
        // SAFETY: by the caller's promise the bytes are inside the allocation; they need no alignment.
        unsafe { self.at.add(at).cast::<[u8; N]>().write(bytes) };
    }

    /// Writes a text that was compiled.
    ///
    /// # Safety
    /// Its length must have been reserved.
    #[inline(always)]
    unsafe fn put_piece(self, piece: &Piece) {
        // SAFETY: every block begins within the text, for which there is room, so it ends within `SPARE`.
        unsafe {
            match piece.blocks() {
                Blocks::Short(block) => self.put(0, *block),
                Blocks::One(block) => self.put(0, *block),
                Blocks::More(blocks) => {
                    debug_assert!(size_of_val(blocks) <= self.room);
                    write_blocks(self.at, blocks);
                }
            }
        }
    }

    /// Writes a text at a distance, and says how much there is up to the first byte that is
    /// marked; that is between two characters.
    ///
    /// # Safety
    /// `at` and its length must have been reserved.
    #[inline(always)]
    unsafe fn put_until(self, at: usize, text: &str, marks: impl Fn(Block) -> u16) -> usize {
        let bytes = text.as_bytes();
        let Some(last) = bytes.last_chunk::<BLOCK>() else {
            // SAFETY: by the caller's promise.
            return unsafe { self.put_until_in_short(at, text, marks) };
        };
        let mut done = 0;
        for block in bytes.as_chunks::<BLOCK>().0 {
            // SAFETY: there is room for the text, and the block is a part of it.
            unsafe { self.put(at + done, *block) };
            let marked = marks(*block);
            if marked != 0 {
                return text.floor_char_boundary(done + first(marked));
            }
            done += BLOCK;
        }
        if done < bytes.len() {
            let from = bytes.len() - BLOCK;
            // SAFETY: as above.
            unsafe { self.put(at + from, *last) };
            let marked = marks(*last);
            if marked != 0 {
                return text.floor_char_boundary(from + first(marked));
            }
        }
        bytes.len()
    }

    /// The same for less than a block: two words that overlap.
    ///
    /// # Safety
    /// The same.
    #[inline(always)]
    unsafe fn put_until_in_short(
        self,
        at: usize,
        text: &str,
        marks: impl Fn(Block) -> u16,
    ) -> usize {
        let bytes = text.as_bytes();
        let len = bytes.len();
        let end = if let (Some(head), Some(tail)) =
            (bytes.first_chunk::<8>(), bytes.last_chunk::<8>())
        {
            // SAFETY: there is room for the text, and both are parts of it.
            unsafe {
                self.put(at, *head);
                self.put(at + len - 8, *tail);
            }
            match marks(joined([*head, *tail])) {
                0 => return len,
                marked if first(marked) < 8 => first(marked),
                marked => len + first(marked) - 16,
            }
        } else if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            // SAFETY: as above.
            unsafe {
                self.put(at, *head);
                self.put(at + len - 4, *tail);
            }
            match marks(joined([*head, *tail, *head, *tail])) {
                0 => return len,
                marked if first(marked) < 4 => first(marked),
                marked => len + first(marked) - 8,
            }
        } else if let (Some(head), Some(tail)) = (bytes.first(), bytes.last()) {
            let middle = bytes[len / 2];
            // SAFETY: as above.
            unsafe {
                self.put(at, [*head]);
                self.put(at + len / 2, [middle]);
                self.put(at + len - 1, [*tail]);
            }
            let word = [*head, middle, *tail, *head];
            match marks(joined([word; 4])) {
                0 => return len,
                marked => [0, len / 2, len - 1, 0][first(marked) % 4],
            }
        } else {
            return 0;
        };
        text.floor_char_boundary(end)
    }
}

/// Writes blocks. They get no [`End`], so that one which is in registers stays there.
///
/// # Safety
/// They must fit behind `at`.
#[inline(never)]
unsafe fn write_blocks(at: *mut u8, blocks: &[Wide]) {
    for (index, block) in blocks.iter().enumerate() {
        // SAFETY: by the caller's promise; they need no alignment.
        unsafe { at.add(index * WIDE).cast::<Wide>().write(*block) };
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
