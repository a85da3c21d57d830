//! Pages of a list.

use std::num::NonZeroU32;

/// The number of a page, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageNumber(pub NonZeroU32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// A page number from what a visitor asked; `None` for 0.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// The number, from 1.
    pub fn get(self) -> u32 {
        self.0.get()
    }

    /// How many items come before this page.
    pub fn offset(self, page_size: u32) -> u64 {
        u64::from(self.get() - 1) * u64::from(page_size)
    }
}

/// One page of a longer list.
#[derive(Clone, Debug)]
pub struct Paged<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Which page this is.
    pub page: PageNumber,
    /// How many pages there are; at least 1.
    pub pages: u32,
    /// How many items there are in all.
    pub total: u64,
}

impl<T> Paged<T> {
    /// Puts a page together from its items and the count of all.
    pub fn new(items: Vec<T>, page: PageNumber, total: u64, page_size: u32) -> Self {
        let pages = u32::try_from(total.div_ceil(u64::from(page_size.max(1))))
            .unwrap_or(u32::MAX)
            .max(1);
        Self {
            items,
            page,
            pages,
            total,
        }
    }
}
