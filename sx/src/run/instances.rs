//! In debug builds every call site is counted: once for each instance of the code that it stands in, where an instance
//! is a frame, a further round of a function that ends in a call of itself, or an item of a walk. A machine that carried
//! out a call twice would be found here by any test, whatever its sink. In other builds there is nothing to count.

#[cfg(debug_assertions)]
use std::collections::HashSet;

/// The instances of code that are open, and what they have called.
#[derive(Default)]
pub(super) struct Instances {
    #[cfg(debug_assertions)]
    made: u64,
    #[cfg(debug_assertions)]
    frames: Vec<u64>,
    #[cfg(debug_assertions)]
    walks: Vec<u64>,
    #[cfg(debug_assertions)]
    called: HashSet<(u64, u64, usize)>,
}

#[cfg(debug_assertions)]
impl Instances {
    /// Code begins in the innermost of so many frames.
    pub(super) fn frame(&mut self, open: usize) {
        self.made += 1;
        self.frames.resize(open.saturating_sub(1), 0);
        self.frames.push(self.made);
    }

    /// The innermost of so many walks comes to an item.
    pub(super) fn item(&mut self, open: usize) {
        self.made += 1;
        self.walks.resize(open.saturating_sub(1), 0);
        self.walks.push(self.made);
    }

    /// The op before `at` calls a component.
    pub(super) fn call(&mut self, frames: usize, walks: usize, at: usize) {
        let of = |serials: &[u64], open: usize| {
            let innermost = open.checked_sub(1).and_then(|last| serials.get(last));
            innermost.copied().unwrap_or(0)
        };
        let instance = (of(&self.frames, frames), of(&self.walks, walks), at);
        assert!(
            self.called.insert(instance),
            "the call before op {at} was carried out twice in one instance"
        );
    }
}

#[cfg(not(debug_assertions))]
impl Instances {
    #[inline(always)]
    pub(super) fn frame(&mut self, _open: usize) {}
    #[inline(always)]
    pub(super) fn item(&mut self, _open: usize) {}
    #[inline(always)]
    pub(super) fn call(&mut self, _frames: usize, _walks: usize, _at: usize) {}
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::Instances;

    #[test]
    fn a_call_is_new_in_a_new_frame_and_for_a_new_item() {
        let mut instances = Instances::default();
        instances.frame(1);
        instances.call(1, 0, 7);
        instances.item(1);
        instances.call(1, 1, 7);
        instances.item(1);
        instances.call(1, 1, 7);
        instances.frame(2);
        instances.call(2, 1, 7);
    }

    #[test]
    #[should_panic(expected = "carried out twice")]
    fn the_same_call_of_one_instance_is_found() {
        let mut instances = Instances::default();
        instances.frame(1);
        instances.call(1, 0, 7);
        instances.call(1, 0, 7);
    }
}
