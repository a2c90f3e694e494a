//! New identifiers and tokens: the one place of the program where they are made.

use uuid::Uuid;

/// A new identifier. Younger ones sort after older ones, so rows stay close in their indexes; it
/// tells when it was made, so it is never a secret.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place for identifiers")]
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

/// A text nobody can guess: 244 random bits.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the one place for tokens of rows"
)]
pub(crate) fn secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
