//! Counts what each thread allocates, so that memory can be a figure beside time.
#![allow(
    unsafe_code,
    reason = "an allocator is an unsafe trait; this one hands everything on to the system's"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, with a count kept.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    static COUNTS: Cell<Counts> = const { Cell::new(Counts::NONE) };
}

/// What a thread allocated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counts {
    /// Blocks that were asked for, a block that grew once more.
    pub(crate) blocks: u64,
    /// Bytes that were asked for.
    pub(crate) bytes: u64,
    /// Bytes in use now, beyond those at the start of the count.
    live: i64,
    /// The most bytes that were in use.
    pub(crate) peak: i64,
}

impl Counts {
    const NONE: Counts = Counts {
        blocks: 0,
        bytes: 0,
        live: 0,
        peak: 0,
    };
}

/// What `work` allocates on this thread, with its result.
pub(crate) fn counted<R>(work: impl FnOnce() -> R) -> (R, Counts) {
    COUNTS.set(Counts::NONE);
    let result = work();
    let counts = COUNTS.get();
    (result, counts)
}

fn taken(bytes: usize) {
    // A thread that ends has no counts any more, and nobody who would ask for them.
    let _ = COUNTS.try_with(|counts| {
        let before = counts.get();
        let live = before.live + bytes as i64;
        counts.set(Counts {
            blocks: before.blocks + 1,
            bytes: before.bytes + bytes as u64,
            live,
            peak: before.peak.max(live),
        });
    });
}

fn given_back(bytes: usize) {
    let _ = COUNTS.try_with(|counts| {
        let before = counts.get();
        counts.set(Counts {
            live: before.live - bytes as i64,
            ..before
        });
    });
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // While it is moved, both are in use.
        taken(size);
        given_back(layout.size());
        // SAFETY: as above.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        given_back(layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}
