//! The one value type of templates.

use rust_decimal::Decimal;

use crate::value::{Function, List, Record, SafeStr, Slot, Type};

/// A template value. It borrows from the host, from the program's literals or from the render's
/// arena, so it is small and free to copy. No variant holds source code.
// The tag takes a whole word, so that every payload lies at one place and values move as words.
#[derive(Clone, Copy)]
#[repr(u64)]
pub enum Val<'a> {
    /// Nothing; renders as nothing and counts as false.
    Nil,
    /// A truth value.
    Bool(bool),
    /// A whole number. Money is an `Int` of minor units.
    Int(i64),
    /// An exact decimal number.
    Dec(Decimal),
    /// Text, escaped wherever it is written.
    Str(&'a str),
    /// A sequence of values.
    List(&'a dyn List),
    /// Named fields.
    Rec(&'a dyn Record),
    /// HTML that Rust code vouches for.
    Safe(SafeStr<'a>),
    /// Markup given as an argument: compiled code and the values it captured.
    Slot(Slot<'a>),
    /// A function made by `fn`.
    Fn(Function<'a>),
}

impl<'a> Val<'a> {
    /// Only `nil` and `false` are false.
    #[inline]
    pub fn is_true(&self) -> bool {
        !matches!(self, Val::Nil | Val::Bool(false))
    }

    /// The type of this value; `None` for `nil`, which belongs to every optional type.
    pub fn kind(&self) -> Option<Type> {
        Some(match self {
            Val::Nil => return None,
            Val::Bool(_) => Type::Bool,
            Val::Int(_) => Type::Int,
            Val::Dec(_) => Type::Dec,
            Val::Str(_) => Type::Str,
            Val::List(_) => Type::List,
            Val::Rec(_) => Type::Rec,
            Val::Safe(_) => Type::Safe,
            Val::Slot(_) => Type::Slot,
            Val::Fn(_) => Type::Fn,
        })
    }

    /// The name of the type, for messages.
    pub fn kind_name(&self) -> &'static str {
        self.kind().map_or("nil", Type::name)
    }

    /// The text of a `Str`.
    pub fn as_str(&self) -> Option<&'a str> {
        match self {
            Val::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The number of an `Int`.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Val::Int(number) => Some(*number),
            _ => None,
        }
    }
}

/// For messages and tests; lists and records show their size only.
impl std::fmt::Debug for Val<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Val::Nil => f.write_str("nil"),
            Val::Bool(value) => write!(f, "{value}"),
            Val::Int(value) => write!(f, "{value}"),
            Val::Dec(value) => write!(f, "{value}"),
            Val::Str(value) => write!(f, "{value:?}"),
            Val::List(list) => write!(f, "List({})", list.len()),
            Val::Rec(_) => f.write_str("Rec"),
            Val::Safe(_) => f.write_str("Safe"),
            Val::Slot(_) => f.write_str("Slot"),
            Val::Fn(_) => f.write_str("Fn"),
        }
    }
}
