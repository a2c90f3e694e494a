//! `ratusz tenant plan`: what applying the files would change.

use std::path::{Path, PathBuf};

use store::onboarding::{
    self, Act, Area, Change, FilesError, OfficePlan, Plan, Planning, TemplateDrift,
};
use tenancy::Tenancy;

use super::{OFFICES, count, service};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Prints the plan.
///
/// # Errors
/// When the files have mistakes or the database cannot be read.
pub(crate) async fn run(configuration: &Configuration, asked: &cli::Plan) -> anyhow::Result<()> {
    let tenancy = super::tenancy(configuration).await?;
    let plan = make(configuration, &tenancy, asked).await?;
    if asked.json {
        show::json(&plan)?;
    } else {
        print(&plan);
    }
    refuse_problems(&plan)
}

/// Reads the files and compares them with the platform.
///
/// # Errors
/// When a file or the database cannot be read, or the office asked for is in no file.
pub(crate) async fn make(
    configuration: &Configuration,
    tenancy: &Tenancy,
    asked: &cli::Plan,
) -> anyhow::Result<Plan> {
    let (folder, only) = place(configuration, asked);
    let files = onboarding::read_folder(&folder).map_err(unreadable)?;
    let planning = Planning {
        files: &files,
        only: only.as_deref(),
        production: !configuration.settings.is_development(),
    };
    Ok(onboarding::plan(tenancy, planning).await?)
}

fn unreadable(fault: FilesError) -> anyhow::Error {
    let hint = "podaj folder, w którym każdy urząd ma podfolder z plikiem tenant.toml";
    match fault {
        FilesError::Unreadable { path, source } => refuse(
            format!("Nie da się odczytać {}: {source}.", path.display()),
            hint,
        ),
        FilesError::NotText(path) => refuse(
            format!(
                "{} nie jest tekstem UTF-8 albo jest za duży.",
                path.display()
            ),
            "zapisz plik jako UTF-8; najwyżej 4 MiB",
        ),
        FilesError::NoOffice(path) => {
            refuse(format!("W {} nie ma żadnego urzędu.", path.display()), hint)
        }
    }
}

/// The folder of all offices and the one asked for: the path may be that of a single office.
fn place(configuration: &Configuration, asked: &cli::Plan) -> (PathBuf, Option<String>) {
    let path = asked.path.as_deref();
    let path = path.unwrap_or(&configuration.settings.tenants_dir);
    if !path.join("tenant.toml").is_file() {
        return (path.to_owned(), asked.only.clone());
    }
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let slug = whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let folder = whole.parent().unwrap_or_else(|| Path::new("."));
    (folder.to_owned(), asked.only.clone().or(slug))
}

/// Refuses to go on with mistakes in the files.
///
/// # Errors
/// When there is any.
pub(crate) fn refuse_problems(plan: &Plan) -> anyhow::Result<()> {
    match plan.problems.len() {
        0 => Ok(()),
        number => Err(refuse(
            format!("Pliki mają błędy: {number}. Niczego nie zmieniono."),
            "popraw pliki w podanych miejscach i powtórz polecenie",
        )),
    }
}

/// Prints problems, then changes by office, then what stays as staff made it.
pub(crate) fn print(plan: &Plan) {
    for problem in &plan.problems {
        println!(
            "{}:{}:{}: {}",
            problem.file, problem.line, problem.column, problem.message
        );
        if !problem.hint.is_empty() {
            println!("    co zrobić: {}", problem.hint);
        }
    }
    if !plan.templates.is_empty() {
        let names: Vec<String> = plan
            .templates
            .iter()
            .map(|template| format!("{} (wyd. {})", template.slug, template.edition))
            .collect();
        println!("Wzorce do ogłoszenia: {}", names.join(", "));
    }
    if !plan.blocks.is_empty() {
        let names = plan.blocks.iter();
        let names: Vec<String> = names
            .map(|block| format!("{} (wyd. {})", block.slug, block.edition))
            .collect();
        println!("Bloki do ogłoszenia: {}", names.join(", "));
    }
    for template in &plan.templates {
        let Some(browser) = template.after_browser else {
            continue;
        };
        println!(
            "    {}: wydanie {} z pliku nastąpi po wydaniu {browser} z przeglądarki i zmieni:",
            template.slug, template.edition
        );
        for change in &template.changes {
            println!("        {}", service::words::change(change));
        }
    }
    for drift in &plan.template_drift {
        print_template_drift(drift);
    }
    for office in &plan.offices {
        print_office(office);
    }
    if !plan.absent.is_empty() {
        println!("Bez plików, zostają bez zmian: {}", plan.absent.join(", "));
    }
    let changed = plan.changed().count();
    println!(
        "Plan: {} w plikach, {} do zmiany.",
        count(plan.offices.len(), OFFICES),
        changed
    );
}

fn print_template_drift(drift: &TemplateDrift) {
    let (slug, browser) = (&drift.slug, drift.in_browser);
    match drift.in_file {
        Some(file) => println!(
            "Zostaje wzorzec {slug}: w pliku wydanie {file}, w przeglądarce ogłoszono wydanie \
             {browser} (do pliku zapisze je ratusz template export {slug})"
        ),
        None => println!(
            "Zostaje wzorzec {slug}: wydanie {browser} z przeglądarki, bez pliku \
             (zapisze je ratusz template export {slug})"
        ),
    }
    for change in &drift.changes {
        println!("        {}", service::words::change(change));
    }
}

fn print_office(office: &OfficePlan) {
    if office.is_empty() && office.drift.is_empty() {
        return;
    }
    if office.new {
        println!(
            "+ {} ({}): nowy urząd; komórki {}, klasy {}, usługi {}, administratorzy {}",
            office.slug,
            office.name,
            office.count(Area::Unit),
            office.count(Area::Class),
            office.count(Area::Service),
            office.count(Area::Administrator)
        );
    } else {
        println!("~ {} ({})", office.slug, office.name);
        for change in &office.changes {
            println!("    {}", words(change));
        }
    }
    for drift in &office.drift {
        println!(
            "    zostaje {}: w pliku „{}”, w przeglądarce zmieniono na „{}”",
            drift.key,
            show::short(&drift.in_file),
            show::short(&drift.in_browser)
        );
        for change in &drift.changes {
            println!("        {}", service::words::change(change));
        }
    }
}

fn words(change: &Change) -> String {
    let area = match change.area {
        Area::Office => "urząd",
        Area::Schema => "wersja tabel",
        Area::Fact => "dane",
        Area::Unit => "komórka",
        Area::Class => "klasa",
        Area::Setting => "ustawienie",
        Area::Service => "usługa",
        Area::Administrator => "administrator",
    };
    let act = match change.act {
        Act::Add => "dodać",
        Act::Adopt => "przyjąć ze wzorca",
        Act::Change => "zmienić",
        Act::Publish => "ogłosić",
        Act::Withdraw => "wycofać",
        Act::Invite => "zaprosić",
        Act::Remember => "zapamiętać z pliku",
    };
    let old = change.old.as_deref().map(show::short);
    let new = change.new.as_deref().map(show::short);
    let values = match (old, new) {
        (Some(old), Some(new)) => format!(": „{old}” → „{new}”"),
        (None, Some(new)) => format!(": „{new}”"),
        (Some(old), None) => format!(": było „{old}”"),
        (None, None) => String::new(),
    };
    format!("{act} {area} {}{values}", change.key)
}
