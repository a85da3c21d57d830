//! Views that cases declare in words: `CardView {title Str, price Int?, tags [Str]}`. A type may name those
//! before it. Shapes live as long as the process, so they are leaked: tests declare few.

use sx::{Field, ItemType, Later, Shape, Type};

/// The structs that a case declares.
#[derive(Default)]
pub(crate) struct Shapes(Vec<&'static Shape>);

impl Shapes {
    /// Declares a struct.
    pub(crate) fn declare(&mut self, text: &str) {
        let (name, fields) = text.split_once(' ').unwrap();
        let shape = self.shape(name, fields);
        self.0.push(shape);
    }

    /// The struct that these fields make.
    pub(crate) fn shape(&self, name: &str, fields: &str) -> &'static Shape {
        let fields = fields.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
        let fields: Vec<Field> = fields
            .split(',')
            .filter(|field| !field.trim().is_empty())
            .map(|field| self.field(field.trim()))
            .collect();
        Box::leak(Box::new(Shape::new(leak(name), fields.leak())))
    }

    fn field(&self, text: &str) -> Field {
        let (name, ty) = text.split_once(' ').unwrap();
        let item = self.item(ty);
        Field {
            name: leak(name),
            ty: item.ty,
            optional: item.optional,
        }
    }

    fn item(&self, text: &str) -> ItemType {
        let (bare, optional) = match text.strip_suffix('?') {
            Some(bare) => (bare, true),
            None => (text, false),
        };
        let ty = match bare.strip_prefix('[') {
            Some(inner) => {
                let item = self.item(inner.strip_suffix(']').unwrap());
                Type::ListOf(Later::known(Box::leak(Box::new(item))))
            }
            None => self.named(bare),
        };
        ItemType { ty, optional }
    }

    fn named(&self, name: &str) -> Type {
        let declared = self.0.iter().rev().find(|shape| shape.name() == name);
        match declared {
            Some(shape) => Type::of_shape(shape),
            None => Type::named(name).unwrap_or_else(|| panic!("there is no type {name}")),
        }
    }
}

fn leak(text: &str) -> &'static str {
    text.to_owned().leak()
}
