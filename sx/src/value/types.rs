//! The types that a parameter or a field can declare.

/// A type, as written in a parameter list: `(level Int 2)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// A record.
    Rec,
    /// HTML that Rust vouches for.
    Safe,
    /// Content: markup from the caller, or anything that can be written as text.
    Slot,
    /// A function. It cannot be declared, only passed to an `Any` parameter.
    Fn,
}

impl Type {
    /// The types that a template may name.
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

    /// The name as written in templates.
    pub const fn name(self) -> &'static str {
        match self {
            Type::Any => "Any",
            Type::Bool => "Bool",
            Type::Int => "Int",
            Type::Dec => "Dec",
            Type::Str => "Str",
            Type::List => "List",
            Type::Rec => "Rec",
            Type::Safe => "Safe",
            Type::Slot => "Slot",
            Type::Fn => "Fn",
        }
    }

    /// The type with this name, if a template may declare it.
    pub fn named(name: &str) -> Option<Type> {
        Self::DECLARABLE.into_iter().find(|ty| ty.name() == name)
    }

    /// Whether a value of type `found` fits where `self` is declared. A field of type `Any`
    /// (free-form data) fits everywhere at start and is tested again at the call.
    pub fn accepts(self, found: Type) -> bool {
        match self {
            Type::Any => true,
            Type::Dec => matches!(found, Type::Dec | Type::Int),
            Type::Slot => {
                matches!(
                    found,
                    Type::Slot | Type::Safe | Type::Str | Type::Int | Type::Dec
                )
            }
            other => other == found,
        }
    }
}
