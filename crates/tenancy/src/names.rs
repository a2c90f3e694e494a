//! Names made by the program: identifiers of offices and of their schemas.

use std::fmt;

/// Number of an office on this deployment; never reused, says nothing about the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TenantId(pub i32);

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Name of an office's schema and of its login role: `t_` and at least four digits.
///
/// The only name ever put into SQL text, so it cannot be made from anything but a number or a
/// stored value of exactly this shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaName(String);

impl SchemaName {
    /// The schema of office number `id`.
    #[must_use]
    pub fn of(id: TenantId) -> Self {
        Self(format!("t_{:04}", id.0))
    }

    /// Reads a stored name; `None` unless it has exactly the generated shape.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("t_")?;
        let shape = (4..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        shape.then(|| Self(text.to_owned()))
    }

    /// The bare name; needs no quoting.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SchemaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_generated_shape_is_a_name() {
        assert_eq!(SchemaName::of(TenantId(7)).as_str(), "t_0007");
        assert!(SchemaName::parse("t_0007").is_some());
        for bad in [
            "t_7",
            "public",
            "t_0007\"",
            "T_0007",
            "t_0007,x",
            "t_000a",
            "",
            "t_1234567890",
        ] {
            assert!(SchemaName::parse(bad).is_none(), "{bad}");
        }
    }
}
