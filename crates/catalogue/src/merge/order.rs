//! Merging the order of things: two may put them differently, both may add.

/// The order of `theirs` and `ours`, both made from `base`; `None` when both moved the same
/// things to different places.
pub(super) fn merge(base: &[String], theirs: &[String], ours: &[String]) -> Option<Vec<String>> {
    let everywhere = |key: &&String| [base, theirs, ours].iter().all(|order| order.contains(key));
    let common =
        |order: &[String]| -> Vec<String> { order.iter().filter(everywhere).cloned().collect() };
    let (before, new, own) = (common(base), common(theirs), common(ours));
    if new == before || new == own {
        // The template moved nothing of what both have.
        return Some(match own == before {
            true => around(theirs, ours),
            false => around(ours, theirs),
        });
    }
    (own == before).then(|| around(theirs, ours))
}

/// The order `first` with the keys that only `second` has, each where it stands there: after the
/// one it follows, or last when nothing known comes after it.
pub(super) fn around(first: &[String], second: &[String]) -> Vec<String> {
    let mut order: Vec<String> = first.to_vec();
    let last = second.iter().rposition(|key| first.contains(key));
    let mut before: Option<&String> = None;
    for (position, key) in second.iter().enumerate() {
        if !order.contains(key) {
            let trailing = last.is_none_or(|last| position > last);
            let follows = before.and_then(|before| order.iter().position(|known| known == before));
            match (trailing, follows) {
                (true, _) => order.push(key.clone()),
                (false, Some(at)) => order.insert(at + 1, key.clone()),
                (false, None) => order.insert(0, key.clone()),
            }
        }
        before = Some(key);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn added_things_stay_beside_what_they_follow() {
        let merged = merge(&keys("a b c"), &keys("a new b c"), &keys("a b own c"));
        assert_eq!(merged, Some(keys("a new b own c")));
    }

    #[test]
    fn what_an_office_put_last_stays_last() {
        let merged = merge(&keys("a b"), &keys("a b new"), &keys("a b own"));
        assert_eq!(merged, Some(keys("a b new own")));
    }

    #[test]
    fn an_order_of_the_office_takes_in_what_the_template_adds() {
        let merged = merge(&keys("a b c"), &keys("a new b c"), &keys("c a b"));
        assert_eq!(merged, Some(keys("c a new b")));
    }

    #[test]
    fn an_order_of_the_template_takes_in_what_the_office_adds() {
        let merged = merge(&keys("a b c"), &keys("c b a"), &keys("a own b c"));
        assert_eq!(merged, Some(keys("c b a own")));
    }

    #[test]
    fn two_orders_are_a_conflict_and_the_same_order_is_none() {
        assert_eq!(merge(&keys("a b c"), &keys("b a c"), &keys("a c b")), None);
        let same = merge(&keys("a b c"), &keys("b a c"), &keys("b a c"));
        assert_eq!(same, Some(keys("b a c")));
    }

    #[test]
    fn removed_things_make_no_order() {
        let merged = merge(&keys("a b c"), &keys("b c"), &keys("a c"));
        assert_eq!(merged, Some(keys("a b c")));
    }
}
