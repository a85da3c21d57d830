//! The heads of definitions: names and parameters, known before any body is resolved.

use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::resolve::annotation::{self, Declared};
use crate::resolve::data;
use crate::shapes::Shapes;
use crate::source::Span;
use crate::value::Type;

/// The most parameters of a component: their presence is kept in 64 bits.
const PARAMS_MAX: usize = 64;

/// A component as its callers see it, with its body still unresolved.
#[derive(Debug)]
pub(crate) struct Signature<'f> {
    pub(crate) name: &'f str,
    pub(crate) name_span: Span,
    pub(crate) params: Vec<ParamSignature<'f>>,
    /// Whether the last parameter takes the children.
    pub(crate) rest: bool,
    pub(crate) body: &'f [Form],
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct ParamSignature<'f> {
    pub(crate) name: &'f str,
    pub(crate) ty: Declared,
    pub(crate) default: DefaultForm<'f>,
    pub(crate) span: Span,
}

impl ParamSignature<'_> {
    /// Whether `nil` can be given.
    pub(crate) fn takes_nil(&self) -> bool {
        self.ty.optional
            || self.ty.kind() == Type::Any
            || !matches!(self.default, DefaultForm::Required)
    }
}

#[derive(Debug)]
pub(crate) enum DefaultForm<'f> {
    Required,
    Constant(Datum),
    Computed(&'f Form),
}

/// Reads `(defcomp ~ns:name (params…) body…)`.
pub(crate) fn read<'f>(
    form: &'f Form,
    shapes: &Shapes,
    faults: &mut Vec<Fault>,
) -> Option<Signature<'f>> {
    let Some(items) = form.list() else {
        faults.push(
            Fault::new(
                form.span,
                format!("expected a definition, found {}", form.describe()),
            )
            .help("a file holds `(defcomp ~namespace:name (parameters) body)`"),
        );
        return None;
    };
    match form.head() {
        Some("defcomp") => {}
        Some(other) => {
            faults.push(
                Fault::new(items[0].span, format!("`{other}` is no definition"))
                    .help("a file holds `(defcomp ~namespace:name (parameters) body)`"),
            );
            return None;
        }
        None => {
            faults.push(Fault::new(form.span, "expected a definition"));
            return None;
        }
    }
    let name_form = items.get(1);
    let Some(name) = name_form
        .and_then(Form::symbol)
        .filter(|name| is_full_name(name))
    else {
        let span = name_form.map_or(form.span, |name| name.span);
        faults.push(
            Fault::new(span, "a component needs a full name")
                .help("write it as `~namespace:path/name`, in lower case: `~shared:cards/card`"),
        );
        return None;
    };
    let name_span = items[1].span;
    let Some(params) = items.get(2).and_then(Form::list) else {
        faults.push(
            Fault::new(name_span, format!("`{name}` has no parameter list"))
                .help("write `()` after the name when there are no parameters"),
        );
        return None;
    };
    let mut signature = Signature {
        name,
        name_span,
        params: Vec::new(),
        rest: false,
        body: &items[3..],
        span: form.span,
    };
    if signature.body.is_empty() {
        faults.push(Fault::new(name_span, format!("`{name}` has no body")));
    }
    read_params(params, shapes, &mut signature, faults);
    Some(signature)
}

fn read_params<'f>(
    forms: &'f [Form],
    shapes: &Shapes,
    signature: &mut Signature<'f>,
    faults: &mut Vec<Fault>,
) {
    let mut forms = forms.iter();
    let mut in_keys = false;
    while let Some(form) = forms.next() {
        match form.symbol() {
            Some("&key") => in_keys = true,
            Some("&rest") => {
                match forms.next() {
                    Some(rest) if rest.symbol().is_some() => {
                        add_param(
                            rest,
                            Declared::plain(Type::Slot),
                            DefaultForm::Constant(Datum::Nil),
                            signature,
                            faults,
                        );
                        signature.rest = true;
                    }
                    _ => faults.push(Fault::new(
                        form.span,
                        "`&rest` needs a name, such as `children`",
                    )),
                }
                if let Some(extra) = forms.next() {
                    faults.push(Fault::new(
                        extra.span,
                        "nothing can follow the `&rest` parameter",
                    ));
                }
                return;
            }
            _ if !in_keys => {
                faults.push(
                    Fault::new(form.span, "parameters are named")
                        .help("write `&key` before the first one: `(&key title (href nil))`"),
                );
                return;
            }
            _ => read_key(form, shapes, signature, faults),
        }
    }
}

/// `name`, `(name default)`, `(name Type)` or `(name Type default)`.
fn read_key<'f>(
    form: &'f Form,
    shapes: &Shapes,
    signature: &mut Signature<'f>,
    faults: &mut Vec<Fault>,
) {
    let parts = match &form.kind {
        FormKind::Symbol(_) => std::slice::from_ref(form),
        FormKind::List(parts) => parts.as_slice(),
        _ => &[],
    };
    let is_param = |name: &str| signature.params.iter().any(|param| param.name == name);
    let (name, ty, default) = match parts {
        [name] => (name, None, None),
        [name, ty] if annotation::is_type(ty, is_param) => (name, Some(ty), None),
        [name, default] => (name, None, Some(default)),
        [name, ty, default] => (name, Some(ty), Some(default)),
        _ => {
            faults.push(
                Fault::new(form.span, "this is no parameter")
                    .help("write `name`, `(name default)` or `(name Type default)`"),
            );
            return;
        }
    };
    let ty = match ty {
        Some(form) => annotation::read(form, shapes, faults),
        None => Declared::plain(Type::Any),
    };
    let default = match default {
        None => DefaultForm::Required,
        Some(form) => match data::literal(form) {
            Some(datum) => DefaultForm::Constant(datum),
            None => DefaultForm::Computed(form),
        },
    };
    add_param(name, ty, default, signature, faults);
}

fn add_param<'f>(
    name: &'f Form,
    ty: Declared,
    default: DefaultForm<'f>,
    signature: &mut Signature<'f>,
    faults: &mut Vec<Fault>,
) {
    let Some(text) = name.symbol() else {
        faults.push(Fault::new(
            name.span,
            format!("expected a name, found {}", name.describe()),
        ));
        return;
    };
    if signature.params.iter().any(|param| param.name == text) {
        faults.push(Fault::new(
            name.span,
            format!("the parameter `{text}` is written twice"),
        ));
        return;
    }
    if signature.params.len() >= PARAMS_MAX {
        faults.push(
            Fault::new(name.span, format!("more than {PARAMS_MAX} parameters"))
                .help("group them into a record"),
        );
        return;
    }
    if let DefaultForm::Constant(datum) = &default
        && let Some(found) = crate::value::ToVal::to_val(datum).kind()
        && !ty.kind().accepts(found)
    {
        faults.push(Fault::new(
            name.span,
            format!("the default of `{text}` is {found}, its type is {ty}"),
        ));
    }
    signature.params.push(ParamSignature {
        name: text,
        ty,
        default,
        span: name.span,
    });
}

/// `~namespace:path/name`, in lower case.
fn is_full_name(name: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    name.strip_prefix('~')
        .and_then(|name| name.split_once(':'))
        .is_some_and(|(space, path)| is_word(space) && path.split('/').all(is_word))
}
