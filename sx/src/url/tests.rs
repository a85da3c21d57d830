//! The algebra, and whatever else somebody may type.

use super::*;
use crate::naive::programs::Numbers;
use crate::url::expression::{Argument, Call, Expression, Word};

const LETTERS: [char; 32] = [
    'a', 'b', 'z', 'A', '0', '9', '-', '_', '~', '.', ':', '(', ')', '/', '%', '+', ' ', '?', '#',
    '<', '>', '"', '\'', '&', '=', '\\', 'é', 'ß', '€', '語', '🍞', '\u{202e}',
];

fn word(numbers: &mut Numbers) -> Word {
    let length = numbers.below(6) + 1;
    let text: String = (0..length).map(|_| numbers.of(&LETTERS)).collect();
    let text = text.trim();
    Word::new(if text.is_empty() { "x" } else { text }, 0..0)
}

/// A call of at most `items` names, words and keywords, and what is left of them.
fn call(numbers: &mut Numbers, depth: usize, items: &mut usize) -> Call {
    *items = items.saturating_sub(1);
    let mut made = Call {
        name: word(numbers),
        arguments: Vec::new(),
        place: 0..0,
    };
    for _ in 0..numbers.below(4) {
        match numbers.below(5) {
            0 | 1 if *items > 2 => {
                *items -= 1;
                made.arguments.push(Argument::Text(word(numbers)));
            }
            2 if *items > 3 => {
                let name = word(numbers);
                if made.keyword(name.text()).is_none() {
                    *items -= 2;
                    made.arguments.push(Argument::Keyword(name, word(numbers)));
                }
            }
            3 if *items > 2 && depth < DEPTH_MAX => {
                made.arguments
                    .push(Argument::Call(call(numbers, depth + 1, items)));
            }
            _ => {}
        }
    }
    made
}

#[test]
fn the_table_holds() {
    let mut count = 0;
    for (title, cases) in CASES {
        for Case {
            page,
            reference,
            leads_to,
        } in *cases
        {
            count += 1;
            let base = parse(page).unwrap_or_else(|fault| panic!("{title}: {page}: {fault}"));
            // What is absolute says the same without a base, where it is read as a path.
            let found = resolve(&base, reference);
            let whole = reference.trim_start_matches('/');
            if whole.starts_with('(') || whole.starts_with("%28") {
                assert_eq!(found, parse(reference), "{reference}");
            }
            match (found, leads_to) {
                (Ok(found), Ok(expected)) => {
                    assert_eq!(found.to_string(), *expected, "{page} {reference}")
                }
                (Err(fault), Err(expected)) => {
                    assert!(
                        fault.message.contains(expected),
                        "{page} {reference}: {fault}, not {expected}"
                    );
                }
                (found, expected) => {
                    panic!("{title}: {page} {reference}: {found:?}, not {expected:?}")
                }
            }
        }
    }
    assert!(count >= 60, "{count} cases");
}

#[test]
fn the_description_has_the_whole_table() {
    use std::fmt::Write;
    let mut table = String::new();
    for (title, cases) in CASES {
        let _ = write!(
            table,
            "\n### {title}\n\n| on | follow | leads to |\n| --- | --- | --- |\n"
        );
        for Case {
            page,
            reference,
            leads_to,
        } in *cases
        {
            let shown = |text: &str| match text {
                "" => "–".to_owned(),
                text => format!("`{}`", text.replace('|', "\\|")),
            };
            let leads_to = match leads_to {
                Ok("") => "the home".to_owned(),
                Ok(address) => shown(address),
                Err(why) => format!("*{why}*"),
            };
            let page = if page.is_empty() {
                "the home".to_owned()
            } else {
                shown(page)
            };
            let _ = writeln!(table, "| {page} | {} | {leads_to} |", shown(reference));
        }
    }
    let described = include_str!("../../URLS.md");
    assert!(
        described.ends_with(&table),
        "URLS.md should end with this table:\n{table}"
    );
}

#[test]
fn what_is_printed_is_read_as_the_same() {
    let mut numbers = Numbers::new(5);
    let mut deep = 0;
    for _ in 0..20_000 {
        let mut items = ITEMS_MAX;
        let made = Expression {
            call: Some(call(&mut numbers, 1, &mut items)),
        };
        let printed = made.to_string();
        if printed.len() > BYTES_MAX {
            continue;
        }
        let again = parse(&printed).unwrap_or_else(|fault| panic!("{printed}: {fault}"));
        assert_eq!(again, made, "{printed}");
        assert_eq!(again.to_string(), printed);
        deep += usize::from(printed.len() > 200);
        // The path of an address is taken as it is by whoever reads addresses.
        let unusual =
            |byte: u8| !(byte.is_ascii_alphanumeric() || b"-_~!$&'()*+,;=:@.%".contains(&byte));
        assert!(!printed.bytes().any(unusual), "{printed}");
    }
    assert!(deep > 100, "only {deep} long addresses were tried");
}

#[test]
fn whatever_is_typed_ends_in_an_expression_or_in_a_place() {
    const PIECES: [&str; 24] = [
        "(", ")", ".", "..", ":", ":k", ":page.+1", "a", "form", "%", "%28", "%29", "%2E", "%2",
        "%00", "%ff", "é", "/", " ", "%20", "+1", "-1", "🍞", "\u{0}",
    ];
    let mut numbers = Numbers::new(7);
    let base = parse("(log.bread.:page.4)").expect("an address");
    let (mut read, mut followed) = (0, 0);
    for _ in 0..50_000 {
        let text: String = (0..numbers.below(12))
            .map(|_| numbers.of(&PIECES))
            .collect();
        for found in [parse(&text), resolve(&base, &text)] {
            match found {
                Ok(found) => {
                    assert_eq!(parse(&found.to_string()), Ok(found.clone()), "{text:?}");
                    read += usize::from(!found.is_home());
                    followed += 1;
                }
                Err(fault) => {
                    assert!(
                        fault.at.start <= fault.at.end && fault.at.end <= text.len(),
                        "{text:?}: {fault:?}"
                    );
                    assert_eq!(fault.cut(&text).concat(), text);
                    assert!(!fault.message.is_empty());
                }
            }
        }
    }
    assert!(read > 1_000 && followed > read, "{read} of {followed}");
}

#[test]
fn size_depth_and_number_are_bounded() {
    let nested = |depth: usize| format!("{}a{}", "(a.".repeat(depth - 1) + "(", ")".repeat(depth));
    assert!(parse(&nested(DEPTH_MAX)).is_ok());
    let fault = parse(&nested(DEPTH_MAX + 1)).expect_err("too deep");
    assert!(fault.message.contains("nested deeper than 16"), "{fault}");
    assert_eq!(fault.at, DEPTH_MAX * 3..DEPTH_MAX * 3 + 1);

    let words = |count: usize| format!("(a{})", ".b".repeat(count - 1));
    assert!(parse(&words(ITEMS_MAX)).is_ok());
    let fault = parse(&words(ITEMS_MAX + 1)).expect_err("too many");
    assert!(fault.message.contains("at most 64"), "{fault}");

    let long = |bytes: usize| format!("({})", "a".repeat(bytes - 2));
    assert!(parse(&long(BYTES_MAX)).is_ok());
    let fault = parse(&long(BYTES_MAX + 1)).expect_err("too long");
    assert!(fault.message.contains("at most 2048"), "{fault}");

    for hostile in [
        "(".repeat(2_048),
        ")".repeat(2_048),
        "%28".repeat(682),
        "(a.".repeat(600),
    ] {
        assert!(parse(&hostile).is_err());
    }
    // A reference may not lead beyond the bounds either.
    let deepest = parse(&nested(DEPTH_MAX)).expect("an address");
    let fault = resolve(&deepest, ".(b)").expect_err("too deep");
    assert!(fault.message.contains("leads too far"), "{fault}");
    assert_eq!(fault.at, 0..4);
}

#[test]
fn faults_say_where() {
    for (text, at, marked) in [
        ("(language.(form.let", 19..19, ""),
        ("(language))", 10..11, ")"),
        ("(a(b))", 2..3, "("),
        ("(caf%C3%A9.%zz)", 11..14, "%zz"),
        ("(a.x%zz)", 4..7, "%zz"),
        ("(a.:page)", 8..9, ")"),
        (".let", 0..1, "."),
    ] {
        let fault = parse(text).expect_err(text);
        assert_eq!(
            (fault.at.clone(), fault.cut(text)[1]),
            (at, marked),
            "{text}: {fault}"
        );
    }
    let unclosed = parse("(language.(form.let").expect_err("unclosed");
    assert_eq!(
        unclosed.suggestion.as_deref(),
        Some("(language.(form.let))")
    );
    let encoded = parse("%28language.%28form.let").expect_err("unclosed");
    assert_eq!(encoded.suggestion.as_deref(), Some("(language.(form.let))"));
    let hopeless = parse("(language.(:x").expect_err("unclosed");
    assert_eq!(hopeless.suggestion, None);
}

#[test]
fn white_space_beside_structure_is_forgiven() {
    for (text, spelt) in [
        ("( log . 2026 )", "(log.2026)"),
        ("(log.%20:page.2)", "(log.:page.2)"),
        ("(log.%09%20 :page%20.%202%20)", "(log.:page.2)"),
        ("(log.%C2%A0:page.2)", "(log.:page.2)"),
        // An encoded colon is text, and so is one behind text.
        ("(log.%20%3Apage)", "(log.%3Apage)"),
        ("(log.a%20:page)", "(log.a%20:page)"),
    ] {
        let found = parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        assert_eq!(found.to_string(), spelt, "{text}");
    }
    let base = parse("(log.:page.4)").expect("an address");
    for (reference, leads_to) in [
        (".:page.%20+1", "(log.:page.5)"),
        (".%20:page.%20-1", "(log.:page.3)"),
        (".:page.%20%2B1", "(log.:page.+1)"),
    ] {
        let found =
            resolve(&base, reference).unwrap_or_else(|fault| panic!("{reference}: {fault}"));
        assert_eq!(found.to_string(), leads_to, "{reference}");
    }
}

#[test]
fn outer_parentheses_may_be_missing() {
    for (text, whole) in [
        ("language", "(language)"),
        ("language/", "(language)"),
        ("language.form", "(language.form)"),
        ("language.(form.let)", "(language.(form.let))"),
        ("log.:page.4", "(log.:page.4)"),
    ] {
        assert_eq!(parse(text).expect(text).to_string(), whole);
    }
}
