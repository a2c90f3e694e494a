//! Checks across offices: no two may share an address, a slug or an area.

use std::collections::HashMap;

use super::OfficeFile;
use crate::problem::Problem;

/// Complains of every slug, host and TERYT code that two offices claim.
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
    let mut first: HashMap<(&str, String), usize> = HashMap::new();
    let mut found = Vec::new();
    for (position, (_, office)) in offices.iter().enumerate() {
        let mut claims = vec![("slug", "slug".to_owned(), office.slug.clone())];
        claims.extend(
            office
                .teryt
                .iter()
                .map(|code| ("teryt", "teryt".to_owned(), code.clone())),
        );
        for (at, host) in office.hosts.iter().enumerate() {
            claims.push(("host", format!("hosts.{at}"), host.to_lowercase()));
        }
        for (kind, path, value) in claims {
            if value.is_empty() {
                continue;
            }
            let earlier = *first.entry((kind, value.clone())).or_insert(position);
            if earlier != position {
                let what = match kind {
                    "slug" => "Adres",
                    "teryt" => "Kod TERYT",
                    _ => "Domena",
                };
                found.push(Double {
                    office: position,
                    path,
                    message: format!("{what} „{value}” należy już do innego urzędu."),
                    hint: format!("ma go urząd z pliku {}", offices[earlier].0),
                });
            }
        }
    }
    found
}
