//! `ratusz migrate`: the registry and the schema of every office.

use std::time::Instant;

use serde_json::json;
use tenancy::grants::PutRight;
use tenancy::migrate::{self, Candidate, Migrated};
use tenancy::{Admin, TenancyError};

use super::{OFFICES, admin, bar, chain, count, seconds};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Prepares the database and migrates all offices.
///
/// # Errors
/// When the registry or any office could not be migrated.
pub(crate) async fn all(configuration: &Configuration, asked: &cli::Migrate) -> anyhow::Result<()> {
    let admin = admin(configuration).await?;
    admin.prepare().await?;
    let candidates = migrate::candidates(&admin).await?;
    tell(&admin.put_right(&candidates).await?, asked.json);
    report(&admin, candidates, asked.json).await
}

/// Migrates the offices named, or all.
///
/// # Errors
/// When an office is not there or could not be migrated.
pub(crate) async fn offices(
    configuration: &Configuration,
    asked: &cli::TenantMigrate,
) -> anyhow::Result<()> {
    let admin = admin(configuration).await?;
    let mut candidates = migrate::candidates(&admin).await?;
    for slug in &asked.only {
        if !candidates.iter().any(|office| office.slug == *slug) {
            return Err(TenancyError::UnknownOffice(slug.clone()).into());
        }
    }
    if !asked.only.is_empty() {
        candidates.retain(|office| asked.only.contains(&office.slug));
    }
    report(&admin, candidates, asked.json).await
}

/// Says what offices' roles had changed about themselves; on standard error beside JSON.
fn tell(put_right: &[PutRight], as_json: bool) {
    for role in put_right {
        let what = match role.what {
            "password" => "hasło",
            _ => "ustawienia",
        };
        let line = format!(
            "Przywrócono {what} roli urzędu {}. Sprawdź, kto je zmienił poza programem.",
            role.slug
        );
        match as_json {
            true => eprintln!("{line}"),
            false => println!("{line}"),
        }
    }
}

async fn report(admin: &Admin, offices: Vec<Candidate>, as_json: bool) -> anyhow::Result<()> {
    let begun = Instant::now();
    let bar = bar(offices.len(), "Migracje");
    let done = migrate::offices(admin, offices, |office| {
        bar.set_message(office.slug.clone());
        bar.inc(1);
    })
    .await;
    bar.finish_and_clear();
    let failed: Vec<&Migrated> = done
        .iter()
        .filter(|office| office.result.is_err())
        .collect();
    let changed = done
        .iter()
        .filter(|office| office.result.as_ref().is_ok_and(|run| *run > 0))
        .count();
    if as_json {
        let offices: Vec<_> = done
            .iter()
            .map(|office| {
                json!({
                    "slug": office.slug,
                    "schema": office.schema.as_str(),
                    "migrations_run": office.result.as_ref().ok(),
                    "fault": office.result.as_ref().err().map(|fault| chain(fault)),
                })
            })
            .collect();
        show::json(&json!({
            "version": migrate::newest_version(),
            "offices": offices,
            "changed": changed,
            "failed": failed.len(),
        }))?;
    } else {
        println!(
            "Baza jest w wersji {}. Sprawdzono {}, zmieniono {changed}, w {}.",
            migrate::newest_version(),
            count(done.len(), OFFICES),
            seconds(begun.elapsed())
        );
        for office in &failed {
            if let Err(fault) = &office.result {
                println!("  {}: nie udało się: {}", office.slug, chain(fault));
            }
        }
    }
    match failed.len() {
        0 => Ok(()),
        number => Err(refuse(
            format!("{} bez migracji.", count(number, OFFICES)),
            "usuń przyczynę i powtórz polecenie; gotowe urzędy zostaną pominięte",
        )),
    }
}
