//! The command line: what can be asked for, and in which words.

mod polish;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

/// Ratusz: e-usługi samorządów na jednej platformie
#[derive(Debug, Parser)]
#[command(name = "ratusz", version)]
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
    /// Usługi urzędu jako pliki: zapis, porównanie, wprowadzenie
    #[command(subcommand)]
    Service(Service),
    /// Wzorce usług lidera
    #[command(subcommand)]
    Template(Template),
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
pub(crate) enum Service {
    /// Zapisuje usługi urzędu w plikach, takich jak w tenants/<urząd>/services
    Export(Export),
    /// Porównuje pliki usług z tym, co urząd ma w bazie; kod 2, gdy coś się różni
    Diff(Diff),
    /// Wprowadza usługę z pliku jako następne wydanie
    Import(Import),
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Nazwa urzędu w adresie, np. grajewo
    #[arg(long, value_name = "URZĄD")]
    pub(crate) office: String,
    /// Tylko ta usługa; bez niej wszystkie, których urząd nie wycofał
    #[arg(long, value_name = "USŁUGA")]
    pub(crate) service: Option<String>,
    /// Folder, w którym powstaną pliki
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: PathBuf,
    /// Zastępuje pliki o innej treści; ich komentarze przepadną
    #[arg(long)]
    pub(crate) overwrite: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Nazwa urzędu w adresie, np. grajewo
    #[arg(long, value_name = "URZĄD")]
    pub(crate) office: String,
    /// Folder z plikami usług tego urzędu
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// Wynik jako JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Nazwa urzędu w adresie, np. grajewo
    #[arg(long, value_name = "URZĄD")]
    pub(crate) office: String,
    /// Plik usługi (TOML)
    #[arg(value_name = "PLIK")]
    pub(crate) file: PathBuf,
    /// Tylko pokazuje, co by się zmieniło
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Nie pyta o zgodę
    #[arg(long, short = 'y')]
    pub(crate) yes: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Template {
    /// Pokazuje, który urząd jest na którym wydaniu wzorca i kto ma starsze
    Status(Listing),
    /// Zapisuje wydanie wzorca, także ogłoszone w przeglądarce, jako plik TOML
    Export(TemplateExport),
}

#[derive(Debug, Args)]
pub(crate) struct TemplateExport {
    /// Nazwa wzorca w adresie, np. usuwanie-azbestu
    #[arg(value_name = "WZORZEC")]
    pub(crate) slug: String,
    /// Które wydanie; bez tego najnowsze
    #[arg(long, value_name = "NUMER")]
    pub(crate) edition: Option<u32>,
    /// Folder, w którym powstanie plik, np. tenants/podlaskie/templates
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: PathBuf,
    /// Zastępuje plik o innej treści; jego komentarze przepadną
    #[arg(long)]
    pub(crate) overwrite: bool,
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

const OPERATOR_ROLES: [&str; 2] = ["operator", "catalogue_editor"];

#[derive(Debug, Subcommand)]
pub(crate) enum Operator {
    /// Zaprasza operatora i wypisuje jednorazowy link
    Invite(Invite),
    /// Zmienia rolę operatora: cała platforma albo tylko wzorce usług
    Role(OperatorRole),
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
    /// operator: cała platforma; catalogue_editor: tylko wzorce usług
    #[arg(long, value_name = "ROLA", value_parser = OPERATOR_ROLES)]
    pub(crate) role: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct OperatorRole {
    /// Adres e-mail
    #[arg(value_name = "E-MAIL")]
    pub(crate) email: String,
    /// operator: cała platforma; catalogue_editor: tylko wzorce usług
    #[arg(value_name = "ROLA", value_parser = OPERATOR_ROLES)]
    pub(crate) role: String,
}

#[derive(Debug, Args)]
pub(crate) struct DemoData {
    /// Ile najmniej spraw w każdym urzędzie; każda usługa ma co najmniej dwie
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
    let matches = polish::help(Cli::command()).try_get_matches();
    let read = matches.and_then(|matches| Cli::from_arg_matches(&matches));
    read.map_err(|fault| polish::print(&fault))
}
