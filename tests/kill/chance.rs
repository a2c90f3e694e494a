//! Chance that can be repeated: everything random in a run follows from one printed number.

/// A small generator of numbers, good enough to choose moments and people.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The number given in `RATUSZ_KILL_SEED`, or a new one; it is printed.
    pub(crate) fn new(run: &str) -> Self {
        #[expect(clippy::disallowed_methods, reason = "a person may repeat a run")]
        let given = std::env::var("RATUSZ_KILL_SEED").ok();
        let fresh = || tests::some_id().as_u64_pair().0;
        let seed = given
            .and_then(|seed| seed.parse().ok())
            .unwrap_or_else(fresh);
        println!("{run}: RATUSZ_KILL_SEED={seed}");
        Self(seed)
    }

    /// Another generator that does not follow this one.
    pub(crate) fn split(&mut self) -> Self {
        Self(self.next())
    }

    /// A number from 0 to `end` - 1.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("a small number");
        usize::try_from(self.next() % end).expect("a small number")
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// SplitMix64, by Sebastiano Vigna.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
