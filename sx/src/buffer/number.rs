//! Small whole numbers, which most numbers of a page are.

/// The digits of a number below ten thousand and how many they are; what follows them is of no meaning.
#[inline]
pub(super) fn short(number: i64) -> Option<([u8; 4], usize)> {
    let number = usize::try_from(number)
        .ok()
        .filter(|number| *number < 10_000)?;
    if let Some([tens, ones]) = PAIRS.get(number) {
        let one_digit = number < 10;
        let pair = u32::from_le_bytes([*tens, *ones, 0, 0]) >> (8 * u32::from(one_digit));
        return Some((pair.to_le_bytes(), 2 - usize::from(one_digit)));
    }
    let ([a, b], [c, d]) = (PAIRS[number / 100], PAIRS[number % 100]);
    let all = u32::from_le_bytes([a, b, c, d]);
    let len = 3 + usize::from(number >= 1000);
    Some(((all >> (8 * (4 - len))).to_le_bytes(), len))
}

/// The digits of the numbers below a hundred.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + number as u8 / 10, b'0' + number as u8 % 10];
        number += 1;
    }
    pairs
};
