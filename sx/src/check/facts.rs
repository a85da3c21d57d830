//! Tables of what facts speak of: items, fields, functions. Equal ones are one line, so that facts are
//! small, compared in one step and never cloned.

use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use super::fact::{Fact, Kind, Nil};
use crate::datum::Datum;
use crate::resolve::{Declared, DeclaredOf};
use crate::tree::{Function, Proc};
use crate::value::{Shape, Type};

/// Lists inside each other that are looked into.
pub(super) const DEPTH_MAX: usize = 16;

/// Lists inside each other that messages show.
const LISTS_SHOWN: usize = 2;

/// A function and what it captured.
#[derive(Clone, Copy)]
pub(super) struct Closure<'n> {
    pub(super) proc: &'n Proc,
    /// A line of the rows.
    pub(super) captured: u32,
    /// All functions of its `letrec`, which captured the same.
    pub(super) siblings: &'n [Function],
}

/// A struct, with its fields as far as they were asked for.
struct ShapeFacts {
    shape: &'static Shape,
    fields: Option<Rc<[Fact]>>,
}

type Fields<'n> = Rc<[(&'n str, Fact)]>;

#[derive(Default)]
pub(super) struct Facts<'n> {
    items: Table<Fact>,
    records: Table<Fields<'n>>,
    /// Captured values, and the arguments of calls.
    rows: Table<Rc<[Fact]>>,
    /// By the address of the procedure, and what it captured.
    functions: Table<(usize, u32)>,
    closures: Vec<Closure<'n>>,
    shapes: Vec<ShapeFacts>,
    shape_lines: HashMap<*const Shape, u32>,
}

/// Lines by number and back.
struct Table<T> {
    lines: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table {
            lines: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Table<T> {
    fn line(&mut self, line: T) -> u32 {
        if let Some(number) = self.numbers.get(&line) {
            return *number;
        }
        let number = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.lines.push(line.clone());
        self.numbers.insert(line, number);
        number
    }
}

impl<'n> Facts<'n> {
    /// A list of such items.
    pub(super) fn list(&mut self, item: Fact) -> Fact {
        Fact::of(Kind::List(self.items.line(item)))
    }

    /// What the items of a list are.
    pub(super) fn item(&self, line: u32) -> Fact {
        self.items.lines[line as usize]
    }

    pub(super) fn record(&mut self, fields: Vec<(&'n str, Fact)>) -> Fact {
        Fact::of(Kind::Literal(self.records.line(fields.into())))
    }

    /// What the field of a written record holds.
    pub(super) fn field_of_literal(&self, line: u32, key: &str) -> Option<Fact> {
        let fields = &self.records.lines[line as usize];
        let found = fields.iter().find(|(name, _)| *name == key)?;
        Some(found.1)
    }

    pub(super) fn row(&mut self, facts: &[Fact]) -> u32 {
        if let Some(number) = self.rows.numbers.get(facts) {
            return *number;
        }
        self.rows.line(facts.into())
    }

    pub(super) fn row_at(&self, line: u32) -> Rc<[Fact]> {
        self.rows.lines[line as usize].clone()
    }

    pub(super) fn function(&mut self, closure: Closure<'n>) -> Fact {
        let Closure { proc, captured, .. } = closure;
        let line = self
            .functions
            .line((std::ptr::from_ref(proc).addr(), captured));
        if line as usize == self.closures.len() {
            self.closures.push(closure);
        }
        Fact::of(Kind::Fn(line))
    }

    pub(super) fn closure(&self, line: u32) -> Closure<'n> {
        self.closures[line as usize]
    }

    pub(super) fn shape(&self, line: u32) -> &'static Shape {
        self.shapes[line as usize].shape
    }

    pub(super) fn of_shape(&mut self, shape: &'static Shape) -> Fact {
        let address = std::ptr::from_ref(shape);
        if let Some(line) = self.shape_lines.get(&address) {
            return Fact::of(Kind::Shape(*line));
        }
        // Constants may have several addresses.
        let known = self
            .shapes
            .iter()
            .position(|known| known.shape.is_same(shape));
        let line = known.unwrap_or_else(|| {
            self.shapes.push(ShapeFacts {
                shape,
                fields: None,
            });
            self.shapes.len() - 1
        });
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.shape_lines.insert(address, line);
        Fact::of(Kind::Shape(line))
    }

    /// What the field of a struct holds; `None` when there is no such field.
    pub(super) fn field_of_shape(&mut self, line: u32, key: &str) -> Option<Fact> {
        let index = self.shape(line).index_of(key)?;
        Some(self.shape_fields(line)[index])
    }

    pub(super) fn shape_fields(&mut self, line: u32) -> Rc<[Fact]> {
        if let Some(fields) = &self.shapes[line as usize].fields {
            return fields.clone();
        }
        let fields: Rc<[Fact]> = self
            .shape(line)
            .fields()
            .iter()
            .map(|field| self.of_type(field.ty, field.optional, 0))
            .collect();
        self.shapes[line as usize].fields = Some(fields.clone());
        fields
    }

    pub(super) fn of_type(&mut self, ty: Type, optional: bool, depth: usize) -> Fact {
        let fact = match ty {
            Type::Any => Fact::ANY,
            Type::Bool => Fact::BOOL,
            Type::Int => Fact::INT,
            Type::Dec => Fact::of(Kind::Dec),
            Type::Str => Fact::STR,
            Type::List => self.list(Fact::ANY),
            Type::ListOf(_) if depth >= DEPTH_MAX => self.list(Fact::ANY),
            Type::ListOf(item) => {
                let item = item.get();
                let item = self.of_type(item.ty, item.optional, depth + 1);
                self.list(item)
            }
            Type::Rec => Fact::of(Kind::Rec),
            Type::Record(shape) => self.of_shape(shape.get()),
            Type::Safe => Fact::of(Kind::Safe),
            Type::Slot => Fact::of(Kind::Content),
            Type::Fn => Fact::ANY,
        };
        if optional {
            fact.or_nil(Nil::Maybe)
        } else {
            fact
        }
    }

    pub(super) fn of_declared(&mut self, declared: &Declared) -> Fact {
        let fact = match &declared.of {
            // A whole number will do.
            DeclaredOf::Plain(Type::Dec) => Fact::of(Kind::Num),
            DeclaredOf::Plain(ty) => self.of_type(*ty, false, 0),
            DeclaredOf::List(item) => {
                let item = self.of_declared(item);
                self.list(item)
            }
        };
        if declared.optional {
            fact.or_nil(Nil::Maybe)
        } else {
            fact
        }
    }

    pub(super) fn of_datum(&mut self, datum: &'n Datum) -> Fact {
        match datum {
            Datum::Nil => Fact::NIL,
            Datum::Bool(_) => Fact::BOOL,
            Datum::Int(_) => Fact::INT,
            Datum::Dec(_) => Fact::of(Kind::Dec),
            Datum::Str(_) => Fact::STR,
            Datum::Safe(_) => Fact::of(Kind::Safe),
            Datum::List(items) => {
                let mut item = Fact::NEVER;
                for datum in items {
                    let fact = self.of_datum(datum);
                    item = self.join(item, fact);
                }
                self.list(item)
            }
            Datum::Rec(record) => {
                let fields = record.fields();
                let fields = fields
                    .iter()
                    .map(|(key, datum)| (&**key, self.of_datum(datum)))
                    .collect();
                self.record(fields)
            }
        }
    }

    /// What is known of a value that is one or the other.
    pub(super) fn join(&mut self, a: Fact, b: Fact) -> Fact {
        if a == b {
            return a;
        }
        let kind = match (a.kind, b.kind) {
            (Kind::Never, _) => return b,
            (_, Kind::Never) => return a,
            (Kind::Nil, _) => return b.or_nil(Nil::Unclear),
            (_, Kind::Nil) => return a.or_nil(Nil::Unclear),
            (a, b) if a == b => a,
            (Kind::List(x), Kind::List(y)) => {
                let (x, y) = (self.item(x), self.item(y));
                let item = self.join(x, y);
                self.list(item).kind
            }
            _ if a.is_number() && b.is_number() => Kind::Num,
            _ if a.is_record() && b.is_record() => Kind::Rec,
            _ => return Fact::ANY,
        };
        Fact {
            kind,
            nil: a.nil.max(b.nil).min(if a.nil == b.nil {
                Nil::Maybe
            } else {
                Nil::Unclear
            }),
            tested: a.tested || b.tested,
        }
    }

    /// What is known of an argument that fits a declared type.
    pub(super) fn meet(&mut self, declared: Fact, given: Fact) -> Fact {
        let kind = match (declared.kind, given.kind) {
            (Kind::Any | Kind::Content, _) => return given.value(),
            (_, Kind::Any | Kind::Never) => return declared.or_nil(Nil::Unclear),
            (Kind::Shape(_), Kind::Rec) => declared.kind,
            (Kind::List(x), Kind::List(y)) => {
                let (x, y) = (self.item(x), self.item(y));
                let item = if y.kind == Kind::Never {
                    y
                } else {
                    self.meet(x, y)
                };
                self.list(item).kind
            }
            _ => return given,
        };
        Fact { kind, ..given }
    }

    /// As messages name it.
    pub(super) fn describe(&self, fact: Fact) -> String {
        self.describe_within(fact, LISTS_SHOWN)
    }

    fn describe_within(&self, fact: Fact, lists: usize) -> String {
        match fact.kind {
            Kind::Any | Kind::Never => "Any".into(),
            Kind::Nil => "nil".into(),
            Kind::Bool => "Bool".into(),
            Kind::Int => "Int".into(),
            Kind::Dec => "Dec".into(),
            Kind::Num => "a number".into(),
            Kind::Str => "Str".into(),
            Kind::Safe => "Safe".into(),
            Kind::Slot | Kind::Content => "Slot".into(),
            Kind::Rec | Kind::Literal(_) => "Rec".into(),
            Kind::Shape(line) => self.shape(line).name().into(),
            Kind::Fn(_) => "Fn".into(),
            Kind::List(line) => match self.item(line) {
                item if item.is_any() || item.kind == Kind::Nil || lists == 0 => "List".into(),
                item => format!("[{}]", self.describe_within(item, lists - 1)),
            },
        }
    }
}
