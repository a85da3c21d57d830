//! Sources to forms, and the names of what they define.

use std::collections::HashMap;

use crate::define::Definition;
use crate::diagnostic::{FAULTS_MAX, Fault};
use crate::expand::Macros;
use crate::read::{Form, read};
use crate::resolve::{self, Names, Signature};
use crate::shapes::Shapes;
use crate::source::{Location, Source};

pub(super) fn read_all(sources: &[Source], faults: &mut Vec<Fault>) -> Vec<Vec<Form>> {
    let mut all = Vec::with_capacity(sources.len());
    for (index, source) in sources.iter().enumerate() {
        match read(u32::try_from(index).unwrap_or(u32::MAX), &source.text) {
            Ok(forms) => all.push(forms),
            Err(fault) => {
                faults.push(fault);
                all.push(Vec::new());
            }
        }
    }
    all
}

/// Reads the heads of all definitions. In the end a name means the definition of the highest layer;
/// those below are still resolved, so that their faults are found.
pub(super) fn name_all<'f>(
    sources: &[Source],
    definitions: &'f [Definition],
    shapes: &Shapes,
    macros: Macros,
    faults: &mut Vec<Fault>,
) -> Names<'f> {
    let mut names = Names {
        signatures: Vec::new(),
        by_name: HashMap::new(),
        macros,
    };
    let layer = |signature: &Signature<'_>| {
        sources
            .get(signature.span.source as usize)
            .map_or(0, |source| source.layer)
    };
    for definition in definitions {
        if faults.len() >= FAULTS_MAX {
            break;
        }
        let read = resolve::read_signature(definition.component(), definition.kind, shapes, faults);
        let Some(signature) = read else {
            continue;
        };
        let index = u32::try_from(names.signatures.len()).unwrap_or(u32::MAX);
        let known = names.by_name.get(signature.name).copied();
        let known_layer = known.map(|known| layer(&names.signatures[known as usize]));
        match known_layer {
            Some(known_layer) if known_layer == layer(&signature) => {
                let first = known.map(|known| names.signatures[known as usize].name_span);
                let place = first.map(|span| Location::of(span, sources).to_string());
                let message = format!("`{}` is defined twice", signature.name);
                faults.push(
                    Fault::new(signature.name_span, message)
                        .maybe_help(place.map(|place| format!("the first is at {place}"))),
                );
            }
            Some(known_layer) if known_layer > layer(&signature) => {}
            _ => {
                names.by_name.insert(signature.name, index);
            }
        }
        names.signatures.push(signature);
    }
    names
}
