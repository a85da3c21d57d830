//! Questions about values.

use super::{Table, define};
use crate::value::Val;

pub(super) const TABLE: Table = Table {
    subject: "Questions",
    lines: &[
        define(
            "(not value:Any) -> Bool",
            "Whether a value is `false` or `nil`.",
            "(not nil)",
            |_, args| Ok(Val::Bool(!args[0].is_true())),
        ),
        define(
            "(nil? value:Any) -> Bool",
            "Whether a value is `nil`.",
            "(nil? nil)",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Nil))),
        ),
        define(
            "(string? value:Any) -> Bool",
            "Whether a value is text.",
            "(string? \"a\")",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Str(_)))),
        ),
        define(
            "(number? value:Any) -> Bool",
            "Whether a value is a number.",
            "(number? 1.5)",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Int(_) | Val::Dec(_)))),
        ),
        define(
            "(list? value:Any) -> Bool",
            "Whether a value is a list.",
            "(list? [])",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::List(_)))),
        ),
        define(
            "(record? value:Any) -> Bool",
            "Whether a value is a record.",
            "(record? {})",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Rec(_)))),
        ),
    ],
};
