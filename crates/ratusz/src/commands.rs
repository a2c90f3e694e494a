//! The commands; each says in plain Polish what it did.

pub(crate) mod apply;
pub(crate) mod audit;
pub(crate) mod config;
pub(crate) mod demo_data;
pub(crate) mod migrate;
pub(crate) mod operator;
pub(crate) mod plan;
pub(crate) mod prove;
pub(crate) mod serve;
pub(crate) mod service;
pub(crate) mod template;
pub(crate) mod tenant;

use std::time::Duration;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tenancy::{Admin, Tenancy};

use crate::cli::{self, Audit, Command};
use crate::configuration::Configuration;
use crate::refusal::refuse;

/// Longest wait of a command for a connection.
const COMMAND_WAIT_MS: u64 = 60_000;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Done,
    /// What was compared is not the same.
    Different,
}

/// Does one command.
///
/// # Errors
/// When it is refused or fails.
pub(crate) async fn run(configuration: Configuration, command: Command) -> anyhow::Result<Ended> {
    match command {
        Command::Service(cli::Service::Diff(asked)) => service::diff(&configuration, &asked).await,
        other => act(&configuration, other).await.map(|()| Ended::Done),
    }
}

async fn act(configuration: &Configuration, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve => serve::run(configuration).await,
        Command::Migrate(asked) => migrate::all(configuration, &asked).await,
        Command::Tenant(command) => of_tenant(configuration, command).await,
        Command::Service(cli::Service::Export(asked)) => {
            service::export(configuration, &asked).await
        }
        Command::Service(cli::Service::Import(asked)) => {
            service::import(configuration, &asked).await
        }
        Command::Service(cli::Service::Diff(asked)) => {
            service::diff(configuration, &asked).await.map(|_| ())
        }
        Command::Template(cli::Template::Status(asked)) => {
            template::status(configuration, &asked).await
        }
        Command::Audit(Audit::Verify(asked)) => audit::verify(configuration, &asked).await,
        Command::Template(cli::Template::Export(asked)) => {
            template::export(configuration, &asked).await
        }
        Command::Operator(cli::Operator::Invite(asked)) => {
            operator::invite(configuration, &asked).await
        }
        Command::Operator(cli::Operator::Role(asked)) => {
            operator::role(configuration, &asked).await
        }
        Command::Operator(cli::Operator::List(asked)) => {
            operator::list(configuration, &asked).await
        }
        Command::DemoData(asked) => demo_data::run(configuration, &asked).await,
        Command::Config(_) => config::check(configuration),
    }
}

async fn of_tenant(configuration: &Configuration, command: cli::Tenant) -> anyhow::Result<()> {
    match command {
        cli::Tenant::Plan(asked) => plan::run(configuration, &asked).await,
        cli::Tenant::Apply(asked) => apply::run(configuration, &asked).await,
        cli::Tenant::List(asked) => tenant::list(configuration, &asked).await,
        cli::Tenant::Show(asked) => tenant::show(configuration, &asked).await,
        cli::Tenant::Suspend(asked) => tenant::suspend(configuration, &asked).await,
        cli::Tenant::Resume(asked) => tenant::resume(configuration, &asked.slug).await,
        cli::Tenant::Migrate(asked) => migrate::offices(configuration, &asked).await,
        cli::Tenant::Prove(asked) => prove::run(configuration, &asked).await,
        cli::Tenant::Audit(Audit::Verify(asked)) => audit::verify(configuration, &asked).await,
    }
}

/// The administrator's connection to the database.
async fn admin(configuration: &Configuration) -> anyhow::Result<Admin> {
    let Some(url) = &configuration.settings.admin_url else {
        let hint = "ustaw RATUSZ__DATABASE__ADMIN_URL (adres bazy z rolą administratora)";
        return Err(refuse("To polecenie wymaga administratora bazy.", hint));
    };
    Admin::connect(url, configuration.secret.clone())
        .await
        .context("nie da się połączyć z bazą jako administrator (database.admin_url)")
}

/// The door to the registry and all offices.
async fn tenancy(configuration: &Configuration) -> anyhow::Result<Tenancy> {
    let mut config = configuration.tenancy();
    // A command has time; only visitors are told to come back.
    config.wait_ms = config.wait_ms.max(COMMAND_WAIT_MS);
    Tenancy::connect(config)
        .await
        .context("baza nie jest gotowa; jeśli jest nowa, najpierw: ratusz migrate")
}

/// A bar on standard error for as many steps; silent when that is no terminal.
fn bar(steps: usize, title: &'static str) -> ProgressBar {
    let steps = u64::try_from(steps).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_prefix(title);
    bar
}

/// A fault with its sources in one line.
fn chain(fault: &dyn std::error::Error) -> String {
    let mut words = fault.to_string();
    let mut source = fault.source();
    while let Some(inner) = source {
        words = format!("{words}: {inner}");
        source = inner.source();
    }
    words
}

/// A time for people: `0,84 s`.
fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64()).replace('.', ",")
}

/// A number with the right form of a Polish noun: 1 urząd, 2 urzędy, 5 urzędów.
fn count(number: usize, [one, few, many]: [&str; 3]) -> String {
    let noun = match (number, number % 10, number % 100) {
        (1, ..) => one,
        (_, 2..=4, tens) if !(12..=14).contains(&tens) => few,
        _ => many,
    };
    format!("{number} {noun}")
}

const OFFICES: [&str; 3] = ["urząd", "urzędy", "urzędów"];

#[cfg(test)]
mod tests {
    use super::{OFFICES, count};

    #[test]
    fn numbers_take_their_noun() {
        let said = [1, 2, 5, 12, 22, 25].map(|n| count(n, OFFICES));
        let expected = [
            "1 urząd",
            "2 urzędy",
            "5 urzędów",
            "12 urzędów",
            "22 urzędy",
            "25 urzędów",
        ];
        assert_eq!(said, expected);
    }
}
