//! Templates in a plan: editions to publish, editions made in the browser, files taken away.

use std::collections::{HashMap, HashSet};

use catalogue::Definition;
use catalogue::difference::{Change, difference};
use catalogue::repository::Repository;
use tenancy::RegistryTx;

use super::found::Inside;
use super::plan::line_of;
use super::{PlanProblem, TemplateDrift, TemplatePlan};
use crate::settings::Source;
use crate::{StoreError, templates};

type Files = [(String, String)];

/// The templates of the registry.
pub(super) struct Known {
    /// Hashes by slug and number.
    pub(super) editions: HashMap<(String, u32), String>,
    /// Newest number and where it was published, by slug.
    pub(super) newest: HashMap<String, (u32, Source)>,
}

/// Editions to publish, and editions of the browser that stay. A changed template under a known
/// number is a mistake, and so is a number before the newest.
pub(super) async fn compare(
    tx: &RegistryTx,
    (repository, files): (&Repository, &Files),
    known: &Known,
    problems: &mut Vec<PlanProblem>,
) -> Result<(Vec<TemplatePlan>, Vec<TemplateDrift>), StoreError> {
    let (mut new, mut drift) = (Vec::new(), Vec::new());
    for template in &repository.templates {
        let key = (template.slug.clone(), template.edition);
        let newest = known.newest.get(&template.slug).copied();
        match (known.editions.get(&key), newest) {
            (None, None) => new.push(to_publish(template, None, Vec::new())),
            (None, Some((number, _))) if template.edition < number => {
                problems.push(before_the_newest(template, number, files));
            }
            (None, Some((number, Source::Browser))) => {
                let browser = templates::find(tx, &template.slug, number).await?;
                let changes = browser.map(|browser| changed(&browser, template));
                new.push(to_publish(
                    template,
                    Some(number),
                    changes.unwrap_or_default(),
                ));
            }
            (None, Some((_, Source::File))) => new.push(to_publish(template, None, Vec::new())),
            (Some(hash), _) if *hash != template.hash() => {
                problems.push(changed_edition(template, newest, files));
            }
            (Some(_), Some((number, Source::Browser))) if number > template.edition => {
                let browser = templates::find(tx, &template.slug, number).await?;
                let changes = browser.map(|browser| changed(template, &browser));
                drift.push(TemplateDrift {
                    slug: key.0,
                    in_file: Some(template.edition),
                    in_browser: number,
                    changes: changes.unwrap_or_default(),
                });
            }
            (Some(_), _) => {}
        }
    }
    drift.extend(without_file(known, files));
    drift.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok((new, drift))
}

fn to_publish(
    template: &Definition,
    after_browser: Option<u32>,
    changes: Vec<Change>,
) -> TemplatePlan {
    TemplatePlan {
        slug: template.slug.clone(),
        edition: template.edition,
        after_browser,
        changes,
    }
}

/// What differs but the number.
fn changed(old: &Definition, new: &Definition) -> Vec<Change> {
    let mut new = new.clone();
    new.edition = old.edition;
    difference(old, &new)
}

/// Slugs of the templates that have a file, with or without mistakes.
fn with_file(files: &Files) -> HashSet<&str> {
    let stem = |file: &'_ str| -> Option<(usize, usize)> {
        let (folder, name) = file.rsplit_once('/')?;
        let is_template = folder == "templates" || folder.ends_with("/templates");
        let stem = name.strip_suffix(".toml").filter(|_| is_template)?;
        Some((folder.len() + 1, folder.len() + 1 + stem.len()))
    };
    let found = files.iter().filter_map(|(file, _)| {
        let (from, to) = stem(file)?;
        file.get(from..to)
    });
    found.collect()
}

fn without_file(known: &Known, files: &Files) -> Vec<TemplateDrift> {
    let there = with_file(files);
    let made = known
        .newest
        .iter()
        .filter(|(slug, (_, source))| *source == Source::Browser && !there.contains(slug.as_str()));
    made.map(|(slug, (number, _))| TemplateDrift {
        slug: slug.clone(),
        in_file: None,
        in_browser: *number,
        changes: Vec::new(),
    })
    .collect()
}

/// Templates that came from a file which is there no longer.
pub(super) fn gone(known: &Known, files: &Files) -> HashSet<String> {
    let there = with_file(files);
    let from_files = known
        .newest
        .iter()
        .filter(|(slug, (_, source))| *source == Source::File && !there.contains(slug.as_str()));
    from_files.map(|(slug, _)| slug.clone()).collect()
}

/// A service made in the browser of a template whose file was taken away.
pub(super) struct Orphan {
    office: String,
    service: String,
    template: String,
}

/// The orphans of an office. A service that comes from a file is told at that file.
pub(super) fn orphans(office: &str, inside: &Inside, gone: &HashSet<String>) -> Vec<Orphan> {
    let of_browser = inside
        .services
        .iter()
        .filter(|found| found.source == "browser" && found.state == "published");
    of_browser
        .filter_map(|found| {
            let template = found.template_slug.clone()?;
            gone.contains(&template).then(|| Orphan {
                office: office.to_owned(),
                service: found.slug.clone(),
                template,
            })
        })
        .collect()
}

impl Orphan {
    pub(super) fn problem(&self, files: &Files) -> PlanProblem {
        let name = format!("{}/tenant.toml", self.office);
        let file = files.iter().map(|(file, _)| file.clone());
        let mut file = file.filter(|file| *file == name || file.ends_with(&format!("/{name}")));
        let file = file.next().unwrap_or(name);
        PlanProblem {
            line: line_of(files, &file, "slug"),
            file,
            column: 1,
            message: format!(
                "Usługa „{}” tego urzędu korzysta ze wzorca „{}”, którego pliku już nie ma.",
                self.service, self.template
            ),
            hint: restore(&self.template),
        }
    }
}

fn restore(slug: &str) -> String {
    format!("przywróć plik (zapisze go ratusz template export {slug}) albo wycofaj usługę")
}

/// A mistake at the number of the edition in the file of a template.
fn at_edition(
    template: &Definition,
    files: &Files,
    (message, hint): (String, String),
) -> PlanProblem {
    let name = format!("/templates/{}.toml", template.slug);
    let found = files.iter().find(|(file, _)| file.ends_with(&name));
    let file = found.map_or(name, |(file, _)| file.clone());
    PlanProblem {
        line: line_of(files, &file, "edition"),
        file,
        column: 1,
        message,
        hint,
    }
}

fn before_the_newest(template: &Definition, newest: u32, files: &Files) -> PlanProblem {
    let (slug, edition) = (&template.slug, template.edition);
    let message = format!(
        "Wydanie {edition} wzorca „{slug}” byłoby wcześniejsze niż ogłoszone wydanie {newest}."
    );
    at_edition(
        template,
        files,
        (message, format!("zmień edition na {}", newest + 1)),
    )
}

fn changed_edition(
    template: &Definition,
    newest: Option<(u32, Source)>,
    files: &Files,
) -> PlanProblem {
    let (slug, edition) = (&template.slug, template.edition);
    let next = newest.map_or(edition, |(number, _)| number) + 1;
    let told = match newest {
        Some((_, Source::Browser)) => (
            format!(
                "Wydanie {edition} wzorca „{slug}” jest już ogłoszone z inną treścią; \
                 zmieniano go w przeglądarce."
            ),
            format!(
                "ratusz template export {slug} zapisze ogłoszone; własną zmianę daj jako \
                 edition = {next}"
            ),
        ),
        _ => (
            format!("Wydanie {edition} wzorca „{slug}” jest już ogłoszone z inną treścią."),
            format!("zwiększ edition na {next}"),
        ),
    };
    at_edition(template, files, told)
}
