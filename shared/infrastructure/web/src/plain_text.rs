//! Plain text that people wrote, cut to what a page shows of it.

/// The paragraphs of a text: what empty lines part.
pub fn paragraphs(text: &str) -> Vec<String> {
    let joined = |chunk: &[&str]| {
        chunk
            .iter()
            .flat_map(|line| line.split_whitespace())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let lines: Vec<&str> = text.lines().collect();
    lines
        .split(|line| line.trim().is_empty())
        .map(joined)
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// The beginning of a text: whole words, at most `max` characters, with an ellipsis where something was left out.
pub fn excerpt(text: &str, max: usize) -> String {
    let mut cut = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let gap = usize::from(!cut.is_empty());
        let more = word.chars().count() + gap;
        if length + more > max {
            cut.push('…');
            return cut;
        }
        if gap == 1 {
            cut.push(' ');
        }
        cut.push_str(word);
        length += more;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_empty_lines() {
        assert_eq!(paragraphs("One\nline.\n\n \nTwo.\n"), ["One line.", "Two."]);
        assert!(paragraphs(" \n\n").is_empty());
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("Bread and  apples", 17), "Bread and apples");
        assert_eq!(excerpt("Bread and apples", 12), "Bread and…");
        assert_eq!(excerpt("Äpfelwein", 3), "…");
    }
}
