//! `ratusz service export|diff|import`: services of one office as files.

pub(super) mod words;

use std::fs;
use std::path::Path;

use catalogue::{read_adoption, read_definition};
use store::onboarding::{self, Compared, Difference, PlanProblem};
use tenancy::{Tenancy, TenancyError, Tenant};

use super::{Ended, apply, count};
use crate::cli;
use crate::configuration::Configuration;
use crate::refusal::refuse;
use crate::show;

/// Largest file that is read, in bytes; the limit of the catalogue is lower.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;
const FILES: [&str; 3] = ["plik", "pliki", "plików"];
const SERVICES: [&str; 3] = ["usługa", "usługi", "usług"];

/// Writes the services of an office to files.
///
/// # Errors
/// When there is no such office or service, or a file of other content is in the way.
pub(crate) async fn export(
    configuration: &Configuration,
    asked: &cli::Export,
) -> anyhow::Result<()> {
    let (tenancy, office) = office(configuration, &asked.office).await?;
    let only = asked.service.as_deref();
    let files = onboarding::write_services(&tenancy, &office, only).await?;
    tenancy.close().await;
    if let (Some(slug), true) = (only, files.is_empty()) {
        let message = format!("Urząd {} nie ma usługi {slug}.", asked.office);
        return Err(refuse(message, "usługi urzędu: ratusz tenant show"));
    }
    fs::create_dir_all(&asked.to).map_err(|fault| unusable(&asked.to, &fault))?;
    let mut in_the_way = Vec::new();
    let mut to_write = Vec::new();
    for file in &files {
        let path = asked.to.join(format!("{}.toml", file.slug));
        match fs::read_to_string(&path) {
            Ok(there) if says_the_same(&there, &file.text) => {}
            Ok(_) if !asked.overwrite => in_the_way.push(path),
            _ => to_write.push((path, &file.text)),
        }
    }
    if !in_the_way.is_empty() {
        for path in &in_the_way {
            println!("{}", path.display());
        }
        return Err(refuse(
            format!("Inna treść jest już w: {}.", count(in_the_way.len(), FILES)),
            "obejrzyj różnice (ratusz service diff) i powtórz z --overwrite",
        ));
    }
    for (path, text) in &to_write {
        fs::write(path, text).map_err(|fault| unusable(path, &fault))?;
    }
    println!(
        "Zapisano: {}, bez zmian: {}, w {}.",
        count(to_write.len(), FILES),
        files.len() - to_write.len(),
        asked.to.display()
    );
    Ok(())
}

/// Whether two texts of a service mean the same, whatever their comments and layout.
fn says_the_same(there: &str, new: &str) -> bool {
    let adoptions = (read_adoption("", there), read_adoption("", new));
    if let (Ok(there), Ok(new)) = &adoptions {
        return there == new;
    }
    match (read_definition("", there), read_definition("", new)) {
        (Ok(there), Ok(new)) => there == new,
        _ => false,
    }
}

/// Tells how the files of an office's services differ from the database.
///
/// # Errors
/// When there is no such office, or the files cannot be read or have mistakes.
pub(crate) async fn diff(
    configuration: &Configuration,
    asked: &cli::Diff,
) -> anyhow::Result<Ended> {
    let files = read_folder(&asked.folder)?;
    let (tenancy, office) = office(configuration, &asked.office).await?;
    let compared = onboarding::compare_services(&tenancy, &office, &files).await?;
    tenancy.close().await;
    if asked.json {
        show::json(&compared)?;
    } else {
        print(&compared);
    }
    refuse_problems(&compared.problems)?;
    Ok(match compared.differences.is_empty() {
        true => Ended::Done,
        false => Ended::Different,
    })
}

fn print(compared: &Compared) {
    print_problems(&compared.problems);
    for difference in &compared.differences {
        print_difference(difference);
    }
    println!(
        "Tak samo: {}, inaczej: {}.",
        count(compared.same, SERVICES),
        compared.differences.len()
    );
}

fn print_difference(difference: &Difference) {
    match difference {
        Difference::OnlyInFile { slug, title } => {
            println!("+ {slug} („{title}”): jest w pliku, urząd jej nie świadczy");
        }
        Difference::OnlyInOffice { slug, title } => {
            println!("- {slug} („{title}”): urząd ją świadczy, nie ma jej w plikach");
        }
        Difference::Differs {
            slug,
            title,
            template,
            changes,
        } => {
            println!("~ {slug} („{title}”): w bazie → w pliku");
            if let Some([office, file]) = template {
                let (office, file) = (words::template(office), words::template(file));
                println!("    wzorzec: {office} → {file}");
            }
            for change in changes {
                println!("    {}", words::change(change));
            }
            if changes.is_empty() && template.is_none() {
                println!("    tylko inny numer wydania");
            }
        }
    }
}

/// Takes in a service from its file.
///
/// # Errors
/// When there is no such office, the file has mistakes, or the person says no.
pub(crate) async fn import(
    configuration: &Configuration,
    asked: &cli::Import,
) -> anyhow::Result<()> {
    let text = read_file(&asked.file)?;
    let file = asked.file.display().to_string();
    let (tenancy, office) = office(configuration, &asked.office).await?;
    let import = match onboarding::plan_import(&tenancy, &office, (&file, &text)).await? {
        Ok(import) => import,
        Err(problems) => {
            print_problems(&problems);
            return refuse_problems(&problems);
        }
    };
    let slug = &import.entry.definition.slug;
    let Some(difference) = &import.difference else {
        println!(
            "Urząd {} ma już dokładnie taką usługę {slug}.",
            asked.office
        );
        return Ok(());
    };
    print_difference(difference);
    if asked.dry_run {
        println!(
            "To byłoby wydanie {}. Niczego nie zmieniono.",
            import.number
        );
        return Ok(());
    }
    if !asked.yes {
        apply::confirm()?;
    }
    onboarding::import_service(&tenancy, &office, &import.entry, crate::now()).await?;
    tenancy.close().await;
    println!(
        "Urząd {} świadczy usługę {slug} w wydaniu {}.",
        asked.office, import.number
    );
    println!("Rozpoczęte wnioski i sprawy zostają na swoim wydaniu.");
    Ok(())
}

async fn office(configuration: &Configuration, slug: &str) -> anyhow::Result<(Tenancy, Tenant)> {
    let tenancy = super::tenancy(configuration).await?;
    let unknown = || TenancyError::UnknownOffice(slug.to_owned());
    let office = tenancy.by_slug(slug).ok_or_else(unknown)?;
    Ok((tenancy, office))
}

/// The files of services in a folder, in order of their names.
fn read_folder(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let entries = fs::read_dir(folder).map_err(|fault| unusable(folder, &fault))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|fault| unusable(folder, &fault))?.path();
        if path.extension().is_some_and(|kind| kind == "toml") && path.is_file() {
            files.push((path.display().to_string(), read_file(&path)?));
        }
    }
    if files.is_empty() {
        return Err(refuse(
            format!("W {} nie ma plików usług.", folder.display()),
            "podaj folder z plikami .toml, np. tenants/grajewo/services",
        ));
    }
    files.sort();
    Ok(files)
}

fn read_file(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::metadata(path).map_err(|fault| unusable(path, &fault))?;
    if bytes.len() > FILE_BYTES_MAX {
        let message = format!("{} jest za duży.", path.display());
        return Err(refuse(message, "definicja usługi ma najwyżej 1 MiB"));
    }
    let content = fs::read(path).map_err(|fault| unusable(path, &fault))?;
    String::from_utf8(content).map_err(|_| {
        let message = format!("{} nie jest tekstem UTF-8.", path.display());
        refuse(message, "zapisz plik jako UTF-8")
    })
}

fn unusable(path: &Path, fault: &std::io::Error) -> anyhow::Error {
    let message = format!("Nie da się użyć {}: {fault}.", path.display());
    refuse(message, "sprawdź ścieżkę i prawa do pliku")
}

fn print_problems(problems: &[PlanProblem]) {
    for problem in problems {
        println!(
            "{}:{}:{}: {}",
            problem.file, problem.line, problem.column, problem.message
        );
        if !problem.hint.is_empty() {
            println!("    co zrobić: {}", problem.hint);
        }
    }
}

fn refuse_problems(problems: &[PlanProblem]) -> anyhow::Result<()> {
    match problems.len() {
        0 => Ok(()),
        number => Err(refuse(
            format!("Pliki mają błędy: {number}. Niczego nie zmieniono."),
            "popraw pliki w podanych miejscach i powtórz polecenie",
        )),
    }
}
