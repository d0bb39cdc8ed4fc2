//! A small seeded random source, so that a picture's seed gives the same picture for ever.
//!
//! Written here (splitmix64) because the crates that offer it may change their sequence
//! between versions, and the demo's pictures would change with them.

/// The random source of one picture.
pub(super) struct Dice(u64);

impl Dice {
    /// Starts the sequence of `seed`; `salt` keeps motifs of one seed apart.
    pub(super) fn new(seed: u64, salt: u64) -> Self {
        // Mixed once first: neighbouring seeds would else walk the same sequence, one step apart.
        let mixed = Self(seed).next();
        Self(mixed ^ salt.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in 0..1.
    pub(super) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0
    }

    /// A number in `low..high`.
    pub(super) fn within(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// A whole number in `low..=high`.
    pub(super) fn count(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.next() % span).unwrap_or(0)
    }

    /// True with probability `p`.
    pub(super) fn chance(&mut self, p: f32) -> bool {
        self.unit() < p
    }

    /// One of `choices`, which is not empty.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let at = usize::try_from(self.next() % (choices.len().max(1) as u64)).unwrap_or(0);
        *choices.get(at).expect("choices are never empty")
    }
}
