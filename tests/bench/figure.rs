//! Printing figures for `cargo xtask bench` to read.

/// What a figure may be.
#[derive(Clone, Copy)]
pub(crate) enum Budget {
    AtMost(f64),
    AtLeast(f64),
    None,
}

/// Prints the median of `values` with its spread.
pub(crate) fn print(name: &str, unit: &str, values: &mut [f64], budget: Budget) {
    values.sort_by(f64::total_cmp);
    let at = |index: usize| values.get(index).copied().unwrap_or_default();
    let (median, min, max) = (
        at(values.len() / 2),
        at(0),
        at(values.len().saturating_sub(1)),
    );
    let (kind, limit) = match budget {
        Budget::AtMost(limit) => ("at_most", limit),
        Budget::AtLeast(limit) => ("at_least", limit),
        Budget::None => ("-", 0.0),
    };
    println!("figure|{name}|{unit}|{median}|{min}|{max}|{kind}|{limit}");
}

/// The value at a share (0 to 1) of sorted values.
#[must_use]
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
    let place = (f64::from(count) * share).floor();
    let mut index = 0;
    while f64::from(u32::try_from(index).unwrap_or(u32::MAX)) < place && index + 1 < sorted.len() {
        index += 1;
    }
    sorted.get(index).copied().unwrap_or_default()
}
