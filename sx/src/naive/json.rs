//! JSON as it stands in a script element.

use crate::run::failure::{Failed, wrong};
use crate::value::Val;

/// The JSON of a value.
pub(super) fn write(value: Val<'_>, depth: usize) -> Result<String, Failed> {
    if depth > 64 {
        return Err(wrong("this value is nested deeper than 64"));
    }
    Ok(match value {
        Val::Nil => "null".into(),
        Val::Bool(value) => value.to_string(),
        Val::Int(value) => value.to_string(),
        Val::Dec(value) => value.to_string(),
        Val::Str(text) => string(text),
        Val::Safe(html) => string(html.as_html()),
        Val::List(list) => {
            let mut items = Vec::new();
            for index in 0..list.len() {
                items.push(write(list.item(index), depth + 1)?);
            }
            format!("[{}]", items.join(","))
        }
        Val::Rec(record) => {
            let mut fields = Vec::new();
            record.each(&mut |key, value| fields.push((key, value)));
            let mut written = Vec::new();
            for (key, value) in fields {
                written.push(format!("{}:{}", string(key), write(value, depth + 1)?));
            }
            format!("{{{}}}", written.join(","))
        }
        Val::Slot(_) | Val::Fn(_) => {
            return Err(wrong(format!("a {} has no JSON", value.kind_name())));
        }
    })
}

/// Nothing that could end a script element or a line of JavaScript is written as it is.
fn string(text: &str) -> String {
    let character = |c: char| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}' | '\0'..='\x1f' => {
            format!("\\u{:04x}", c as u32)
        }
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(character).collect::<String>())
}
