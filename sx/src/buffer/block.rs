//! Questions put to a block of bytes at once.
#![allow(
    unsafe_code,
    reason = "vector instructions that every x86-64 processor has; the test holds them to the plain version"
)]

/// What is read and written at once.
pub(crate) type Block = [u8; 16];

/// A question to a byte: whether it is `equal` once the bits of `either` are set in it. With one bit in `either` that
/// asks for two bytes at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) either: u8,
    pub(crate) equal: u8,
}

impl Question {
    /// Whether it is this byte.
    pub(crate) const fn is(byte: u8) -> Self {
        Question {
            either: 0,
            equal: byte,
        }
    }

    /// Whether it is one of two bytes that differ in a single bit.
    pub(crate) const fn is_either(one: u8, other: u8) -> Self {
        assert!((one ^ other).is_power_of_two());
        Question {
            either: one ^ other,
            equal: one | other,
        }
    }
}

/// Bytes that are looked for.
pub(crate) trait Wanted {
    /// A byte is wanted when the answer is yes to one of these.
    const QUESTIONS: [Question; 4];
}

/// A bit for each wanted byte, the lowest for the first.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(crate) fn marks<W: Wanted>(block: Block) -> u16 {
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    };
    // SAFETY: the instructions belong to every x86-64 processor, and the block is as long as what is read.
    unsafe {
        let all = |byte: u8| _mm_set1_epi8(byte.cast_signed());
        let bytes = _mm_loadu_si128((&raw const block).cast::<__m128i>());
        let mut found = all(0);
        for question in W::QUESTIONS {
            let bytes = _mm_or_si128(bytes, all(question.either));
            found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, all(question.equal)));
        }
        // One bit for each of the 16 bytes.
        _mm_movemask_epi8(found) as u16
    }
}

/// A bit for each wanted byte, the lowest for the first.
#[cfg(not(target_arch = "x86_64"))]
#[inline]
pub(crate) fn marks<W: Wanted>(block: Block) -> u16 {
    marks_one_by_one::<W>(block)
}

/// The same byte by byte, for other processors and for the test.
#[cfg(any(test, not(target_arch = "x86_64")))]
pub(super) fn marks_one_by_one<W: Wanted>(block: Block) -> u16 {
    let marked = |byte| {
        W::QUESTIONS
            .iter()
            .any(|asked| byte | asked.either == asked.equal)
    };
    let bit = |(at, byte)| u16::from(marked(byte)) << at;
    block.into_iter().enumerate().map(bit).sum()
}
