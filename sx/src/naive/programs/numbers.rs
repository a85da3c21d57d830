//! Repeatable chance.

/// Repeatable numbers: from a seed (splitmix64), or from given bytes for as long as there are some.
#[derive(Clone, Debug)]
pub struct Numbers {
    state: u64,
    /// What is left of the bytes, the next one last.
    bytes: Vec<u8>,
}

impl Numbers {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Numbers {
            state: seed,
            bytes: Vec::new(),
        }
    }

    /// Two bytes make a number; after them the numbers of a seed that they make go on.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let seed = bytes.iter().fold(1, |seed: u64, byte| {
            seed.wrapping_mul(0x0000_0100_0000_01b3) ^ u64::from(*byte)
        });
        Numbers {
            state: seed,
            bytes: bytes.iter().rev().copied().collect(),
        }
    }

    /// The next number.
    pub fn next_number(&mut self) -> u64 {
        if let (Some(high), Some(low)) = (self.bytes.pop(), self.bytes.pop()) {
            return u64::from(high) << 8 | u64::from(low);
        }
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not zero.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next_number() % limit.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}
