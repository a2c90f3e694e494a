//! Levels of assurance as identity providers write them.

use domain::assurance::Assurance;

const EIDAS: &str = "http://eidas.europa.eu/LoA/";

/// The level a provider's `acr` claim vouches for. Without a claim, or with one we do not know,
/// the person did sign in somewhere: that is low and no more. `0` says expressly that the
/// sign-in does not count.
///
/// # Source
/// OpenID Connect Core 1.0, 2 (`acr`); eIDAS SAML message format, levels of assurance.
pub(super) fn from_acr(acr: Option<&str>) -> Assurance {
    let Some(acr) = acr.map(str::trim) else {
        return Assurance::Low;
    };
    match acr.strip_prefix(EIDAS).unwrap_or(acr) {
        "substantial" => Assurance::Substantial,
        "high" => Assurance::High,
        "0" => Assurance::None,
        _ => Assurance::Low,
    }
}

/// The name of a level in `acr_values`.
pub(super) fn acr(level: Assurance) -> String {
    format!("{EIDAS}{}", level.as_str())
}

/// This level and those above it, as a provider is asked for them, the one wanted first.
pub(super) fn acr_values(wanted: Assurance) -> Vec<String> {
    [Assurance::Low, Assurance::Substantial, Assurance::High]
        .into_iter()
        .filter(|level| level.satisfies(wanted))
        .map(acr)
        .collect()
}

/// The level asked for in an address; low when it is missing or makes no sense.
pub(super) fn wanted(code: Option<&str>) -> Assurance {
    let level = code.and_then(|code| Assurance::parse(code).ok());
    level.map_or(Assurance::Low, |level| level.max(Assurance::Low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_short_codes_mean_the_same() {
        for level in [Assurance::Low, Assurance::Substantial, Assurance::High] {
            assert_eq!(from_acr(Some(&acr(level))), level);
            assert_eq!(from_acr(Some(level.as_str())), level);
        }
    }

    #[test]
    fn what_we_do_not_know_is_low_at_most() {
        for acr in [
            "",
            "HIGH",
            "http://eidas.europa.eu/LoA/High",
            "urn:x:high",
            "2",
        ] {
            assert_eq!(from_acr(Some(acr)), Assurance::Low, "{acr}");
        }
        assert_eq!(from_acr(None), Assurance::Low);
        assert_eq!(from_acr(Some("0")), Assurance::None);
    }

    #[test]
    fn a_provider_is_asked_for_the_wanted_level_first() {
        let values = acr_values(Assurance::Substantial);
        assert_eq!(values, [acr(Assurance::Substantial), acr(Assurance::High)]);
        assert_eq!(wanted(Some("none")), Assurance::Low);
        assert_eq!(wanted(Some("high")), Assurance::High);
        assert_eq!(wanted(Some("; drop table")), Assurance::Low);
    }
}
