//! How long a text takes to read.

/// Ghost's figures: words a minute, and seconds for the first picture, one less for each that follows down to three.
const WORDS_A_MINUTE: f64 = 275.0;
const FIRST_PICTURE_SECONDS: u32 = 12;
const LATER_PICTURE_SECONDS: u32 = 3;

/// Minutes to read a text with pictures, as Ghost counts; at least 1.
pub(super) fn reading_minutes(text: &str, pictures: u32) -> i32 {
    let words = f64::from(u32::try_from(words(text)).unwrap_or(u32::MAX));
    let descending = FIRST_PICTURE_SECONDS - LATER_PICTURE_SECONDS;
    let first: u32 = (0..pictures.min(descending))
        .map(|nth| FIRST_PICTURE_SECONDS - nth)
        .sum();
    let seconds = words * 60.0 / WORDS_A_MINUTE
        + f64::from(first)
        + f64::from(pictures.saturating_sub(descending)) * f64::from(LATER_PICTURE_SECONDS);
    ((seconds / 60.0).round() as i32).max(1)
}

/// Words; of a script that parts none, each character is one.
fn words(text: &str) -> usize {
    let mut words = 0;
    let mut in_word = false;
    for char in text.chars() {
        let alone = matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}');
        let part = char.is_alphanumeric() || char == '_';
        words += usize::from(alone || part && !in_word);
        in_word = part && !alone;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_ghosts() {
        assert_eq!(reading_minutes("", 0), 1);
        assert_eq!(reading_minutes(&"word ".repeat(275 * 3), 0), 3);
        assert_eq!(
            reading_minutes(&"word ".repeat(275), 3),
            2,
            "33 seconds for three pictures"
        );
        assert_eq!(reading_minutes(&"字".repeat(550), 0), 2);
        assert_eq!(reading_minutes("", u32::MAX), 214_748_366);
    }
}
