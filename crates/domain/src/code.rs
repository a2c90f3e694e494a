//! Codes: the short snake_case names under which the enums of this crate are stored.

use thiserror::Error;

/// A stored code which this build does not know.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown code of {kind}: {code:?}")]
pub struct UnknownCode {
    /// What the code should have named, for example `assurance`.
    pub kind: &'static str,
    /// The code as it was read.
    pub code: String,
}

/// Finds the one of `all` whose code, as told by `code_of`, equals `code`.
pub(crate) fn find<T: Copy>(
    kind: &'static str,
    all: &[T],
    code_of: fn(T) -> &'static str,
    code: &str,
) -> Result<T, UnknownCode> {
    let found = all.iter().copied().find(|one| code_of(*one) == code);
    found.ok_or_else(|| UnknownCode {
        kind,
        code: code.to_owned(),
    })
}
