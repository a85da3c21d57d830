//! Literal data: what a program holds as constants.

use rust_decimal::Decimal;

use crate::value::{Record, Shape, ToVal, Val};

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    Nil,
    Bool(bool),
    Int(i64),
    Dec(Decimal),
    Str(Box<str>),
    List(Vec<Datum>),
    Rec(DatumRecord),
}

/// A constant record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DatumRecord(pub(crate) Vec<(Box<str>, Datum)>);

impl ToVal for Datum {
    fn to_val(&self) -> Val<'_> {
        match self {
            Datum::Nil => Val::Nil,
            Datum::Bool(value) => Val::Bool(*value),
            Datum::Int(value) => Val::Int(*value),
            Datum::Dec(value) => Val::Dec(*value),
            Datum::Str(value) => Val::Str(value),
            Datum::List(items) => Val::List(items),
            Datum::Rec(record) => Val::Rec(record),
        }
    }
}

impl Record for DatumRecord {
    fn shape(&self) -> Option<&'static Shape> {
        None
    }
    fn field(&self, _index: usize) -> Val<'_> {
        Val::Nil
    }
    fn get(&self, key: &str) -> Option<Val<'_>> {
        self.0
            .iter()
            .find(|(name, _)| **name == *key)
            .map(|(_, value)| value.to_val())
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Val<'a>)) {
        for (key, value) in &self.0 {
            visit(key, value.to_val());
        }
    }
}
