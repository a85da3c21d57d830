//! Classes of characters, as markdown-it draws them.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Space or tab.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// White space beside emphasis marks.
pub(super) fn is_white(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}'
        | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Punctuation or symbol beside emphasis marks.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || (!c.is_ascii()
            && matches!(
                c.general_category_group(),
                GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol
            ))
}

/// Ends a word of an address: separators and control characters.
pub(super) fn is_separator(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Separator
        || c.general_category() == GeneralCategory::Control
}

/// Also punctuation.
pub(super) fn is_separator_or_punctuation(c: char) -> bool {
    is_separator(c) || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// Space, tab and line ends at both ends of a paragraph.
pub(super) fn trim_ascii(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// The character at a byte position.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The byte length of the character at a position; 1 past the end.
pub(super) fn width_at(text: &str, at: usize) -> usize {
    char_at(text, at).map_or(1, char::len_utf8)
}
