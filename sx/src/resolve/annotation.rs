//! Types as parameter lists write them: `Str`, `CardView`, `[LinkView]`, `Int?`.

use std::fmt;

use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::shapes::{Named, Shapes};
use crate::suggest::did_you_mean;
use crate::value::Type;

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Declared {
    pub(crate) of: DeclaredOf,
    /// Whether `nil` will do, as `?` says.
    pub(crate) optional: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DeclaredOf {
    Plain(Type),
    List(Box<Declared>),
}

impl Declared {
    /// What this type says without `?`.
    pub(crate) fn plain(ty: Type) -> Self {
        Declared {
            of: DeclaredOf::Plain(ty),
            optional: false,
        }
    }

    /// What a render tests: lists are not walked for it.
    pub(crate) fn kind(&self) -> Type {
        match &self.of {
            DeclaredOf::Plain(ty) => *ty,
            DeclaredOf::List(_) => Type::List,
        }
    }
}

/// As written.
impl fmt::Display for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            DeclaredOf::Plain(ty) => write!(f, "{ty}")?,
            DeclaredOf::List(item) => write!(f, "[{item}]")?,
        }
        f.write_str(if self.optional { "?" } else { "" })
    }
}

/// Whether a form in a parameter list can only be a type: a capital letter, in brackets or not. A
/// default of such a name would have to be a parameter before it.
pub(super) fn is_type(form: &Form, is_param: impl Fn(&str) -> bool) -> bool {
    match first_in(form).symbol() {
        Some(name) => name.starts_with(|c: char| c.is_ascii_uppercase()) && !is_param(name),
        None => false,
    }
}

fn first_in(mut form: &Form) -> &Form {
    while let FormKind::Vector(items) = &form.kind
        && let Some(item) = items.first()
    {
        form = item;
    }
    form
}

/// Whether this is the `?` of a list type before it: `[Str]?`.
pub(super) fn is_mark(ty: &Form, form: &Form) -> bool {
    matches!(ty.kind, FormKind::Vector(_)) && form.symbol() == Some("?")
}

/// Reads a type. What is none is a fault and counts as `Any`.
pub(super) fn read(form: &Form, shapes: &Shapes, faults: &mut Vec<Fault>) -> Declared {
    match &form.kind {
        FormKind::Vector(items) => match items.as_slice() {
            [item] => Declared {
                of: DeclaredOf::List(Box::new(read(item, shapes, faults))),
                optional: false,
            },
            _ => refuse(
                Fault::new(form.span, "a list type has one type between its brackets")
                    .help("write `[Str]`, or `List` for a list of anything"),
                faults,
            ),
        },
        FormKind::Symbol(name) => named(name, form, shapes, faults),
        _ => refuse(unknown(form, shapes, form.describe(), ""), faults),
    }
}

fn named(name: &str, form: &Form, shapes: &Shapes, faults: &mut Vec<Fault>) -> Declared {
    let (bare, optional) = match name.strip_suffix('?') {
        Some(bare) => (bare, true),
        None => (name, false),
    };
    let known = Type::named(bare).or_else(|| match shapes.named(bare) {
        Named::Shape(shape) => Some(Type::of_shape(shape)),
        Named::Several | Named::Unknown => None,
    });
    if let Some(ty) = known {
        return Declared {
            of: DeclaredOf::Plain(ty),
            optional,
        };
    }
    let fault = match shapes.named(bare) {
        Named::Several => Fault::new(
            form.span,
            format!("`{bare}` is the name of different structs"),
        )
        .help("rename one of the structs in Rust, or write `Rec`"),
        _ => unknown(form, shapes, format!("`{bare}`"), bare),
    };
    refuse(fault, faults)
}

fn refuse(fault: Fault, faults: &mut Vec<Fault>) -> Declared {
    faults.push(fault);
    Declared::plain(Type::Any)
}

fn unknown(form: &Form, shapes: &Shapes, what: String, name: &str) -> Fault {
    let plain = Type::DECLARABLE.map(Type::name);
    let help =
        did_you_mean("", name, plain.into_iter().chain(shapes.names())).unwrap_or_else(|| {
            format!(
                "types are {}, the structs of views by name, and `[T]` and `T?`",
                plain.join(" ")
            )
        });
    Fault::new(form.span, format!("{what} is no type")).help(help)
}
