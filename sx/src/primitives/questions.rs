//! Questions about values.

use super::{Table, define};
use crate::run::failure::expected;
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
            "(blank? text:Str|Safe?) -> Bool",
            "Whether there is nothing to read in a text: it is `nil`, empty or white space.",
            "(blank? \"  \")",
            |work, args| {
                let text = match args[0] {
                    Val::Nil => "",
                    Val::Str(text) => text,
                    Val::Safe(html) => html.as_html(),
                    other => return Err(expected("Str", other)),
                };
                work.burn_bytes(text.len())?;
                Ok(Val::Bool(text.trim().is_empty()))
            },
        ),
        define(
            "(boolean? value:Any) -> Bool",
            "Whether a value is `true` or `false`.",
            "(boolean? false)",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Bool(_)))),
        ),
        define(
            "(number? value:Any) -> Bool",
            "Whether a value is a number.",
            "(number? 1.5)",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Int(_) | Val::Dec(_)))),
        ),
        define(
            "(string? value:Any) -> Bool",
            "Whether a value is text.",
            "(string? \"a\")",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Str(_)))),
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
        define(
            "(function? value:Any) -> Bool",
            "Whether a value is a function.",
            "(function? (fn (x) x))",
            |_, args| Ok(Val::Bool(matches!(args[0], Val::Fn(_)))),
        ),
        define(
            "(type-of value:Any) -> Str",
            "The name of a value's type, as parameters declare it; `nil` of `nil`.",
            "(type-of 1.5)",
            |_, args| Ok(Val::Str(args[0].kind_name())),
        ),
    ],
};
