//! Loops: `map` and its relatives.

use super::Naive;
use super::calls::Callee;
use super::content::items;
use super::env::Env;
use crate::read::Form;
use crate::run::failure::{Failed, expected, wrong};
use crate::value::Val;

impl<'v> Naive<'v> {
    /// Walks a list. `nil` is an empty one.
    pub(super) fn each(
        &self,
        name: &str,
        rest: &'v [Form],
        env: &Env<'v>,
        mut step: impl FnMut(&Callee<'v>, &[Val<'v>]) -> Result<(), Failed>,
    ) -> Result<(), Failed> {
        let [function, .., list] = rest else {
            return Err(wrong("a loop takes a function and a list"));
        };
        let callee = self.callee(function, env)?;
        let list = match self.value(list, env)? {
            Val::List(list) => list,
            Val::Nil => return Ok(()),
            other => return Err(expected("List", other)),
        };
        for (index, item) in items(list).enumerate() {
            self.work.burn(1)?;
            match name {
                "map-indexed" => step(&callee, &[Val::Int(index as i64), item])?,
                _ => step(&callee, &[item])?,
            }
        }
        Ok(())
    }

    /// A loop that is wanted for its value.
    pub(super) fn loop_value(
        &self,
        name: &str,
        rest: &'v [Form],
        env: &Env<'v>,
    ) -> Result<Val<'v>, Failed> {
        let (mut kept, mut keys) = (Vec::new(), Vec::new());
        let mut found = None;
        let mut sum = match (name, rest) {
            ("reduce", [_, init, _]) => self.value(init, env)?,
            _ => Val::Nil,
        };
        self.each(name, rest, env, |callee, args| {
            match name {
                "reduce" => sum = self.call_callee(callee, &[sum, args[0]])?,
                "some" | "every?" if found.is_some() => {}
                "some" => found = Some(self.call_callee(callee, args)?).filter(Val::is_true),
                "every?" => {
                    let holds = self.call_callee(callee, args)?.is_true();
                    found = (!holds).then_some(Val::Bool(false));
                }
                "filter" if !self.call_callee(callee, args)?.is_true() => {}
                "filter" => kept.push(args[0]),
                "sort-by" | "group-by" => {
                    keys.push(self.call_callee(callee, args)?);
                    kept.push(args[0]);
                }
                _ => kept.push(self.call_callee(callee, args)?),
            }
            Ok(())
        })?;
        Ok(match name {
            "reduce" => sum,
            "some" => found.unwrap_or(Val::Nil),
            "every?" => found.unwrap_or(Val::Bool(true)),
            "sort-by" => self.sorted(keys.into_iter().zip(kept).collect())?,
            "group-by" => self.grouped(keys.into_iter().zip(kept).collect())?,
            _ => Val::List(self.work.arena.list(&kept)?),
        })
    }

    /// Puts each item, with its key, before the first whose key is larger. What has no key comes last.
    fn sorted(&self, items: Vec<(Val<'v>, Val<'v>)>) -> Result<Val<'v>, Failed> {
        let mut sorted: Vec<(Val<'v>, Val<'v>)> = Vec::new();
        for (key, item) in items {
            let mut place = sorted.len();
            for (at, (known, _)) in sorted.iter().enumerate().rev() {
                let comes_before = match (key, known) {
                    (Val::Nil, _) => false,
                    (_, Val::Nil) => true,
                    (key, known) => self.primitive("<", &[key, *known])?.is_true(),
                };
                if !comes_before {
                    break;
                }
                place = at;
            }
            sorted.insert(place, (key, item));
        }
        let items: Vec<_> = sorted.into_iter().map(|(_, item)| item).collect();
        Ok(Val::List(self.work.arena.list(&items)?))
    }

    /// A record for each key, in the order in which keys come first.
    fn grouped(&self, items: Vec<(Val<'v>, Val<'v>)>) -> Result<Val<'v>, Failed> {
        let mut groups: Vec<(Val<'v>, Vec<Val<'v>>)> = Vec::new();
        'items: for (key, item) in items {
            for (known, members) in &mut groups {
                if self.primitive("=", &[*known, key])?.is_true() {
                    members.push(item);
                    continue 'items;
                }
            }
            groups.push((key, vec![item]));
        }
        let mut records = Vec::new();
        for (key, members) in groups {
            let members = Val::List(self.work.arena.list(&members)?);
            let fields = [("key", key), ("items", members)];
            records.push(Val::Rec(self.work.arena.record(&fields)?));
        }
        Ok(Val::List(self.work.arena.list(&records)?))
    }
}
