//! What a page may come to need: its own questions and those of everything that it may call. What only stands in a
//! `defer` can come later.

use std::collections::BTreeSet;

use crate::tree::{Component, Node, NodeKind};

/// The questions of a component and of all that it may call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reached {
    /// Those that must be answered before it is rendered.
    pub(crate) first: BTreeSet<u32>,
    /// Those that only a `defer` asks.
    pub(crate) later: BTreeSet<u32>,
}

/// What stands in one component or part of it.
#[derive(Default)]
struct Found {
    needs: BTreeSet<u32>,
    calls: BTreeSet<u32>,
    deferred: Vec<Found>,
}

impl Found {
    fn within(node: &Node) -> Found {
        let mut found = Found::default();
        found.look(node);
        found
    }

    fn look(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Need(need) => _ = self.needs.insert(*need),
            NodeKind::Component(call) => _ = self.calls.insert(call.component),
            NodeKind::Defer(defer) => {
                self.deferred.push(Found::within(&defer.body.body));
                return self.look(&defer.fallback);
            }
            _ => {}
        }
        node.each_child(&mut |child| self.look(child));
    }
}

/// For each component what it reaches.
pub(super) struct Reach {
    found: Vec<Found>,
}

impl Reach {
    pub(super) fn of(components: &[Component]) -> Reach {
        let found = components
            .iter()
            .map(|component| {
                let mut found = Found::within(&component.body);
                for param in &component.params {
                    if let crate::tree::Default::Computed(default) = &param.default {
                        found.look(default);
                    }
                }
                found
            })
            .collect();
        Reach { found }
    }

    /// The questions of a component.
    pub(super) fn component(&self, index: u32) -> Reached {
        let mut reached = Reached::default();
        let mut later = Vec::new();
        if let Some(component) = self.found.get(index as usize) {
            self.follow(component, &mut reached.first, &mut later);
        }
        while let Some(part) = later.pop() {
            self.follow(part, &mut reached.later, &mut later);
        }
        reached.later = &reached.later - &reached.first;
        reached
    }

    /// The questions that must be answered before this body of a `defer` is rendered.
    pub(super) fn part(&self, body: &Node) -> Vec<u32> {
        let mut first = BTreeSet::new();
        let found = Found::within(body);
        self.follow(&found, &mut first, &mut Vec::new());
        first.into_iter().collect()
    }

    fn follow<'s>(
        &'s self,
        from: &'s Found,
        needs: &mut BTreeSet<u32>,
        later: &mut Vec<&'s Found>,
    ) {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Found> = vec![from];
        while let Some(found) = open.pop() {
            needs.extend(&found.needs);
            later.extend(&found.deferred);
            for call in &found.calls {
                if seen.insert(*call) {
                    open.extend(self.found.get(*call as usize));
                }
            }
        }
    }
}
