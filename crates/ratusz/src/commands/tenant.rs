//! `ratusz tenant list|show|suspend|resume`.

use serde_json::json;
use tenancy::{OfficeState, TenancyError, Tenant, migrate, provision};

use super::{OFFICES, count};
use crate::cli;
use crate::configuration::Configuration;
use crate::show;

/// Lists the offices.
///
/// # Errors
/// When the database is away.
pub(crate) async fn list(
    configuration: &Configuration,
    asked: &cli::Listing,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let offices = tenancy.offices();
    if asked.json {
        let rows: Vec<_> = offices.iter().map(|o| facts(configuration, o)).collect();
        return show::json(&rows);
    }
    let rows: Vec<Vec<String>> = offices
        .iter()
        .map(|office| {
            vec![
                office.slug().to_owned(),
                office.name().to_owned(),
                state(office).to_owned(),
                format!("{}/{}", office.schema_version(), migrate::newest_version()),
                configuration.settings.office_url(office.slug(), "/"),
            ]
        })
        .collect();
    show::table(&["urząd", "nazwa", "stan", "wersja", "adres"], &rows);
    println!("\nRazem: {}.", count(offices.len(), OFFICES));
    Ok(())
}

/// Shows one office.
///
/// # Errors
/// When there is no such office or the database is away.
pub(crate) async fn show(
    configuration: &Configuration,
    asked: &cli::OneOffice,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let unknown = || TenancyError::UnknownOffice(asked.slug.clone());
    let office = tenancy.by_slug(&asked.slug).ok_or_else(unknown)?;
    let tx = tenancy.registry().await?;
    let services = store::published::of_office(&tx, office.id()).await?;
    let faults = store::faults::newest(&tx, office.id(), 5).await?;
    drop(tx);
    if asked.json {
        let mut facts = facts(configuration, &office);
        let slugs: Vec<&str> = services.iter().map(|s| s.slug.as_str()).collect();
        facts["services"] = json!(slugs);
        return show::json(&facts);
    }
    println!("{} ({})", office.name(), office.slug());
    println!("  stan:           {}", state(&office));
    if let Some(reason) = office.suspended_reason() {
        println!("  powód:          {reason}");
    }
    println!(
        "  adres:          {}",
        configuration.settings.office_url(office.slug(), "/")
    );
    for host in office.hosts() {
        println!(
            "  własna domena:  {}",
            configuration.settings.url(host, "/")
        );
    }
    println!("  schemat i rola: {}", office.schema());
    println!(
        "  wersja tabel:   {} (najnowsza {})",
        office.schema_version(),
        migrate::newest_version()
    );
    println!("  TERYT:          {}", office.teryt().unwrap_or("brak"));
    println!("  usługi:         {}", services.len());
    for service in &services {
        println!("    {} (wydanie {})", service.slug, service.edition_number);
    }
    for fault in &faults {
        println!(
            "  błąd {}: {} {} {}",
            fault.at, fault.kind, fault.place, fault.request_id
        );
    }
    Ok(())
}

/// Switches an office off.
///
/// # Errors
/// When there is no such office or no administrator of the database.
pub(crate) async fn suspend(
    configuration: &Configuration,
    asked: &cli::Suspend,
) -> anyhow::Result<()> {
    let admin = super::admin(configuration).await?;
    let reason = asked.reason.as_deref();
    provision::set_state(&admin, &asked.slug, OfficeState::Suspended, reason).await?;
    println!(
        "Urząd {} jest wyłączony. Dane zostały nietknięte.",
        asked.slug
    );
    println!("Włączenie: ratusz tenant resume {}", asked.slug);
    Ok(())
}

/// Switches an office on again.
///
/// # Errors
/// As [`suspend`].
pub(crate) async fn resume(configuration: &Configuration, slug: &str) -> anyhow::Result<()> {
    let admin = super::admin(configuration).await?;
    provision::set_state(&admin, slug, OfficeState::Active, None).await?;
    println!(
        "Urząd {slug} działa: {}",
        configuration.settings.office_url(slug, "/")
    );
    Ok(())
}

fn facts(configuration: &Configuration, office: &Tenant) -> serde_json::Value {
    json!({
        "slug": office.slug(),
        "name": office.name(),
        "kind": office.kind(),
        "role": office.role(),
        "teryt": office.teryt(),
        "state": office.state().as_str(),
        "suspended_reason": office.suspended_reason(),
        "schema": office.schema().as_str(),
        "schema_version": office.schema_version(),
        "newest_version": migrate::newest_version(),
        "address": configuration.settings.office_url(office.slug(), "/"),
        "hosts": office.hosts(),
    })
}

fn state(office: &Tenant) -> &'static str {
    match office.state() {
        OfficeState::Preparing => "w przygotowaniu",
        OfficeState::Active => "działa",
        OfficeState::Suspended => "wyłączony",
    }
}
