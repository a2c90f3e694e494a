//! Checks across offices: no two may share an address, a slug or an area, nor look alike.

use std::collections::HashMap;

use super::{OfficeFile, skeleton};
use crate::problem::Problem;

/// Complains of every slug, host and TERYT code that two offices claim, and of slugs and hosts
/// that look alike.
///
/// The line is 1 here; a caller that has the text of the file may tell the real one, as
/// [`crate::repository::Repository::read`] does.
pub fn check_offices(offices: &[(&str, OfficeFile)]) -> Vec<Problem> {
    doubles(offices)
        .into_iter()
        .map(|double| Problem {
            file: offices[double.office].0.to_owned(),
            line: 1,
            column: 1,
            message: double.message,
            hint: double.hint,
        })
        .collect()
}

/// A claim already made by an earlier office.
pub(crate) struct Double {
    /// Position of the later office.
    pub(crate) office: usize,
    /// Path of the key in its file.
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

pub(crate) fn doubles(offices: &[(&str, OfficeFile)]) -> Vec<Double> {
    let mut first: HashMap<(&str, String), (usize, String)> = HashMap::new();
    let mut found = Vec::new();
    for (position, (_, office)) in offices.iter().enumerate() {
        for claim in claims(office) {
            let key = (claim.kind, claim.seen_as.clone());
            let (earlier, name) = first
                .entry(key)
                .or_insert_with(|| (position, claim.value.clone()));
            if *earlier != position {
                let owner = offices[*earlier].0;
                found.push(claim.double(position, name, owner));
            }
        }
    }
    found
}

/// What an office claims for itself alone.
struct Claim {
    kind: &'static str,
    path: String,
    value: String,
    /// Two values seen as the same cannot be told apart by people.
    seen_as: String,
}

fn claims(office: &OfficeFile) -> Vec<Claim> {
    let claim = |kind, path: String, value: &str| {
        let value = value.to_lowercase();
        let seen_as = match kind {
            "Kod TERYT" => value.clone(),
            _ => skeleton(&value),
        };
        Claim {
            kind,
            path,
            value,
            seen_as,
        }
    };
    let mut claims = vec![claim("Adres", "slug".to_owned(), &office.slug)];
    let teryt = office.teryt.iter();
    claims.extend(teryt.map(|code| claim("Kod TERYT", "teryt".to_owned(), code)));
    let hosts = office.hosts.iter().enumerate();
    claims.extend(hosts.map(|(at, host)| claim("Domena", format!("hosts.{at}"), host)));
    claims.retain(|claim| !claim.value.is_empty());
    claims
}

impl Claim {
    fn double(self, office: usize, name: &str, owner: &str) -> Double {
        let Self {
            kind, path, value, ..
        } = self;
        let (message, hint) = match value == name {
            true => (
                format!("{kind} „{value}” należy już do innego urzędu."),
                format!("ma go urząd z pliku {owner}"),
            ),
            false => (
                format!("{kind} „{value}” łatwo wziąć za „{name}” innego urzędu."),
                format!(
                    "urząd z pliku {owner} był pierwszy; wybierz nazwę, która różni się nie tylko \
                     łącznikiem albo podobnym znakiem (0 i o, 1, l i i, rn i m)"
                ),
            ),
        };
        Double {
            office,
            path,
            message,
            hint,
        }
    }
}
