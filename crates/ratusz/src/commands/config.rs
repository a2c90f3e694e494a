//! `ratusz config check`: what the configuration says.

use crate::configuration::Configuration;

/// Prints what follows from the configuration; reading it has checked it.
///
/// # Errors
/// None; the mistakes were told before.
pub(crate) fn check(configuration: &Configuration) -> anyhow::Result<()> {
    let settings = &configuration.settings;
    let mode = match settings.mode {
        web::Mode::Development => "development (logowanie testowe jest dostępne)",
        web::Mode::Production => "production",
    };
    let admin = match settings.admin_url {
        Some(_) => "jest",
        None => "nie ma: migrate, tenant apply i tenant prove nie zadziałają",
    };
    println!("Konfiguracja jest poprawna.");
    println!("  tryb:            {mode}");
    println!("  region:          {}", settings.region_url("/"));
    println!("  urząd, np.:      {}", settings.office_url("grajewo", "/"));
    println!("  nasłuch:         {}", settings.listen);
    println!("  monitoring:      {}", configuration.monitor_listen);
    println!("  pliki:           {}", settings.files_dir.display());
    println!("  urzędy:          {}", settings.tenants_dir.display());
    match &configuration.mail {
        Some(smtp) => println!("  poczta:          {} port {}", smtp.host, smtp.port),
        None => println!("  poczta:          pliki .eml obok plików urzędu (brak mail.host)"),
    }
    println!("  administrator bazy: {admin}");
    Ok(())
}
