//! The types that a parameter or a field can declare.

use std::fmt;

use super::later::Later;
use super::{Shape, ToVal, Val, View};

/// A type, as written in a parameter list: `(level Int 2)`.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Every value.
    Any,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A decimal number; a whole number will do.
    Dec,
    /// Text.
    Str,
    /// A sequence.
    List,
    /// A sequence whose items are of one type: `[Str]`.
    ListOf(Later<ItemType>),
    /// A record.
    Rec,
    /// A record with the fields of a Rust struct, under its name: `CardView`.
    Record(Later<Shape>),
    /// HTML that Rust vouches for.
    Safe,
    /// Content: markup from the caller, or anything that can be written as text.
    Slot,
    /// A function. It cannot be declared, only passed to an `Any` parameter.
    Fn,
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemType {
    /// The type of each item.
    pub ty: Type,
    /// Whether an item may be `nil`.
    pub optional: bool,
}

impl ItemType {
    /// What a list of `T` holds.
    pub const fn of<T: ToVal + ?Sized>() -> Self {
        ItemType {
            ty: T::TYPE,
            optional: T::OPTIONAL,
        }
    }
}

impl Type {
    /// The types that a template may name in any environment.
    pub const DECLARABLE: [Type; 9] = [
        Type::Any,
        Type::Bool,
        Type::Int,
        Type::Dec,
        Type::Str,
        Type::List,
        Type::Rec,
        Type::Safe,
        Type::Slot,
    ];

    /// The type of a list of `T`.
    pub const fn list_of<T: ToVal>() -> Type {
        Type::ListOf(Later::item_of::<T>())
    }

    /// The type of the struct `V`.
    pub const fn record<V: View>() -> Type {
        Type::Record(Later::shape_of::<V>())
    }

    /// The type of records with these fields.
    pub const fn of_shape(shape: &'static Shape) -> Type {
        Type::Record(Later::known(shape))
    }

    /// The name of the kind, as written in templates; a struct has its own.
    pub fn name(self) -> &'static str {
        match self {
            Type::Any => "Any",
            Type::Bool => "Bool",
            Type::Int => "Int",
            Type::Dec => "Dec",
            Type::Str => "Str",
            Type::List | Type::ListOf(_) => "List",
            Type::Rec => "Rec",
            Type::Record(shape) => shape.get().name(),
            Type::Safe => "Safe",
            Type::Slot => "Slot",
            Type::Fn => "Fn",
        }
    }

    /// The type with this name, if a template may declare it in any environment.
    pub fn named(name: &str) -> Option<Type> {
        Self::DECLARABLE.into_iter().find(|ty| ty.name() == name)
    }

    /// The fields, where the type tells them.
    pub fn shape(self) -> Option<&'static Shape> {
        match self {
            Type::Record(shape) => Some(shape.get()),
            _ => None,
        }
    }

    /// What the items are, where the type tells it.
    pub fn item(self) -> Option<ItemType> {
        match self {
            Type::ListOf(item) => Some(*item.get()),
            _ => None,
        }
    }

    /// Whether a value of type `found` is of a kind that fits where `self` is declared: what a
    /// render tests. Fields and items are looked into when templates are checked, not here.
    pub fn accepts(self, found: Type) -> bool {
        match self {
            Type::Any => true,
            Type::Bool => matches!(found, Type::Bool),
            Type::Int => matches!(found, Type::Int),
            Type::Dec => matches!(found, Type::Dec | Type::Int),
            Type::Str => matches!(found, Type::Str),
            Type::List | Type::ListOf(_) => matches!(found, Type::List | Type::ListOf(_)),
            Type::Rec | Type::Record(_) => matches!(found, Type::Rec | Type::Record(_)),
            Type::Safe => matches!(found, Type::Safe),
            Type::Slot => matches!(
                found,
                Type::Slot | Type::Safe | Type::Str | Type::Int | Type::Dec
            ),
            Type::Fn => matches!(found, Type::Fn),
        }
    }

    /// The same for a value; `None` for `nil`, which is the parameter's own question.
    pub(crate) fn admits(self, value: &Val<'_>) -> Option<bool> {
        value.kind().map(|found| self.accepts(found))
    }
}

/// As written in templates: `[CardView]`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::ListOf(item) => write!(f, "[{}]", item.get()),
            other => f.write_str(other.name()),
        }
    }
}

impl fmt::Display for ItemType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.ty, if self.optional { "?" } else { "" })
    }
}

/// Structs are equal by name and keys, lists by what they hold.
impl PartialEq for Type {
    fn eq(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::ListOf(a), Type::ListOf(b)) => a.get() == b.get(),
            (Type::Record(a), Type::Record(b)) => a.get().is_alike(b.get()),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl Eq for Type {}
