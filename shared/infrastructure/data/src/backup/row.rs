//! A row as a line: a JSON array of the columns by name. Texts are JSON texts, whole numbers are written out, truths are
//! `true` and `false`, ids are text with hyphens, bytes are hex, nothing is `null`. Which text stands for a row is
//! decided by the row alone, so that equal rows have equal hashes whatever the database.

use std::fmt::Write as _;

use sea_orm::{DbErr, QueryResult, TryGetable, Value};
use serde_json::Value as Json;

use super::refuse;
use super::schema::{Kind, Table};
use crate::error::DataError;

/// The longest line. A line is held in memory a few times over.
pub(super) const ROW_BYTES_MAX: usize = 128 << 20;

/// A row's values, in the order of the table's columns.
pub(super) fn read(row: &QueryResult, table: &Table) -> Result<Vec<Value>, DataError> {
    let values = table.columns.iter().enumerate().map(|(at, column)| {
        value(row, at, column.kind).map_err(|error| {
            refuse(format!(
                "a row of {} holds in {} what is no {}: {error}",
                table.name,
                column.name,
                column.kind.name()
            ))
        })
    });
    values.collect()
}

fn value(row: &QueryResult, at: usize, kind: Kind) -> Result<Value, DbErr> {
    fn get<T: TryGetable>(row: &QueryResult, at: usize) -> Result<Option<T>, DbErr> {
        row.try_get_by_index(at)
    }
    Ok(match kind {
        Kind::Text => Value::String(get(row, at)?),
        Kind::Integer { .. } => Value::BigInt(get(row, at)?),
        Kind::Boolean => Value::Bool(get(row, at)?),
        Kind::Uuid => Value::Uuid(get(row, at)?),
        Kind::Bytes => Value::Bytes(get(row, at)?),
    })
}

/// Appends a row as a line.
pub(super) fn encode(values: &[Value], line: &mut Vec<u8>) -> Result<(), DataError> {
    let fault = |error: serde_json::Error| DataError::Damaged(error.to_string());
    for (at, value) in values.iter().enumerate() {
        line.push(if at == 0 { b'[' } else { b',' });
        match value {
            Value::String(Some(text)) => serde_json::to_writer(&mut *line, text).map_err(fault)?,
            Value::BigInt(Some(number)) => line.extend(number.to_string().bytes()),
            Value::Bool(Some(truth)) => line.extend(truth.to_string().bytes()),
            Value::Uuid(Some(id)) => line.extend(format!("\"{id}\"").bytes()),
            Value::Bytes(Some(bytes)) => {
                let mut text = String::with_capacity(2 * bytes.len() + 2);
                text.push('"');
                for byte in bytes {
                    let _ = write!(text, "{byte:02x}");
                }
                text.push('"');
                line.extend(text.bytes());
            }
            _ => line.extend(b"null"),
        }
    }
    line.extend(b"]\n");
    Ok(())
}

/// The values of a line; the error says what is wrong with it.
pub(super) fn decode(line: &[u8], kinds: &[Kind]) -> Result<Vec<Value>, String> {
    let cells: Vec<Json> =
        serde_json::from_slice(line).map_err(|error| format!("it is no row ({error})"))?;
    if cells.len() != kinds.len() {
        return Err(format!(
            "it has {} values where {} belong",
            cells.len(),
            kinds.len()
        ));
    }
    let values = cells.into_iter().zip(kinds).enumerate();
    let values = values.map(|(at, (cell, kind))| {
        cell_value(cell, *kind).ok_or_else(|| format!("its value {} is no {}", at + 1, kind.name()))
    });
    values.collect()
}

fn cell_value(cell: Json, kind: Kind) -> Option<Value> {
    Some(match (kind, cell) {
        (Kind::Text, Json::Null) => Value::String(None),
        (Kind::Text, Json::String(text)) => Value::String(Some(text)),
        (Kind::Integer { .. }, Json::Null) => Value::BigInt(None),
        (Kind::Integer { .. }, Json::Number(number)) => Value::BigInt(Some(number.as_i64()?)),
        (Kind::Boolean, Json::Null) => Value::Bool(None),
        (Kind::Boolean, Json::Bool(truth)) => Value::Bool(Some(truth)),
        (Kind::Uuid, Json::Null) => Value::Uuid(None),
        (Kind::Uuid, Json::String(text)) => Value::Uuid(Some(text.parse().ok()?)),
        (Kind::Bytes, Json::Null) => Value::Bytes(None),
        (Kind::Bytes, Json::String(text)) => Value::Bytes(Some(unhex(&text)?)),
        _ => return None,
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 5] = [
        Kind::Text,
        Kind::Integer { bits: 64 },
        Kind::Boolean,
        Kind::Uuid,
        Kind::Bytes,
    ];

    #[test]
    fn a_row_comes_back_as_it_was() {
        let texts = ["", "\0\u{1}\"\\\u{2028}🍎", "e\u{301} ≠ é", "null"];
        let numbers = [0, -1, i64::MIN, i64::MAX, 9_007_199_254_740_993];
        for (text, number) in texts.iter().zip(numbers.into_iter().cycle()) {
            let row = vec![
                Value::String(Some((*text).to_owned())),
                Value::BigInt(Some(number)),
                Value::Bool(Some(number > 0)),
                Value::Uuid(Some(sea_orm::prelude::Uuid::from_u128(0x0192_f00d))),
                Value::Bytes(Some(vec![0, 255, 16])),
            ];
            let mut line = Vec::new();
            encode(&row, &mut line).expect("written");
            assert_eq!(decode(&line, &KINDS), Ok(row));
        }
        let mut nothing = Vec::new();
        let row = decode(b"[null,null,null,null,null]", &KINDS).expect("read");
        encode(&row, &mut nothing).expect("written");
        assert_eq!(nothing, b"[null,null,null,null,null]\n");
    }

    #[test]
    fn what_does_not_fit_its_column_is_refused() {
        let id = "\"00000000-0000-0000-0000-000000000000\"";
        for (line, complaint) in [
            ("{}".to_owned(), "it is no row"),
            ("[".to_owned(), "it is no row"),
            ("[[[[[".repeat(100), "it is no row"),
            ("[\"\\ud800\",1,true,null,null]".to_owned(), "it is no row"),
            ("[null,null]".to_owned(), "it has 2 values where 5 belong"),
            (format!("[1,1,true,{id},\"\"]"), "its value 1 is no text"),
            (
                format!("[\"\",1.5,true,{id},\"\"]"),
                "its value 2 is no integer",
            ),
            (
                format!("[\"\",9223372036854775808,true,{id},\"\"]"),
                "its value 2 is no integer",
            ),
            (format!("[\"\",1,1,{id},\"\"]"), "its value 3 is no boolean"),
            (
                "[\"\",1,true,\"x\",\"\"]".to_owned(),
                "its value 4 is no uuid",
            ),
            (
                format!("[\"\",1,true,{id},\"abc\"]"),
                "its value 5 is no bytes",
            ),
            (
                format!("[\"\",1,true,{id},\"+f\"]"),
                "its value 5 is no bytes",
            ),
        ] {
            let error = decode(line.as_bytes(), &KINDS).expect_err(complaint);
            assert!(error.starts_with(complaint), "{line}: {error}");
        }
    }
}
