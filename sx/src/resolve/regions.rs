//! Regions: elements that can be sent alone, to take the place of their like in a page that is open
//! already.

use super::Resolver;
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::markup::REGION;
use crate::tree::{Attribute, NodeKind};

impl Resolver<'_, '_> {
    /// The name of the region that an element marks with its attributes.
    pub(super) fn region(&mut self, attrs: &[Attribute]) -> Option<Box<str>> {
        let attr = attrs.iter().find(|attr| *attr.name == *REGION)?;
        let span = attr.value.span;
        let NodeKind::Const(Datum::Str(name)) = &attr.value.kind else {
            self.fail(
                Fault::new(span, "the name of a region must be written out")
                    .help("write it as text: `:sx-region \"main\"`"),
            );
            return None;
        };
        if !is_region(name) {
            self.fail(
                Fault::new(span, format!("`{name}` is no name for a region")).help(
                    "a name begins with a letter and has lower-case letters, digits and hyphens",
                ),
            );
            return None;
        }
        if self.regions.contains(name) {
            self.fail(
                Fault::new(span, format!("the region `{name}` is written twice"))
                    .help("a page has a region once; give this one another name"),
            );
            return None;
        }
        self.regions.push(name.clone());
        Some(name.clone())
    }
}

/// Whether this can name a region.
pub(crate) fn is_region(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
