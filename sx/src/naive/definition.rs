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
    if head.symbol() != Some("defcomp") {
        return None;
    }
    let mut definition = Definition {
        name: name.symbol()?,
        layer,
        params: Vec::new(),
        takes_children: false,
        body,
    };
    for param in params.list()? {
        match param.symbol() {
            Some("&key") => {}
            Some("&rest") => definition.takes_children = true,
            _ => {
                let param = read_param(param, &definition.params);
                definition.params.extend(param);
            }
        }
    }
    if definition.takes_children
        && let Some(children) = definition.params.last_mut()
    {
        children.ty = Type::Slot;
        children.declared = "Slot".into();
        children.is_required = false;
    }
    Some(definition)
}

/// `name`, `(name default)`, `(name Type)` or `(name Type default)`.
fn read_param<'v>(form: &'v Form, before: &[Param<'v>]) -> Option<Param<'v>> {
    let is_param = |name: &str| before.iter().any(|param| param.name == name);
    let (name, ty, default) = match form.list() {
        None => (form, None, None),
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
