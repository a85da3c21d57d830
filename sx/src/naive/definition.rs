//! What sources define.

use crate::read::{Form, FormKind};
use crate::source::Source;
use crate::value::Type;

/// A component.
pub(super) struct Definition<'v> {
    pub(super) name: &'v str,
    layer: u16,
    pub(super) params: Vec<Param<'v>>,
    /// Whether the last parameter takes the children.
    pub(super) takes_children: bool,
    pub(super) is_island: bool,
    pub(super) body: &'v [Form],
}

pub(super) struct Param<'v> {
    pub(super) name: &'v str,
    pub(super) ty: Type,
    /// The type as it is written.
    pub(super) declared: String,
    pub(super) takes_nil: bool,
    pub(super) default: Option<&'v Form>,
    pub(super) is_required: bool,
}

/// All definitions; of those that share a name the one of the highest layer.
pub(super) fn read_all<'v>(sources: &[Source], files: &'v [Vec<Form>]) -> Vec<Definition<'v>> {
    let mut known: Vec<Definition<'v>> = Vec::new();
    for (source, forms) in sources.iter().zip(files) {
        for definition in forms.iter().filter_map(|form| read(form, source.layer)) {
            match known.iter_mut().find(|old| old.name == definition.name) {
                Some(old) if old.layer > definition.layer => {}
                Some(old) => *old = definition,
                None => known.push(definition),
            }
        }
    }
    known
}

fn read(form: &Form, layer: u16) -> Option<Definition<'_>> {
    let [head, name, params, body @ ..] = form.list()? else {
        return None;
    };
    if !matches!(head.symbol(), Some("defcomp" | "defisland")) {
        return None;
    }
    let mut definition = Definition {
        name: name.symbol()?,
        layer,
        params: Vec::new(),
        takes_children: false,
        is_island: head.symbol() == Some("defisland"),
        body: without_options(body),
    };
    let mut are_slots = false;
    for param in params.list()? {
        match param.symbol() {
            Some("&key") => are_slots = false,
            Some("&slots") => are_slots = true,
            Some("&rest") => definition.takes_children = true,
            _ => {
                let mut param = read_param(param, &definition.params)?;
                if are_slots {
                    param.becomes_slot();
                }
                definition.params.push(param);
            }
        }
    }
    if definition.takes_children
        && let Some(children) = definition.params.last_mut()
    {
        children.becomes_slot();
    }
    Some(definition)
}

/// What stands before a body: `:needs (…)`.
fn without_options(mut body: &[Form]) -> &[Form] {
    while let [option, _, rest @ ..] = body
        && option.keyword().is_some()
        && !rest.is_empty()
    {
        body = rest;
    }
    body
}

impl Param<'_> {
    /// A parameter for markup, which need not be given.
    fn becomes_slot(&mut self) {
        self.ty = Type::Slot;
        self.declared = "Slot".into();
        self.takes_nil = true;
        self.is_required = false;
    }
}

/// `name`, `(name default)`, `(name Type)` or `(name Type default)`.
fn read_param<'v>(form: &'v Form, before: &[Param<'v>]) -> Option<Param<'v>> {
    let is_param = |name: &str| before.iter().any(|param| param.name == name);
    let (name, ty, default) = match form.list() {
        None => (form, None, None),
        Some([name]) => (name, None, None),
        Some([name, ty]) if is_type(ty, is_param) => (name, Some(ty), None),
        Some([name, default]) => (name, None, Some(default)),
        Some([name, ty, default]) => (name, Some(ty), Some(default)),
        Some(_) => return None,
    };
    let (ty, declared, optional) = ty.map_or((Type::Any, "Any".into(), true), read_type);
    Some(Param {
        name: name.symbol()?,
        ty,
        declared,
        default,
        takes_nil: optional || default.is_some(),
        is_required: default.is_none(),
    })
}

/// A name with a capital letter, in brackets or not.
fn is_type(form: &Form, is_param: impl Fn(&str) -> bool) -> bool {
    match &form.kind {
        FormKind::Vector(items) => matches!(items.as_slice(), [item] if is_type(item, is_param)),
        FormKind::Symbol(name) => name.starts_with(char::is_uppercase) && !is_param(name),
        _ => false,
    }
}

/// What is tested of a value, how the type is written, and whether `nil` will do. Structs are tested
/// as records, lists without their items.
fn read_type(form: &Form) -> (Type, String, bool) {
    match &form.kind {
        FormKind::Vector(items) => {
            let inner: String = items.iter().map(|item| read_type(item).1).collect();
            (Type::List, format!("[{inner}]"), false)
        }
        _ => {
            let name = form.symbol().unwrap_or_default();
            let bare = name.trim_end_matches('?');
            let ty = Type::named(bare).unwrap_or(Type::Rec);
            (ty, name.into(), ty == Type::Any || bare != name)
        }
    }
}
