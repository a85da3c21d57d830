//! The heads of definitions: names and parameters, known before any body is resolved.

use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::read::{Form, FormKind};
use crate::resolve::annotation::{self, Declared};
use crate::resolve::data;
use crate::resolve::needs::NeedArgument;
use crate::shapes::Shapes;
use crate::source::Span;
use crate::suggest::did_you_mean;
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
    pub(crate) kind: Kind,
    pub(crate) needs: Vec<NeedForm<'f>>,
    pub(crate) body: &'f [Form],
    pub(crate) span: Span,
}

/// Where a component runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On the server.
    Component,
    /// On the server once, then in the browser.
    Island,
}

/// `(cart (cart-summary :user @user))` in `:needs`.
#[derive(Debug)]
pub(crate) struct NeedForm<'f> {
    pub(crate) name: &'f str,
    pub(crate) query: &'f str,
    pub(crate) arguments: Vec<(&'f str, Span, NeedArgument)>,
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

/// Reads `(defcomp ~ns:name (params…) options… body…)`; `kind` says what it defines.
pub(crate) fn read<'f>(
    form: &'f Form,
    kind: Kind,
    shapes: &Shapes,
    faults: &mut Vec<Fault>,
) -> Option<Signature<'f>> {
    let items = form.list()?;
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
        kind,
        needs: Vec::new(),
        body: &items[3..],
        span: form.span,
    };
    read_params(params, shapes, &mut signature, faults);
    read_options(&mut signature, faults);
    if signature.body.is_empty() {
        faults.push(Fault::new(name_span, format!("`{name}` has no body")));
    }
    Some(signature)
}

/// Takes the options before the body.
fn read_options(signature: &mut Signature<'_>, faults: &mut Vec<Fault>) {
    while let [option, value, body @ ..] = signature.body
        && let Some(name) = option.keyword()
    {
        if body.is_empty() {
            return;
        }
        signature.body = body;
        if name == "needs" {
            for need in value.list().unwrap_or_default() {
                signature.needs.extend(read_need(need, faults));
            }
        } else {
            let help = did_you_mean(":", name, ["needs"]);
            let message = format!("a definition has no option `:{name}`");
            faults.push(Fault::new(option.span, message).maybe_help(help));
        }
    }
}

fn read_need<'f>(form: &'f Form, faults: &mut Vec<Fault>) -> Option<NeedForm<'f>> {
    let mut wrong = |span: Span| {
        faults.push(
            Fault::new(span, "this is no need")
                .help("write `:needs ((name (query :key \"value\" :other @request-value)) …)`"),
        );
    };
    let (name, call) = match form.list() {
        Some([name, call]) => (name.symbol(), call),
        _ => (None, form),
    };
    let (Some(name), Some(query), Some(parts)) = (name, call.head(), call.list()) else {
        wrong(form.span);
        return None;
    };
    let mut arguments = Vec::new();
    for pair in parts[1..].chunks(2) {
        let argument = match pair.get(1).map(|form| (form.symbol(), data::literal(form))) {
            Some((Some(name), _)) => name
                .strip_prefix('@')
                .map(|name| NeedArgument::Request(name.into())),
            Some((None, Some(datum))) => Some(NeedArgument::Constant(datum)),
            _ => None,
        };
        match (pair[0].keyword(), argument) {
            (Some(key), Some(argument)) => arguments.push((key, pair[0].span, argument)),
            _ => wrong(pair[0].span),
        }
    }
    Some(NeedForm {
        name,
        query,
        arguments,
        span: form.span,
    })
}

fn read_params<'f>(
    forms: &'f [Form],
    shapes: &Shapes,
    signature: &mut Signature<'f>,
    faults: &mut Vec<Fault>,
) {
    let mut forms = forms.iter();
    let (mut in_keys, mut in_slots) = (false, false);
    while let Some(form) = forms.next() {
        match form.symbol() {
            Some("&key") => (in_keys, in_slots) = (true, false),
            Some("&slots") => (in_keys, in_slots) = (true, true),
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
            _ if in_slots => {
                let nothing = DefaultForm::Constant(Datum::Nil);
                add_param(
                    form,
                    Declared::plain(Type::Slot),
                    nothing,
                    signature,
                    faults,
                );
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
    // A `?` behind brackets is a form of its own.
    let (name, ty, default) = match parts {
        [name, ty, mark] if annotation::is_mark(ty, mark) => (name, Some((ty, true)), None),
        [name, ty, mark, default] if annotation::is_mark(ty, mark) => {
            (name, Some((ty, true)), Some(default))
        }
        [name] => (name, None, None),
        [name, ty] if annotation::is_type(ty, is_param) => (name, Some((ty, false)), None),
        [name, default] => (name, None, Some(default)),
        [name, ty, default] => (name, Some((ty, false)), Some(default)),
        _ => {
            faults.push(
                Fault::new(form.span, "this is no parameter")
                    .help("write `name`, `(name default)` or `(name Type default)`"),
            );
            return;
        }
    };
    let ty = match ty {
        Some((form, optional)) => {
            let ty = annotation::read(form, shapes, faults);
            let optional = optional || ty.optional;
            Declared { optional, ..ty }
        }
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
pub(crate) fn is_full_name(name: &str) -> bool {
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
