//! Tests, and what is known behind them. A test makes nothing more certain here, only less: behind it, what it
//! looked at may well not be `nil`. Branches that are certainly not taken are not followed.

use super::Checker;
use super::fact::{Fact, Kind, Nil};
use crate::datum::Datum;
use crate::primitives::Prim;
use crate::tree::{Node, NodeKind, Var};

impl<'n> Checker<'n> {
    pub(super) fn choose(
        &mut self,
        arms: &'n [(Node, Node)],
        otherwise: &'n Node,
        mut follow: impl FnMut(&mut Self, &'n Node) -> Fact,
    ) -> Fact {
        let before = self.before_tests();
        let mut result = Fact::NEVER;
        let mut is_open = true;
        for (test, then) in arms {
            let truth = self.test(test);
            self.narrow(test);
            if truth != Some(false) {
                let fact = follow(self, then);
                result = self.facts.join(result, fact);
            }
            if truth == Some(true) {
                is_open = false;
                break;
            }
        }
        if is_open {
            let fact = follow(self, otherwise);
            result = self.facts.join(result, fact);
        }
        self.after_tests(before);
        result
    }

    /// The first value that is false, or the last.
    pub(super) fn and(
        &mut self,
        nodes: &'n [Node],
        follow: impl FnOnce(&mut Self, &'n Node) -> Fact,
    ) -> Fact {
        let Some((last, tests)) = nodes.split_last() else {
            return Fact::BOOL;
        };
        let before = self.before_tests();
        let mut result = Fact::NEVER;
        for test in tests {
            let fact = self.value(test);
            self.narrow(test);
            let falsehood = match fact.kind {
                Kind::Nil => {
                    self.after_tests(before);
                    return self.facts.join(result, Fact::NIL);
                }
                Kind::Any | Kind::Bool => fact,
                _ if fact.nil == Nil::Never => Fact::NEVER,
                _ => Fact::NIL,
            };
            result = self.facts.join(result, falsehood);
        }
        let fact = follow(self, last);
        self.after_tests(before);
        self.facts.join(result, fact)
    }

    /// The first value that is true, or the last.
    pub(super) fn or(
        &mut self,
        nodes: &'n [Node],
        follow: impl FnOnce(&mut Self, &'n Node) -> Fact,
    ) -> Fact {
        let Some((last, tests)) = nodes.split_last() else {
            return Fact::NIL;
        };
        let before = self.before_tests();
        let mut result = Fact::NEVER;
        for test in tests {
            let fact = self.value(test);
            self.narrow(test);
            result = self.facts.join(result, fact.not_nil());
            if fact.truth() == Some(true) {
                self.after_tests(before);
                return result;
            }
        }
        let fact = follow(self, last);
        self.after_tests(before);
        self.facts.join(result, fact)
    }

    /// Follows a test: whether it holds, when that is certain.
    fn test(&mut self, node: &'n Node) -> Option<bool> {
        match &node.kind {
            NodeKind::Const(Datum::Bool(value)) => Some(*value),
            NodeKind::Prim(prim, args) => match args.as_slice() {
                [one] if prim.name() == "not" => self.test(one).map(|truth| !truth),
                [one] if is_question(*prim) => {
                    let fact = self.value(one);
                    answer(*prim, fact)
                }
                _ => {
                    let known = self.has_key(*prim, args);
                    self.value(node);
                    known
                }
            },
            _ => self.value(node).truth(),
        }
    }

    /// Whether a record has a key, when both are known.
    fn has_key(&mut self, prim: Prim, args: &'n [Node]) -> Option<bool> {
        let [record, key] = args else { return None };
        let (NodeKind::Var(var), NodeKind::Const(Datum::Str(key))) = (&record.kind, &key.kind)
        else {
            return None;
        };
        let subject = self.var(*var);
        match subject.kind {
            Kind::Shape(line) if prim.name() == "has-key?" && subject.nil == Nil::Never => {
                Some(self.facts.shape(line).index_of(key).is_some())
            }
            _ => None,
        }
    }

    fn before_tests(&self) -> (usize, bool) {
        (self.narrowed.len(), self.frame.tested)
    }

    /// Gives back what was known before.
    fn after_tests(&mut self, (mark, tested): (usize, bool)) {
        while self.narrowed.len() > mark {
            if let Some((place, fact)) = self.narrowed.pop() {
                self.vars[place] = fact;
            }
        }
        self.frame.tested = tested;
    }

    /// What a test mentions is less certain behind it. What it says of a variable that is no record, no list
    /// and no `nil` may stand for anything else: a kind, a flag.
    fn narrow(&mut self, test: &'n Node) {
        if self.frame.tested {
            return;
        }
        match &test.kind {
            NodeKind::Var(var) => self.narrow_var(*var, false),
            NodeKind::Get(subject, keys) => {
                match subject.kind {
                    NodeKind::Var(var) => self.narrow_var(var, true),
                    _ => self.narrow(subject),
                }
                for key in keys {
                    self.narrow(key);
                }
            }
            NodeKind::Prim(_, nodes) | NodeKind::And(nodes) | NodeKind::Or(nodes) => {
                for node in nodes {
                    self.narrow(node);
                }
            }
            NodeKind::Const(_) | NodeKind::Context => {}
            // Whatever it asks, it may have looked at everything.
            _ => self.frame.tested = true,
        }
    }

    fn narrow_var(&mut self, var: Var, is_read: bool) {
        let Some(place) = self.frame.place(var) else {
            return;
        };
        let fact = self.vars[place];
        let is_data = fact.is_record() || matches!(fact.kind, Kind::List(_));
        if !is_read && !is_data && fact.nil == Nil::Never {
            self.frame.tested = true;
            return;
        }
        self.narrowed.push((place, fact));
        self.vars[place] = fact.after_test();
    }
}

fn is_question(prim: Prim) -> bool {
    matches!(
        prim.name(),
        "nil?" | "string?" | "number?" | "list?" | "record?"
    )
}

/// What a question about a kind is answered with, when that is certain.
fn answer(prim: Prim, fact: Fact) -> Option<bool> {
    if matches!(fact.kind, Kind::Any | Kind::Never | Kind::Content) {
        return None;
    }
    let is_kind = match prim.name() {
        "nil?" => fact.kind == Kind::Nil,
        "string?" => fact.kind == Kind::Str,
        "number?" => fact.is_number(),
        "list?" => matches!(fact.kind, Kind::List(_)),
        _ => fact.is_record(),
    };
    match (is_kind, fact.nil, prim.name()) {
        (true, Nil::Never, _) | (true, _, "nil?") => Some(true),
        (false, Nil::Never, _) => Some(false),
        (false, _, name) if name != "nil?" => Some(false),
        _ => None,
    }
}
