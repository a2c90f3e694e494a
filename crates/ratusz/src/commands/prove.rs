//! `ratusz tenant prove`: logs in as every office and tries to get out.

use anyhow::anyhow;
use tenancy::prove::{self, Report, Tried};
use tenancy::{TenancyError, migrate};
use web::Texts;

use super::{OFFICES, bar, count};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Proves the walls and prints what was tried.
///
/// # Errors
/// When anything got through, or an office could not log in at all.
pub(crate) async fn run(configuration: &Configuration, asked: &cli::Prove) -> anyhow::Result<()> {
    let admin = super::admin(configuration).await?;
    let offices = migrate::candidates(&admin).await?;
    if let Some(slug) = asked.only.as_ref()
        && !offices.iter().any(|office| office.slug == *slug)
    {
        return Err(TenancyError::UnknownOffice(slug.clone()).into());
    }
    let steps = if asked.only.is_some() {
        1
    } else {
        offices.len()
    };
    let bar = bar(steps, "Dowód");
    let texts = Texts::load().map_err(|fault| anyhow!(fault))?;
    let report = prove::prove(&admin, asked.only.as_deref(), |slug| {
        bar.set_message(slug.to_owned());
        bar.inc(1);
    })
    .await?;
    bar.finish_and_clear();
    if asked.json {
        show::json(&report)?;
    } else {
        print(&report, &texts);
    }
    match report.holds() {
        true => Ok(()),
        false => Err(refuse(
            "Ściana między urzędami ma dziurę.",
            "wyłącz urzędy, których dotyczy wynik (tenant suspend), i uruchom ratusz migrate",
        )),
    }
}

fn print(report: &Report, texts: &Texts) {
    let words = |attempt: &Tried| texts.get("pl", &format!("wall-{}", attempt.code()), &[]);
    let tried: usize = report.attempts.iter().map(|attempt| attempt.tried).sum();
    let refused: usize = report.attempts.iter().map(|attempt| attempt.refused).sum();
    let rows: Vec<Vec<String>> = report
        .attempts
        .iter()
        .map(|attempt| {
            let result = match attempt.breaches.is_empty() {
                true => "odmowa".to_owned(),
                false => format!("UDAŁO SIĘ {}×", attempt.breaches.len()),
            };
            vec![words(attempt), attempt.tried.to_string(), result]
        })
        .collect();
    show::table(&["próba", "ile razy", "wynik"], &rows);
    println!(
        "\nSprawdzono {} i {} par: {tried} prób, {refused} odmów.",
        count(report.offices, OFFICES),
        report.pairs
    );
    for attempt in &report.attempts {
        for breach in &attempt.breaches {
            println!("DZIURA: {}: {breach}", words(attempt));
        }
    }
    if report.holds() {
        println!("Ściana stoi: żaden urząd nie dosięgnął drugiego.");
    }
}
