//! The command line, with its help in Polish.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

/// The command line could not be understood.
const USAGE: u8 = 2;
const TEMPLATE: &str = "{about-with-newline}\nUżycie: {usage}\n\n{all-args}";

/// Ratusz: e-usługi samorządów na jednej platformie
#[derive(Debug, Parser)]
#[command(name = "ratusz", version, help_template = TEMPLATE)]
pub(crate) struct Cli {
    /// Plik konfiguracji (TOML); zmienne RATUSZ__… są ważniejsze
    #[arg(
        long,
        env = "RATUSZ_CONFIG",
        global = true,
        value_name = "PLIK",
        hide_env = true
    )]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Uruchamia serwer: strony urzędów, regionu i konsolę
    Serve,
    /// Przygotowuje bazę i dostosowuje ją do tej wersji programu, wszystkie urzędy naraz
    Migrate(Migrate),
    /// Urzędy: plan, zakładanie, stan, dowód oddzielenia
    #[command(subcommand)]
    Tenant(Tenant),
    /// Dziennik zdarzeń: sprawdzenie, czy nikt go nie zmienił
    #[command(subcommand)]
    Audit(Audit),
    /// Operatorzy platformy
    #[command(subcommand)]
    Operator(Operator),
    /// Wypełnia urzędy zmyślonymi ludźmi i sprawami (tylko tryb development)
    DemoData(DemoData),
    /// Konfiguracja
    #[command(subcommand)]
    Config(Config),
}

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Tenant {
    /// Pokazuje, co zmieniłoby zastosowanie plików; niczego nie zmienia
    Plan(Plan),
    /// Zakłada urzędy i wprowadza zmiany z plików
    Apply(Apply),
    /// Wypisuje urzędy
    List(Listing),
    /// Pokazuje jeden urząd
    Show(OneOffice),
    /// Wyłącza urząd: mieszkańcy widzą komunikat, dane zostają
    Suspend(Suspend),
    /// Włącza urząd z powrotem
    Resume(OneSlug),
    /// Dostosowuje tabele urzędów do tej wersji programu
    Migrate(TenantMigrate),
    /// Próbuje wyjść z każdego urzędu do innych; kod 1, gdy coś się udało
    Prove(Prove),
    /// Dziennik zdarzeń urzędu
    #[command(subcommand)]
    Audit(Audit),
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Folder urzędów albo folder jednego urzędu; zwykle tenants.dir z konfiguracji
    #[arg(value_name = "FOLDER")]
    pub(crate) path: Option<PathBuf>,
    /// Tylko ten urząd
    #[arg(long, value_name = "URZĄD")]
    pub(crate) only: Option<String>,
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    #[command(flatten)]
    pub(crate) plan: Plan,
    /// Nie pyta o zgodę
    #[arg(long, short = 'y')]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Listing {
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OneOffice {
    /// Nazwa urzędu w adresie, np. grajewo
    #[arg(value_name = "URZĄD")]
    pub(crate) slug: String,
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OneSlug {
    /// Nazwa urzędu w adresie, np. grajewo
    #[arg(value_name = "URZĄD")]
    pub(crate) slug: String,
}

#[derive(Debug, Args)]
pub(crate) struct Suspend {
    /// Nazwa urzędu w adresie, np. grajewo
    #[arg(value_name = "URZĄD")]
    pub(crate) slug: String,
    /// Powód, który zobaczą mieszkańcy
    #[arg(long, value_name = "POWÓD")]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct TenantMigrate {
    /// Tylko te urzędy; bez nich wszystkie
    #[arg(value_name = "URZĄD")]
    pub(crate) only: Vec<String>,
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Prove {
    /// Tylko z tego urzędu
    #[arg(long, value_name = "URZĄD")]
    pub(crate) only: Option<String>,
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Przelicza łańcuch skrótów od pierwszego wpisu; kod 1, gdy coś nie pasuje
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Tylko ten urząd; bez niego wszystkie
    #[arg(value_name = "URZĄD")]
    pub(crate) slug: Option<String>,
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Operator {
    /// Zaprasza operatora i wypisuje jednorazowy link
    Invite(Invite),
    /// Wypisuje operatorów
    List(Listing),
}

#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// Adres e-mail
    #[arg(value_name = "E-MAIL")]
    pub(crate) email: String,
    /// Imię i nazwisko
    #[arg(long, value_name = "KTO")]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct DemoData {
    /// Ile spraw w każdym urzędzie
    #[arg(long, value_name = "LICZBA", default_value_t = 24)]
    pub(crate) cases: usize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Sprawdza konfigurację i wypisuje, co z niej wynika; niczego nie uruchamia
    Check,
}

/// Reads the command line; help and mistakes of usage are printed here.
///
/// # Errors
/// The exit code when there is nothing more to do.
pub(crate) fn read() -> Result<Cli, ExitCode> {
    let matches = in_polish(Cli::command()).try_get_matches();
    let read = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    read.map_err(|fault| match fault.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print!("{fault}");
            let asked = fault.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            ExitCode::from(if asked { 0 } else { USAGE })
        }
        _ => {
            eprintln!("{}", complaint(&fault));
            eprintln!("Pomoc: ratusz --help");
            ExitCode::from(USAGE)
        }
    })
}

/// The same help for every command, in Polish.
fn in_polish(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Wypisuje tę pomoc");
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Polecenia")
        .subcommand_value_name("POLECENIE")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help_heading("Opcje"));
    for id in arguments {
        command = command.mut_arg(id, |argument| {
            let heading = if argument.is_positional() {
                "Argumenty"
            } else {
                "Opcje"
            };
            argument.help_heading(heading).hide_default_value(false)
        });
    }
    for name in names {
        command = command.mut_subcommand(name, in_polish);
    }
    command
}

fn complaint(fault: &clap::Error) -> String {
    let about = |kind: ContextKind| fault.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = about(ContextKind::InvalidArg);
    match fault.kind() {
        ErrorKind::UnknownArgument => format!("Nieznany argument: {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!(
                "Nieznane polecenie: {}",
                about(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => format!("Brakuje argumentu: {argument}"),
        ErrorKind::MissingSubcommand => "Brakuje polecenia.".to_owned(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            let value = about(ContextKind::InvalidValue);
            format!("Zła wartość „{value}” argumentu {argument}")
        }
        ErrorKind::ArgumentConflict => format!("Nie można razem: {argument}"),
        _ => fault.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_fit_together() {
        in_polish(Cli::command()).debug_assert();
    }

    #[test]
    fn help_has_no_english_heading() {
        let help = in_polish(Cli::command()).render_help().to_string();
        for word in ["Usage", "Commands", "Options", "Print"] {
            assert!(!help.contains(word), "{help}");
        }
    }
}
