//! The names that a generated form can see.

/// What a generated form is for. The generator means what it says nearly always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Dec,
    Str,
    Bool,
    /// `nil` or a number.
    Maybe,
    Ints,
    Strs,
    /// A record as in the view: `:id :name :tags :more`.
    Rec,
    Recs,
    /// HTML that is trusted.
    Safe,
    /// Markup, written once.
    Slot,
    /// Number to number.
    Fn1,
    /// Two numbers to a number.
    Fn2,
    /// Number to markup.
    FnMarkup,
}

impl Kind {
    /// The kinds that are data.
    pub(super) const DATA: [Kind; 10] = [
        Kind::Int,
        Kind::Dec,
        Kind::Str,
        Kind::Bool,
        Kind::Maybe,
        Kind::Ints,
        Kind::Strs,
        Kind::Rec,
        Kind::Recs,
        Kind::Safe,
    ];

    /// The type that a parameter may declare for it.
    pub(super) fn declared(self) -> &'static str {
        match self {
            Kind::Int => "Int",
            Kind::Dec => "Dec",
            Kind::Str => "Str",
            Kind::Bool => "Bool",
            Kind::Ints | Kind::Strs | Kind::Recs => "List",
            Kind::Rec => "Rec",
            Kind::Safe => "Safe",
            Kind::Slot => "Slot",
            _ => "Any",
        }
    }
}

/// Names in the order in which they were bound.
#[derive(Clone, Default)]
pub(super) struct Names(Vec<(String, Kind)>);

impl Names {
    pub(super) fn bind(&mut self, name: &str, kind: Kind) {
        self.0.push((name.to_owned(), kind));
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn forget(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Takes the nearest of a name out of sight: a slot that was written.
    pub(super) fn consume(&mut self, name: &str) {
        if let Some(index) = self.0.iter().rposition(|(known, _)| known == name) {
            self.0[index].0.clear();
        }
    }

    /// The names of this kind that nothing nearer hides.
    pub(super) fn of(&self, kind: Kind) -> Vec<&str> {
        let mut seen: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for (name, known) in self.0.iter().rev() {
            if name.is_empty() || seen.contains(&name.as_str()) {
                continue;
            }
            seen.push(name);
            if *known == kind {
                found.push(name.as_str());
            }
        }
        found
    }

    /// All names that can be seen.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !name.is_empty())
    }
}
