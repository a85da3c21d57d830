//! Questions about values.

use super::{Definition, define};
use crate::value::Val;

pub(super) const TABLE: &[Definition] = &[
    define("not", 1, 1, |_, args| Ok(Val::Bool(!args[0].is_true()))),
    define("nil?", 1, 1, |_, args| {
        Ok(Val::Bool(matches!(args[0], Val::Nil)))
    }),
    define("string?", 1, 1, |_, args| {
        Ok(Val::Bool(matches!(args[0], Val::Str(_))))
    }),
    define("number?", 1, 1, |_, args| {
        Ok(Val::Bool(matches!(args[0], Val::Int(_) | Val::Dec(_))))
    }),
    define("list?", 1, 1, |_, args| {
        Ok(Val::Bool(matches!(args[0], Val::List(_))))
    }),
    define("record?", 1, 1, |_, args| {
        Ok(Val::Bool(matches!(args[0], Val::Rec(_))))
    }),
];
