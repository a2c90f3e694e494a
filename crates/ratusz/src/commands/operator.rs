//! `ratusz operator`: people who run the platform.

use store::operators;
use store::staff_members::AccountState;

use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Invites an operator and prints the link.
///
/// # Errors
/// When the address is none or the database is away.
pub(crate) async fn invite(
    configuration: &Configuration,
    asked: &cli::Invite,
) -> anyhow::Result<()> {
    let parts = asked.email.split_once('@');
    if parts.is_none_or(|(name, host)| name.is_empty() || !host.contains('.')) {
        return Err(refuse(
            "To nie jest adres e-mail.",
            "np. anna@region.example.pl",
        ));
    }
    let tenancy = super::tenancy(configuration).await?;
    let tx = tenancy.registry().await?;
    let token = operators::invite(&tx, &asked.name, &asked.email, crate::now()).await?;
    if let Some(role) = &asked.role {
        operators::appoint(&tx, &asked.email, role, crate::now()).await?;
    }
    tx.commit().await?;
    let settings = &configuration.settings;
    let host = format!("admin.{}", settings.base_domain);
    println!("Zaproszono {} <{}>.", asked.name, asked.email);
    println!("Link działa raz, przez 24 godziny, i nie będzie pokazany ponownie:");
    println!(
        "  {}",
        settings.url(&host, &format!("/zaproszenie/{token}"))
    );
    Ok(())
}

/// Gives an operator another role.
///
/// # Errors
/// When there is no such operator or the database is away.
pub(crate) async fn role(
    configuration: &Configuration,
    asked: &cli::OperatorRole,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let tx = tenancy.registry().await?;
    let found = operators::appoint(&tx, &asked.email, &asked.role, crate::now()).await?;
    if found.is_none() {
        return Err(refuse(
            format!("Nie ma operatora {}.", asked.email),
            "operatorzy: ratusz operator list",
        ));
    }
    tx.commit().await?;
    println!("{} to teraz: {}.", asked.email, in_words(&asked.role));
    Ok(())
}

fn in_words(role: &str) -> &str {
    match role {
        "operator" => "operator platformy",
        "catalogue_editor" => "redaktor wzorców",
        other => other,
    }
}

/// Lists the operators.
///
/// # Errors
/// When the database is away.
pub(crate) async fn list(
    configuration: &Configuration,
    asked: &cli::Listing,
) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let tx = tenancy.registry().await?;
    let operators = operators::list(&tx).await?;
    if asked.json {
        let rows: Vec<_> = operators
            .iter()
            .map(|operator| {
                serde_json::json!({
                    "email": operator.email,
                    "name": operator.name,
                    "role": operator.role,
                    "state": operator.state.as_str(),
                })
            })
            .collect();
        return show::json(&rows);
    }
    let rows: Vec<Vec<String>> = operators
        .iter()
        .map(|operator| {
            let state = match operator.state {
                AccountState::Invited => "zaproszony",
                AccountState::Active => "czynny",
                AccountState::Disabled => "wyłączony",
            };
            vec![
                operator.email.clone(),
                operator.name.clone(),
                in_words(&operator.role).to_owned(),
                state.to_owned(),
            ]
        })
        .collect();
    show::table(&["e-mail", "kto", "rola", "stan"], &rows);
    Ok(())
}
