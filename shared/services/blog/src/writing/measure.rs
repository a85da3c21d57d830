//! How long a text is, and the begin of it.

/// The longest excerpt, in characters.
const EXCERPT_CHARS_MAX: usize = 300;
/// Ghost's figures: words a minute, and seconds for the first picture, one less for each that follows down to three.
const WORDS_A_MINUTE: f64 = 275.0;
const FIRST_PICTURE_SECONDS: u32 = 12;
const LATER_PICTURE_SECONDS: u32 = 3;

/// The begin of a text, at most 300 characters, ended at a word.
pub fn cut_excerpt(text: &str) -> String {
    let mut cut = String::new();
    let mut chars = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(!cut.is_empty());
        // One character stays for the sign that there is more.
        if chars + length >= EXCERPT_CHARS_MAX {
            if cut.is_empty() {
                cut.extend(word.chars().take(EXCERPT_CHARS_MAX - 1));
            }
            cut.push('…');
            return cut;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
        chars += length;
    }
    cut
}

/// Minutes to read a text with pictures, as Ghost counts; at least 1.
pub fn reading_minutes(text: &str, pictures: u32) -> i32 {
    let words = f64::from(u32::try_from(words(text)).unwrap_or(u32::MAX));
    let descending = FIRST_PICTURE_SECONDS - LATER_PICTURE_SECONDS;
    let first: u32 = (0..pictures.min(descending)).map(|nth| FIRST_PICTURE_SECONDS - nth).sum();
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
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(cut_excerpt(" A few\n\n words. "), "A few words.");
        assert_eq!(cut_excerpt(""), "");
        let long = cut_excerpt(&"äpfel ".repeat(100));
        assert!(long.chars().count() <= EXCERPT_CHARS_MAX && long.ends_with("äpfel…"), "{long}");
        let endless = cut_excerpt(&"x".repeat(1000));
        assert_eq!(endless.chars().count(), EXCERPT_CHARS_MAX);
        let exactly = format!("{} {}", "a".repeat(149), "b".repeat(149));
        assert_eq!(cut_excerpt(&exactly), exactly);
    }

    #[test]
    fn minutes_are_ghosts() {
        assert_eq!(reading_minutes("", 0), 1);
        assert_eq!(reading_minutes(&"word ".repeat(275 * 3), 0), 3);
        assert_eq!(reading_minutes(&"word ".repeat(275), 3), 2, "33 seconds for three pictures");
        assert_eq!(reading_minutes(&"字".repeat(550), 0), 2);
        assert_eq!(reading_minutes("", u32::MAX), 214_748_366);
    }
}
