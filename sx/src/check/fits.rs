//! Whether a value can stand where a type is declared.

use super::fact::{Fact, Kind};
use super::{Checker, facts};

impl Checker<'_> {
    /// Whether a value may fit. `nil` is a question of its own.
    pub(super) fn fits(&mut self, declared: Fact, given: Fact) -> bool {
        self.fits_within(declared, given, 0)
    }

    fn fits_within(&mut self, declared: Fact, given: Fact, depth: usize) -> bool {
        if given.is_any() || given.kind == Kind::Nil || depth > facts::DEPTH_MAX {
            return true;
        }
        match declared.kind {
            Kind::Any | Kind::Never | Kind::Nil => true,
            Kind::Content => {
                matches!(
                    given.kind,
                    Kind::Slot | Kind::Safe | Kind::Str | Kind::Content
                ) || given.is_number()
            }
            Kind::Int => matches!(given.kind, Kind::Int | Kind::Num),
            Kind::Dec | Kind::Num => given.is_number(),
            Kind::List(items) => match given.kind {
                Kind::List(found) => {
                    let (items, found) = (self.facts.item(items), self.facts.item(found));
                    self.fits_within(items, found, depth + 1)
                }
                _ => false,
            },
            Kind::Rec | Kind::Literal(_) => given.is_record(),
            Kind::Shape(line) => self.has_fields(line, given, depth),
            Kind::Bool | Kind::Str | Kind::Safe | Kind::Slot | Kind::Fn(_) => {
                std::mem::discriminant(&declared.kind) == std::mem::discriminant(&given.kind)
            }
        }
    }

    /// Whether a record has all fields of a struct: the name alone is not what a template reads.
    fn has_fields(&mut self, wanted: u32, given: Fact, depth: usize) -> bool {
        match given.kind {
            Kind::Rec => true,
            Kind::Shape(line) if line == wanted => true,
            Kind::Shape(_) | Kind::Literal(_) => {
                let pair = (wanted, given.kind);
                if let Some(known) = self.fitting.get(&pair) {
                    return *known;
                }
                // Structs that hold themselves fit while nothing speaks against it.
                self.fitting.insert(pair, true);
                let fits = self.first_misfit(wanted, given, depth).is_none();
                if !fits {
                    // What fits may do so only because this was taken to; and whatever this stands in does not fit either.
                    self.fitting.retain(|_, fits| !*fits);
                }
                self.fitting.insert(pair, fits);
                fits
            }
            _ => false,
        }
    }

    /// The first field of a struct that a record does not have as it should, with what it has there.
    fn first_misfit(
        &mut self,
        wanted: u32,
        given: Fact,
        depth: usize,
    ) -> Option<(&'static str, Option<Fact>)> {
        let fields = self.facts.shape_fields(wanted);
        let shape = self.facts.shape(wanted);
        for (field, declared) in shape.fields().iter().zip(fields.iter()) {
            let found = match given.kind {
                Kind::Shape(line) => self.facts.field_of_shape(line, field.name),
                Kind::Literal(line) => match self.facts.field_of_literal(line, field.name) {
                    // What a literal does not have is read as `nil`.
                    None if field.optional => Some(Fact::NIL),
                    found => found,
                },
                _ => return None,
            };
            match found {
                Some(found) if self.fits_within(*declared, found, depth + 1) => {}
                found => return Some((field.name, found)),
            }
        }
        None
    }

    /// Why a record does not fit a struct, for advice.
    pub(super) fn misfit(&mut self, declared: Fact, given: Fact) -> Option<String> {
        let (Kind::Shape(wanted), true) = (declared.kind, given.is_record()) else {
            return None;
        };
        let (field, found) = self.first_misfit(wanted, given, 0)?;
        Some(match found {
            None => format!("it has no `:{field}`"),
            Some(found) => format!("its `:{field}` is {}", self.facts.describe(found)),
        })
    }
}
