//! What the checker knows of a value.

/// The kind of a value and whether it may be `nil`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fact {
    pub(super) kind: Kind,
    pub(super) nil: Nil,
    /// Whether a test stands above that may have looked at this value: of what is read from it, only the
    /// kind is known then, not whether it may be `nil`.
    pub(super) tested: bool,
}

/// The kind of a value. Numbers stand for lines in the tables of [`Facts`](super::facts::Facts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Nothing is known, and nothing is ever said against it.
    Any,
    /// There is no such value: the item of an empty list, an argument that is not given.
    Never,
    Nil,
    Bool,
    Int,
    Dec,
    /// `Int` or `Dec`.
    Num,
    Str,
    Safe,
    Slot,
    /// What a parameter of type `Slot` takes: anything that can be written.
    Content,
    /// With what its items are.
    List(u32),
    /// With fields that nobody knows.
    Rec,
    /// With the fields of a struct.
    Shape(u32),
    /// With the fields that a template wrote.
    Literal(u32),
    Fn(u32),
}

/// Whether a value may be `nil`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Nil {
    Never,
    /// Perhaps, and perhaps a test stands before.
    Unclear,
    /// It is a field that may be `nil`, as it was read.
    Maybe,
}

impl Fact {
    pub(super) const ANY: Fact = Fact::of(Kind::Any);
    pub(super) const NEVER: Fact = Fact::of(Kind::Never);
    pub(super) const NIL: Fact = Fact::of(Kind::Nil);
    pub(super) const BOOL: Fact = Fact::of(Kind::Bool);
    pub(super) const INT: Fact = Fact::of(Kind::Int);
    pub(super) const STR: Fact = Fact::of(Kind::Str);

    /// A value of this kind, never `nil`.
    pub(super) const fn of(kind: Kind) -> Fact {
        Fact {
            kind,
            nil: Nil::Never,
            tested: false,
        }
    }

    /// The same, or `nil`.
    pub(super) fn or_nil(self, nil: Nil) -> Fact {
        match self.kind {
            Kind::Any | Kind::Nil => self,
            Kind::Never => Fact::NIL,
            _ => Fact {
                nil: self.nil.max(nil),
                ..self
            },
        }
    }

    /// The same behind a test that may have looked at it.
    pub(super) fn after_test(self) -> Fact {
        Fact {
            nil: self.nil.min(Nil::Unclear),
            tested: true,
            ..self
        }
    }

    /// What is read from a value that this is known of.
    pub(super) fn read(self, found: Fact) -> Fact {
        if self.tested {
            found.after_test()
        } else {
            found
        }
    }

    /// The same if it is not `nil`.
    pub(super) fn not_nil(self) -> Fact {
        match self.kind {
            Kind::Nil => Fact::NEVER,
            _ => Fact {
                nil: Nil::Never,
                ..self
            },
        }
    }

    /// The same as a value: what there is none of is read as `nil`.
    pub(super) fn value(self) -> Fact {
        match self.kind {
            Kind::Never => Fact::NIL,
            Kind::Content => Fact::ANY,
            _ => self,
        }
    }

    /// Whether it counts as true, when that is certain.
    pub(super) fn truth(self) -> Option<bool> {
        match self.kind {
            Kind::Nil => Some(false),
            Kind::Any | Kind::Never | Kind::Bool | Kind::Content => None,
            _ if self.nil == Nil::Never => Some(true),
            _ => None,
        }
    }

    pub(super) fn is_any(self) -> bool {
        matches!(self.kind, Kind::Any | Kind::Never)
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self.kind, Kind::Int | Kind::Dec | Kind::Num)
    }

    pub(super) fn is_record(self) -> bool {
        matches!(self.kind, Kind::Rec | Kind::Shape(_) | Kind::Literal(_))
    }
}
