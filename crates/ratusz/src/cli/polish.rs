//! The parts of the command line's help and complaints that clap says in English, in Polish.

use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

/// The command line could not be understood.
const USAGE: u8 = 2;
const TEMPLATE: &str = "{about-with-newline}\nUżycie: {usage}\n\n{all-args}";

/// The same help for every command, in Polish.
pub(super) fn help(command: Command) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("Wypisuje wersję programu")
        .help_heading("Opcje");
    let mut command = worded(command).arg(version);
    // Building tells every command its whole name, which its usage begins with.
    command.build();
    with_usage(command)
}

fn worded(command: Command) -> Command {
    let names = names(&command);
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Wypisuje tę pomoc")
        .help_heading("Opcje");
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Polecenia")
        .subcommand_value_name("POLECENIE")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help);
    for id in arguments {
        command = command.mut_arg(id, argument);
    }
    for name in names {
        command = command.mut_subcommand(name, worded);
    }
    command
}

fn names(command: &Command) -> Vec<String> {
    let inner = command.get_subcommands();
    inner.map(|inner| inner.get_name().to_owned()).collect()
}

fn argument(argument: Arg) -> Arg {
    let heading = match argument.is_positional() {
        true => "Argumenty",
        false => "Opcje",
    };
    let takes_values = argument.get_action().takes_values();
    let argument = argument.help_heading(heading);
    if !takes_values {
        return argument;
    }
    let usual = argument.get_default_values().first();
    let usual = usual.map(|value| value.to_string_lossy().into_owned());
    let help = argument.get_help().cloned().unwrap_or_default();
    match usual {
        Some(usual) => argument
            .hide_default_value(true)
            .help(format!("{help} (zwykle {usual})")),
        None => argument,
    }
}

fn with_usage(mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", "[OPCJE]");
    let names = names(&command);
    let mut command = command.override_usage(usage);
    for name in names {
        command = command.mut_subcommand(name, with_usage);
    }
    command
}

/// Prints help or a complaint; with what code to end.
pub(super) fn print(fault: &Error) -> ExitCode {
    match fault.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{fault}");
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{fault}");
            ExitCode::from(USAGE)
        }
        _ => {
            eprintln!("{}", complaint(fault));
            eprintln!("Pomoc: ratusz --help");
            ExitCode::from(USAGE)
        }
    }
}

fn complaint(fault: &Error) -> String {
    let about = |kind: ContextKind| fault.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = about(ContextKind::InvalidArg);
    let value = about(ContextKind::InvalidValue);
    let instead = |kind: ContextKind| match about(kind) {
        empty if empty.is_empty() => String::new(),
        word => format!(" (może chodziło o: {word})"),
    };
    match fault.kind() {
        ErrorKind::UnknownArgument => {
            let instead = instead(ContextKind::SuggestedArg);
            format!("Nieznany argument: {argument}{instead}")
        }
        ErrorKind::InvalidSubcommand => {
            let instead = instead(ContextKind::SuggestedSubcommand);
            let command = about(ContextKind::InvalidSubcommand);
            format!("Nieznane polecenie: {command}{instead}")
        }
        ErrorKind::MissingRequiredArgument => format!("Brakuje argumentu: {argument}"),
        ErrorKind::MissingSubcommand => "Brakuje polecenia.".to_owned(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("Po {argument} brakuje wartości")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Zła wartość „{value}” argumentu {argument}")
        }
        ErrorKind::NoEquals => format!("Po {argument} brakuje znaku „=” i wartości"),
        ErrorKind::TooFewValues => format!("Po {argument} jest za mało wartości"),
        ErrorKind::TooManyValues => format!("Po {argument} jest zbędna wartość „{value}”"),
        ErrorKind::WrongNumberOfValues => format!("Po {argument} jest zła liczba wartości"),
        ErrorKind::ArgumentConflict if about(ContextKind::PriorArg) == argument => {
            format!("Argument podano dwa razy: {argument}")
        }
        ErrorKind::ArgumentConflict => {
            let prior = about(ContextKind::PriorArg);
            format!("Nie można razem: {argument} i {prior}")
        }
        ErrorKind::InvalidUtf8 => "Polecenie nie jest zapisane w UTF-8.".to_owned(),
        // The rest are no mistakes of people: help, and what a write to the terminal said.
        _ => "Nie da się odczytać polecenia.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn command() -> Command {
        help(Cli::command())
    }

    fn all(command: &Command, found: &mut Vec<String>) {
        found.push(command.clone().render_help().to_string());
        found.push(command.clone().render_long_help().to_string());
        for inner in command.get_subcommands() {
            all(inner, found);
        }
    }

    #[test]
    fn the_commands_fit_together() {
        command().debug_assert();
    }

    #[test]
    fn no_help_has_an_english_word() {
        let mut found = Vec::new();
        all(&command(), &mut found);
        assert!(found.len() > 30);
        for help in found {
            for word in [
                "Usage",
                "OPTIONS",
                "Options",
                "Commands",
                "Arguments",
                "Print",
                "default",
            ] {
                assert!(!help.contains(word), "{word} in: {help}");
            }
            assert!(help.contains("Użycie: ratusz"), "{help}");
        }
    }

    #[test]
    fn every_mistake_is_told_in_polish() {
        let told = [
            ("zly", "Nieznane polecenie: zly"),
            (
                "tenant plam",
                "Nieznane polecenie: plam (może chodziło o: plan)",
            ),
            ("serve dalej", "Nieznany argument: dalej"),
            (
                "tenant plan --onli x",
                "Nieznany argument: --onli (może chodziło o: --only)",
            ),
            ("tenant show", "Brakuje argumentu: <URZĄD>"),
            (
                "demo-data --cases pięć",
                "Zła wartość „pięć” argumentu --cases <LICZBA>",
            ),
            ("tenant plan --only", "Po --only <URZĄD> brakuje wartości"),
            ("tenant plan --json=x", "Po --json jest zbędna wartość „x”"),
            (
                "tenant plan --json --json",
                "Argument podano dwa razy: --json",
            ),
        ];
        for (line, wanted) in told {
            let words = ["ratusz"].into_iter().chain(line.split(' '));
            let fault = command().try_get_matches_from(words).unwrap_err();
            assert_eq!(complaint(&fault), wanted, "{line}");
        }
    }

    #[test]
    fn the_version_is_told() {
        let fault = command().try_get_matches_from(["ratusz", "--version"]);
        assert_eq!(fault.unwrap_err().kind(), ErrorKind::DisplayVersion);
    }
}
