//! Planning: reading all files, comparing every office with the platform.

use std::collections::{HashMap, HashSet};

use catalogue::difference::difference;
use catalogue::office::skeleton;
use catalogue::repository::{OfficeEntry, Repository};
use futures_util::{StreamExt, TryStreamExt};
use tenancy::{Tenancy, Tenant};

use super::found::{self, Registered};
use super::template_plan::{self, Known, Orphan};
use super::wanted::Wanted;
use super::{BlockPlan, OfficePlan, OnboardingError, Plan, PlanProblem, compare};
use crate::settings::Source;
use crate::{StoreError, blocks, services, templates};

/// Offices read at the same time.
const PARALLEL: usize = 8;

/// What to plan.
#[derive(Clone, Copy, Debug)]
pub struct Planning<'a> {
    /// All files of the folder of offices, as path and text.
    pub files: &'a [(String, String)],
    /// Only the office of this slug.
    pub only: Option<&'a str>,
    /// Whether sign-in with invented people is refused.
    pub production: bool,
}

/// Compares the files with the platform. Changes nothing.
///
/// # Errors
/// [`OnboardingError::UnknownOffice`] when `only` is in no file, [`OnboardingError::Store`] when
/// the database cannot be read. Mistakes in the files are in the plan.
pub async fn plan(tenancy: &Tenancy, asked: Planning<'_>) -> Result<Plan, OnboardingError> {
    let (repository, problems) = read(tenancy, asked.files).await?;
    let mut problems: Vec<PlanProblem> = problems.into_iter().map(Into::into).collect();
    if asked.production {
        problems.extend(refuse_development(&repository.offices));
    }
    let tx = tenancy.registry().await?;
    let registered = found::registered(&tx, asked.only).await?;
    let editions = templates::editions(&tx).await?;
    let block_editions = blocks::editions(&tx).await?;
    let slugs = found::slugs(&tx).await?;
    let newest = templates::newest_numbers(&tx).await?;
    problems.extend(refuse_look_alikes(&repository.offices, &slugs, asked.files));
    let known = Known { editions, newest };
    let (templates, template_drift) =
        template_plan::compare(&tx, (&repository, asked.files), &known, &mut problems).await?;
    drop(tx);
    let gone = template_plan::gone(&known, asked.files);
    let blocks = new_blocks(&repository, &block_editions, asked.files, &mut problems);
    let wanted: Vec<Wanted> = repository
        .offices
        .into_iter()
        .filter(|entry| asked.only.is_none_or(|slug| slug == entry.office.slug))
        .map(|entry| Wanted::of(entry, asked.files))
        .collect();
    if let Some(slug) = asked.only {
        problems.retain(|problem| concerns(problem, slug));
        if wanted.is_empty() && problems.is_empty() {
            return Err(OnboardingError::UnknownOffice(slug.to_owned()));
        }
    }
    let absent = registered
        .keys()
        .filter(|slug| !wanted.iter().any(|office| office.slug() == slug.as_str()))
        .cloned();
    let mut absent: Vec<String> = absent.collect();
    absent.sort();
    let (offices, orphans) = offices(tenancy, &wanted, &registered, &gone).await?;
    problems.extend(orphans.iter().map(|one| one.problem(asked.files)));
    Ok(Plan {
        problems,
        templates,
        template_drift,
        blocks,
        offices,
        absent,
        editions: repository.templates,
        block_editions: repository.blocks,
        wanted,
    })
}

/// Reads the files. A service may stand on an edition of a template that was published before
/// the one in the files: an office takes the next one on when it has looked at it.
async fn read(
    tenancy: &Tenancy,
    files: &[(String, String)],
) -> Result<(Repository, Vec<catalogue::Problem>), StoreError> {
    let (repository, problems) = Repository::read(files);
    if repository.missing.is_empty() {
        return Ok((repository, problems));
    }
    let tx = tenancy.registry().await?;
    let newest = templates::newest_numbers(&tx).await?;
    let mut missing = repository.missing;
    missing.sort();
    missing.dedup();
    let (mut earlier, mut gone) = (Vec::new(), Vec::new());
    for (slug, edition) in missing {
        let has_file = repository.templates.iter().any(|known| known.slug == slug);
        match newest.get(&slug) {
            // Only what is kept in the browser may be without a file.
            Some((_, Source::File)) if !has_file => gone.push(slug),
            _ => earlier.extend(templates::find(&tx, &slug, edition).await?),
        }
    }
    Ok(Repository::read_beside(files, &earlier, &gone))
}

async fn offices(
    tenancy: &Tenancy,
    wanted: &[Wanted],
    registered: &HashMap<String, Registered>,
    gone: &HashSet<String>,
) -> Result<(Vec<OfficePlan>, Vec<Orphan>), StoreError> {
    tenancy.reload().await?;
    let newest = tenancy::migrate::newest_version();
    let work: Vec<_> = wanted
        .iter()
        .map(|office| {
            let tenant = tenancy.by_slug(office.slug());
            one(
                office,
                registered.get(office.slug()),
                (tenant, newest),
                gone,
            )
        })
        .collect();
    let done: Vec<(OfficePlan, Vec<Orphan>)> = futures_util::stream::iter(work)
        .buffered(PARALLEL)
        .try_collect()
        .await?;
    let (plans, orphans): (Vec<_>, Vec<_>) = done.into_iter().unzip();
    Ok((plans, orphans.into_iter().flatten().collect()))
}

async fn one(
    wanted: &Wanted,
    registered: Option<&Registered>,
    (tenant, newest): (Option<Tenant>, i32),
    gone: &HashSet<String>,
) -> Result<(OfficePlan, Vec<Orphan>), StoreError> {
    // A schema behind this program is read after its migration.
    let current = registered.is_some_and(|r| r.has_schema && r.schema_version == newest);
    let tenant = tenant.filter(|_| current);
    let inside = match &tenant {
        Some(tenant) => {
            let tx = tenant.begin_in_any_state().await?;
            Some(found::inside(&tx).await?)
        }
        None => None,
    };
    let mut plan = compare::office(wanted, registered, inside.as_ref(), newest);
    if inside.is_none() && !plan.new {
        plan.changes
            .retain(|change| matches!(change.area, super::Area::Schema | super::Area::Fact));
    }
    if let Some(tenant) = &tenant {
        tell_service_drift(wanted, tenant, &mut plan).await?;
    }
    let orphans = match &inside {
        Some(inside) => template_plan::orphans(wanted.slug(), inside, gone),
        None => Vec::new(),
    };
    Ok((plan, orphans))
}

/// Says what staff changed of the services that are no longer as in the files.
async fn tell_service_drift(
    wanted: &Wanted,
    tenant: &Tenant,
    plan: &mut OfficePlan,
) -> Result<(), StoreError> {
    const SERVICE: &str = "services.";
    if !plan
        .drift
        .iter()
        .any(|drift| drift.key.starts_with(SERVICE))
    {
        return Ok(());
    }
    let tx = tenant.begin_in_any_state().await?;
    let kept = services::kept(&tx).await?;
    for drift in &mut plan.drift {
        let Some(slug) = drift.key.strip_prefix(SERVICE) else {
            continue;
        };
        let in_file = wanted
            .services
            .iter()
            .find(|service| service.entry.definition.slug == slug);
        let in_browser = kept.iter().find(|kept| kept.slug == slug);
        if let (Some(file), Some(browser)) = (in_file, in_browser) {
            drift.changes = difference(&file.entry.definition, &browser.definition);
        }
    }
    Ok(())
}

/// Editions of blocks to publish; a changed block under a known number is a mistake.
fn new_blocks(
    repository: &Repository,
    editions: &HashMap<(String, u32), String>,
    files: &[(String, String)],
    problems: &mut Vec<PlanProblem>,
) -> Vec<BlockPlan> {
    let mut new = Vec::new();
    for block in &repository.blocks {
        let key = (block.slug.clone(), block.edition);
        match editions.get(&key) {
            None => new.push(BlockPlan {
                slug: key.0,
                edition: key.1,
            }),
            Some(hash) if *hash == block.hash() => {}
            Some(_) => {
                let said = format!(
                    "Wydanie {} bloku „{}” jest już ogłoszone z inną treścią.",
                    block.edition, block.slug
                );
                let named = ("blocks", block.slug.as_str(), block.edition);
                problems.push(changed_edition(named, said, files));
            }
        }
    }
    new
}

/// What was published is never changed; the next number is.
fn changed_edition(
    (folder, slug, edition): (&str, &str, u32),
    message: String,
    files: &[(String, String)],
) -> PlanProblem {
    let name = format!("/{folder}/{slug}.toml");
    let found = files.iter().find(|(file, _)| file.ends_with(&name));
    let file = found.map_or(name, |(file, _)| file.clone());
    PlanProblem {
        line: line_of(files, &file, "edition"),
        file,
        column: 1,
        message,
        hint: format!("zwiększ edition na {}", edition + 1),
    }
}

/// New offices whose address looks like that of an office on the platform; among themselves the
/// files are compared where they are read.
fn refuse_look_alikes(
    offices: &[OfficeEntry],
    slugs: &[String],
    files: &[(String, String)],
) -> Vec<PlanProblem> {
    let known: HashMap<String, &String> = slugs.iter().map(|slug| (skeleton(slug), slug)).collect();
    let new = offices
        .iter()
        .filter(|entry| !slugs.contains(&entry.office.slug));
    new.filter_map(|entry| {
        let slug = &entry.office.slug;
        let other = known.get(&skeleton(slug))?;
        Some(PlanProblem {
            file: entry.file.clone(),
            line: line_of(files, &entry.file, "slug"),
            column: 1,
            message: format!("Adres „{slug}” łatwo wziąć za „{other}”, który już działa."),
            hint: "wybierz nazwę, której nie da się pomylić z adresem innego urzędu".to_owned(),
        })
    })
    .collect()
}

/// The line on which `key` stands in the file; the first when it does not.
pub(super) fn line_of(files: &[(String, String)], file: &str, key: &str) -> usize {
    let found = files.iter().find(|(name, _)| name == file);
    let line = found.and_then(|(_, text)| text.lines().position(|line| line.starts_with(key)));
    line.map_or(1, |at| at + 1)
}

fn refuse_development(offices: &[OfficeEntry]) -> Vec<PlanProblem> {
    let testing = offices.iter().filter(|entry| {
        let providers = &entry.office.identity_providers;
        providers.iter().any(|provider| provider.development)
    });
    testing
        .map(|entry| PlanProblem {
            file: entry.file.clone(),
            line: 1,
            column: 1,
            message: "Urząd ma logowanie testowe, a program pracuje produkcyjnie.".to_owned(),
            hint: "usuń dostawcę z development = true".to_owned(),
        })
        .collect()
}

/// Whether a problem stands in the way of this office: its own files and what the lead has.
fn concerns(problem: &PlanProblem, slug: &str) -> bool {
    problem.file.contains("/templates/")
        || problem.file.contains("/blocks/")
        || problem.file.contains(&format!("{slug}/"))
}
