//! Rules that look at one place only: text, line ends, escapes, code, addresses, HTML, entities.

use super::{Mode, State};
use crate::js;
use crate::markdown::chars::{char_at, is_blank};
use crate::markdown::token::Kind;
use crate::markdown::unescape::{inline_entity, is_escapable};
use crate::markdown::{address as url, html_tag, linkify};

/// Characters at which another rule may begin.
fn is_special(byte: u8) -> bool {
    b"\n!#$%&*+-:<=>@[\\]^_`{}~".contains(&byte)
}

pub(super) fn text(state: &mut State<'_>, mode: Mode) -> bool {
    let bytes = &state.source.as_bytes()[state.at..state.max];
    let length = bytes.iter().take_while(|b| !is_special(**b)).count();
    if length == 0 {
        return false;
    }
    if mode == Mode::Make {
        state
            .pending
            .push_str(&state.source[state.at..state.at + length]);
    }
    state.at += length;
    true
}

/// `https://…` in running text, found at its colon.
pub(super) fn address(state: &mut State<'_>, mode: Mode) -> bool {
    if state.link_level > 0 || state.at + 3 > state.max || !state.rest().starts_with("://") {
        return false;
    }
    let Some(scheme) = scheme_at_end(&state.pending) else {
        return false;
    };
    let scheme_length = scheme.len();
    let Some(from) = state.at.checked_sub(scheme_length) else {
        return false;
    };
    let Some(text) = state.source.get(from..) else {
        return false;
    };
    let Some(length) = linkify::at_start(text, &mut state.definitions.fuel) else {
        return false;
    };
    if length <= scheme_length {
        return false;
    }
    // marks of emphasis at the end belong to the text around
    let address = text[..length].trim_end_matches('*');
    let href = url::for_link(address);
    if !url::is_allowed(&href) {
        return false;
    }
    if mode == Mode::Make {
        let pending = state.pending.len() - scheme_length;
        state.pending.truncate(pending);
        push_link(state, href, url::for_reading(address));
    }
    state.at = (from + address.len()).max(state.at + 1);
    true
}

/// The scheme that a text ends with: a letter, then letters, digits and `.+-`.
fn scheme_at_end(text: &str) -> Option<&str> {
    let run = text
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-'))
        .count();
    let run = &text[text.len() - run..];
    run.starts_with(|c: char| c.is_ascii_alphabetic())
        .then_some(run)
}

fn push_link(state: &mut State<'_>, href: String, text: String) {
    state
        .push(Kind::LinkOpen, "a", 1)
        .attrs
        .push(("href", href));
    state.push(Kind::Text, "", 0).content = text;
    state.push(Kind::LinkClose, "a", -1);
}

pub(super) fn newline(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'\n') {
        return false;
    }
    if mode == Mode::Make {
        let spaces = state.pending.len() - state.pending.trim_end_matches(' ').len();
        let kept = state.pending.len() - spaces;
        state.pending.truncate(kept);
        state.push(
            if spaces > 1 {
                Kind::HardBreak
            } else {
                Kind::SoftBreak
            },
            "br",
            0,
        );
    }
    state.at += 1;
    skip_blanks(state);
    true
}

fn skip_blanks(state: &mut State<'_>) {
    let bytes = &state.source.as_bytes()[state.at..state.max];
    state.at += bytes.iter().take_while(|b| is_blank(**b)).count();
}

pub(super) fn escape(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'\\') || state.at + 1 >= state.max {
        return false;
    }
    let Some(escaped) = char_at(state.source, state.at + 1) else {
        return false;
    };
    match escaped {
        '\n' => {
            if mode == Mode::Make {
                state.push(Kind::HardBreak, "br", 0);
            }
            state.at += 2;
            skip_blanks(state);
            return true;
        }
        // the space stays for the rules that follow
        ' ' => {
            if mode == Mode::Make {
                state.push(Kind::TextSpecial, "", 0).content = "\\".into();
            }
            state.at += 1;
            return true;
        }
        _ => {}
    }
    if mode == Mode::Make {
        let plain = u8::try_from(escaped).is_ok_and(is_escapable);
        let content = if plain {
            escaped.to_string()
        } else {
            format!("\\{escaped}")
        };
        state.push(Kind::TextSpecial, "", 0).content = content;
    }
    state.at += 1 + escaped.len_utf8();
    true
}

pub(super) fn code(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'`') {
        return false;
    }
    let start = state.at;
    let run = |at: usize, max: usize| {
        state.source.as_bytes()[at..max]
            .iter()
            .take_while(|b| **b == b'`')
            .count()
    };
    let length = run(start, state.max);
    let open_end = start + length;
    let known_missing =
        state.backticks_scanned && state.backticks.get(&length).copied().unwrap_or(0) <= start;
    if !known_missing {
        let mut at = open_end;
        let mut runs_seen = Vec::new();
        while let Some(close) = state.source[at..].find('`').map(|found| at + found) {
            let close_end = close + run(close, state.max.max(close)).max(1);
            at = close_end;
            if close_end - close == length {
                state.backticks.extend(runs_seen);
                if mode == Mode::Make {
                    let content = code_text(&state.source[open_end..close]);
                    state.push(Kind::CodeInline, "code", 0).content = content;
                }
                state.at = close_end;
                return true;
            }
            runs_seen.push((close_end - close, close));
        }
        state.backticks.extend(runs_seen);
        // from now on a missing close is known without looking
        state.backticks_scanned = true;
    }
    if mode == Mode::Make {
        state.pending.push_str(&state.source[start..open_end]);
    }
    state.at = open_end;
    true
}

/// Line ends as spaces; one space off both ends where both have one.
fn code_text(text: &str) -> String {
    let text = text.replace('\n', " ");
    let has_line_break = |inside: &str| inside.contains(['\r', '\u{2028}', '\u{2029}']);
    match text
        .strip_prefix(' ')
        .and_then(|inside| inside.strip_suffix(' '))
    {
        Some(inside) if !inside.is_empty() && !has_line_break(inside) => inside.to_owned(),
        _ => text,
    }
}

pub(super) fn autolink(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'<') {
        return false;
    }
    let inside = &state.source[state.at + 1..state.max];
    let Some(length) = inside
        .find(['<', '>'])
        .filter(|at| inside.as_bytes()[*at] == b'>')
    else {
        return false;
    };
    let text = &inside[..length];
    let href = if is_address(text) {
        url::for_link(text)
    } else if is_email(text) {
        url::for_link(&format!("mailto:{text}"))
    } else {
        return false;
    };
    if !url::is_allowed(&href) {
        return false;
    }
    if mode == Mode::Make {
        push_link(state, href, url::for_reading(text));
    }
    state.at += length + 2;
    true
}

fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    (2..=32).contains(&scheme.len())
        && scheme.as_bytes()[0].is_ascii_alphabetic()
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
        && !rest.chars().any(|c| c <= ' ' || matches!(c, '<' | '>'))
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let name_ok = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b));
    name_ok
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

pub(super) fn html(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'<') || state.at + 2 >= state.max {
        return false;
    }
    let rest = state.rest();
    let needed = match rest.as_bytes()[1] {
        b'!' if rest.starts_with("<!--") => "->",
        b'!' if rest.starts_with("<![CDATA[") => "]]>",
        b'?' => "?>",
        b'!' | b'/' => ">",
        byte if byte.is_ascii_alphabetic() => ">",
        _ => return false,
    };
    // an end that once was sought in vain is not sought again from each later place
    if state
        .missing_ends
        .iter()
        .any(|(end, from)| *end == needed && state.at >= *from)
    {
        return false;
    }
    let Some(length) = html_tag::length(rest) else {
        if !rest.contains(needed) {
            state.missing_ends.push((needed, state.at));
        }
        return false;
    };
    if mode == Mode::Make {
        let tag = &rest[..length];
        state.push(Kind::HtmlInline, "", 0).content = tag.to_owned();
        if is_link_open(tag) {
            state.link_level += 1;
        }
        if is_link_close(tag) {
            state.link_level -= 1;
        }
    }
    state.at += length;
    true
}

/// `<a>` or `<a …>`.
pub(in crate::markdown) fn is_link_open(tag: &str) -> bool {
    tag.get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("<a"))
        && tag[2..].starts_with(|c| c == '>' || js::is_space(c))
}

/// `</a>`.
pub(in crate::markdown) fn is_link_close(tag: &str) -> bool {
    tag.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("</a"))
        && tag[3..].trim_start_matches(js::is_space).starts_with('>')
}

pub(super) fn entity(state: &mut State<'_>, mode: Mode) -> bool {
    if state.byte() != Some(b'&') || state.at + 1 >= state.max {
        return false;
    }
    let Some((length, content)) = inline_entity(state.rest()) else {
        return false;
    };
    if mode == Mode::Make {
        state.push(Kind::TextSpecial, "", 0).content = content;
    }
    state.at += length;
    true
}
