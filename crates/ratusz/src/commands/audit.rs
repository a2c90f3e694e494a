//! `ratusz audit verify`: whether anybody changed an office's audit trail.

use serde_json::json;
use store::audit::Verdict;
use tenancy::{TenancyError, Tenant};

use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Recomputes the chains of hashes.
///
/// # Errors
/// When a chain is broken or cannot be read.
pub(crate) async fn verify(
    configuration: &Configuration,
    asked: &cli::Verify,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let offices: Vec<Tenant> = match &asked.slug {
        None => tenancy.offices(),
        Some(slug) => {
            let unknown = || TenancyError::UnknownOffice(slug.clone());
            vec![tenancy.by_slug(slug).ok_or_else(unknown)?]
        }
    };
    let mut found = Vec::with_capacity(offices.len());
    for office in &offices {
        let tx = office.begin_in_any_state().await?;
        found.push((office.slug(), store::audit::verify(&tx).await?));
    }
    tenancy.close().await;
    let broken = found
        .iter()
        .filter(|(_, verdict)| !matches!(verdict, Verdict::Whole(_)))
        .count();
    if asked.json {
        let rows: Vec<_> = found
            .iter()
            .map(|(slug, verdict)| {
                let whole = matches!(verdict, Verdict::Whole(_));
                json!({ "slug": slug, "whole": whole, "verdict": words(verdict) })
            })
            .collect();
        show::json(&rows)?;
    } else {
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|(slug, verdict)| vec![(*slug).to_owned(), words(verdict)])
            .collect();
        show::table(&["urząd", "dziennik"], &rows);
    }
    match broken {
        0 => Ok(()),
        number => Err(refuse(
            format!("Zmieniony dziennik zdarzeń: {number}."),
            "zabezpiecz kopię bazy i dzienniki serwera, zanim cokolwiek naprawisz",
        )),
    }
}

fn words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Whole(entries) => format!("cały, wpisów: {entries}"),
        Verdict::Broken { seq } => format!("PRZERWANY przy wpisie {seq}"),
        Verdict::Cut { found, expected } => {
            format!("UCIĘTY: jest {found}, powinno być {expected}")
        }
    }
}
