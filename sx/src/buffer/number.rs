//! Small whole numbers, which most numbers of a page are.

/// The digits of a number below ten thousand and how many they are; what follows them is of no meaning.
#[inline]
pub(super) fn short(number: i64) -> Option<([u8; 4], usize)> {
    let number = u16::try_from(number)
        .ok()
        .filter(|number| *number < 10_000)?;
    let digit = |place: u16| b'0' + (number / place % 10) as u8;
    let all = u32::from_le_bytes([digit(1000), digit(100), digit(10), digit(1)]);
    let len =
        1 + usize::from(number >= 10) + usize::from(number >= 100) + usize::from(number >= 1000);
    Some(((all >> (8 * (4 - len))).to_le_bytes(), len))
}
