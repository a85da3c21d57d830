//! What expressions make.

use super::Checker;
use super::fact::{Fact, Kind, Nil};
use crate::datum::Datum;
use crate::diagnostic::Fault;
use crate::source::Span;
use crate::suggest::did_you_mean;
use crate::tree::{Binding, Loop, LoopKind, Node, NodeKind};
use crate::value::Shape;

impl<'n> Checker<'n> {
    /// Follows an expression whose value is needed.
    pub(super) fn value(&mut self, node: &'n Node) -> Fact {
        self.within(|this| this.value_of(node)).value()
    }

    /// Follows something one level deeper; what lies too deep is not followed.
    pub(super) fn within(&mut self, follow: impl FnOnce(&mut Self) -> Fact) -> Fact {
        if self.nested >= super::NESTED_MAX {
            return Fact::ANY;
        }
        self.nested += 1;
        let fact = follow(self);
        self.nested -= 1;
        fact
    }

    fn value_of(&mut self, node: &'n Node) -> Fact {
        match &node.kind {
            NodeKind::Const(datum) => self.facts.of_datum(datum),
            NodeKind::Var(var) => self.var(*var),
            NodeKind::Vector(items) => {
                let mut all = Fact::NEVER;
                for item in items {
                    let item = self.value(item);
                    all = self.facts.join(all, item);
                }
                self.facts.list(all)
            }
            NodeKind::Record(fields) => {
                let fields = fields.iter().map(|(key, node)| (&**key, self.value(node)));
                let fields = fields.collect();
                self.facts.record(fields)
            }
            NodeKind::Cond(arms, otherwise) => self.choose(arms, otherwise, Self::value),
            NodeKind::And(nodes) => self.and(nodes, Self::value),
            NodeKind::Or(nodes) => self.or(nodes, Self::value),
            NodeKind::Let(bindings, body) => {
                self.bind(bindings);
                self.value(body)
            }
            NodeKind::Fn(proc) => self.function(proc),
            NodeKind::Slot(proc) => self.slot(proc),
            NodeKind::Loop(inner) => self.loop_value(inner),
            NodeKind::Prim(prim, args) => self.primitive(*prim, args),
            NodeKind::Get(subject, keys) => self.get(subject, keys),
            NodeKind::Context => self.context(),
            NodeKind::Host(call) => self.host(call),
            NodeKind::Apply(function, args) => self.apply(function, args, node.span),
            NodeKind::LetRec(functions, body) => {
                self.bind_functions(functions);
                self.value(body)
            }
            NodeKind::Need(need) => self.need(*need),
            NodeKind::Seq(_)
            | NodeKind::Element(_)
            | NodeKind::Component(_)
            | NodeKind::Guard(_)
            | NodeKind::Defer(_) => {
                self.content(node, super::content::Place::Content);
                Fact::NIL
            }
        }
    }

    pub(super) fn bind(&mut self, bindings: &'n [Binding]) {
        for binding in bindings {
            let fact = self.value(&binding.value);
            self.set(binding.var, fact);
        }
    }

    /// The answer to a question.
    fn need(&mut self, index: u32) -> Fact {
        let need = self.needs.get(index as usize);
        let query = need.and_then(|need| {
            let mut queries = self.environment.queries.iter();
            queries.find(|query| query.name == &*need.query)
        });
        match query {
            Some(query) => self.facts.of_type(query.result, false, 0),
            None => Fact::ANY,
        }
    }

    fn context(&mut self) -> Fact {
        match self.environment.context {
            Some(shape) => self.facts.of_shape(shape),
            None => Fact::ANY,
        }
    }

    /// What the items of a walked list are; `None` when there is none to walk.
    pub(super) fn walk(&mut self, inner: &'n Loop) -> Option<(Fact, Fact)> {
        let list = self.value(&inner.list);
        let item = match list.kind {
            Kind::List(line) => list.read(self.facts.item(line)),
            Kind::Any => Fact::ANY,
            Kind::Nil => return None,
            _ => {
                let found = self.facts.describe(list);
                let fault = Fault::new(inner.list.span, format!("expected List, found {found}"));
                self.say(if list.is_record() {
                    fault.help("walk `(keys record)`")
                } else {
                    fault
                });
                Fact::ANY
            }
        };
        if item.kind == Kind::Never {
            return None;
        }
        self.set(inner.item, item);
        match &inner.kind {
            LoopKind::MapIndexed(index) => self.set(*index, Fact::INT),
            // What it is in later rounds would have to be guessed.
            LoopKind::Reduce(sum, _) => self.set(*sum, Fact::ANY),
            _ => {}
        }
        Some((list, item))
    }

    fn loop_value(&mut self, inner: &'n Loop) -> Fact {
        let start = match &inner.kind {
            LoopKind::Reduce(_, init) => self.value(init),
            _ => Fact::NEVER,
        };
        let Some((_, item)) = self.walk(inner) else {
            return match inner.kind {
                LoopKind::Map
                | LoopKind::MapIndexed(_)
                | LoopKind::Filter
                | LoopKind::SortBy(_)
                | LoopKind::GroupBy(_) => self.facts.list(Fact::NEVER),
                LoopKind::Reduce(..) => start,
                LoopKind::Some | LoopKind::Every => Fact::BOOL,
                LoopKind::ForEach => Fact::NIL,
            };
        };
        let body = self.value(&inner.body);
        match inner.kind {
            LoopKind::Map | LoopKind::MapIndexed(_) => self.facts.list(body),
            LoopKind::Filter => self.facts.list(item.after_test()),
            LoopKind::SortBy(_) => self.facts.list(item),
            LoopKind::GroupBy(_) => {
                let items = self.facts.list(item);
                let group = self.facts.record(vec![("key", body), ("items", items)]);
                self.facts.list(group)
            }
            LoopKind::Reduce(..) => self.facts.join(start, body),
            LoopKind::Some => Fact::ANY,
            LoopKind::Every => Fact::BOOL,
            LoopKind::ForEach => Fact::NIL,
        }
    }

    fn get(&mut self, subject: &'n Node, keys: &'n [Node]) -> Fact {
        let mut fact = self.value(subject);
        for key in keys {
            fact = match &key.kind {
                NodeKind::Const(Datum::Str(name)) => self.field(fact, name, key.span),
                _ => {
                    let index = self.value(key);
                    self.index(fact, index, key.span)
                }
            };
        }
        fact
    }

    /// Reads a field by its name. `nil` has only `nil` fields.
    fn field(&mut self, subject: Fact, key: &str, span: Span) -> Fact {
        let found = match subject.kind {
            Kind::Any | Kind::Rec | Kind::Content => Fact::ANY,
            Kind::Nil | Kind::Never => return Fact::NIL,
            Kind::Shape(line) => match self.facts.field_of_shape(line, key) {
                Some(found) => found,
                None => {
                    self.no_field(self.facts.shape(line), key, span);
                    Fact::ANY
                }
            },
            Kind::Literal(line) => self.facts.field_of_literal(line, key).unwrap_or(Fact::NIL),
            _ => {
                let found = self.facts.describe(subject);
                let message = format!("cannot read `:{key}`: expected Rec, found {found}");
                let fault = Fault::new(span, message);
                self.say(match subject.kind {
                    Kind::List(_) => fault.help(format!(
                        "read it of an item: `(get items 0 :{key})`, or walk the list with `map`"
                    )),
                    _ => fault,
                });
                Fact::ANY
            }
        };
        subject.read(found).or_nil(subject.nil)
    }

    fn no_field(&mut self, shape: &Shape, key: &str, span: Span) {
        let keys = || shape.fields().iter().map(|field| field.name);
        let help = did_you_mean(":", key, keys())
            .unwrap_or_else(|| format!("it has :{}", keys().collect::<Vec<_>>().join(" :")));
        let message = format!("`{}` has no field `:{key}`", shape.name());
        self.say(Fault::new(span, message).help(help));
    }

    /// Reads by a key that is computed, or by the number of an item.
    fn index(&mut self, subject: Fact, key: Fact, span: Span) -> Fact {
        match subject.kind {
            Kind::Any | Kind::Content => Fact::ANY,
            Kind::Nil | Kind::Never => Fact::NIL,
            Kind::List(line) => {
                if !key.is_any() && key.kind != Kind::Int {
                    self.wrong_key("the number of an item", key, span);
                }
                let item = self.facts.item(line).value();
                subject.read(item).or_nil(Nil::Unclear)
            }
            Kind::Rec | Kind::Shape(_) | Kind::Literal(_) => {
                if !key.is_any() && key.kind != Kind::Str {
                    self.wrong_key("a key", key, span);
                }
                Fact::ANY
            }
            _ => {
                self.wrong_key("Rec or List", subject, span);
                Fact::ANY
            }
        }
    }

    fn wrong_key(&mut self, wanted: &str, found: Fact, span: Span) {
        let found = self.facts.describe(found);
        self.say(Fault::new(
            span,
            format!("expected {wanted}, found {found}"),
        ));
    }
}
