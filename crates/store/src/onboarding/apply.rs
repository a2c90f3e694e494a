//! Applying a plan: each office for itself, so that one failing leaves the others done.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use futures_util::lock::Mutex;
use tenancy::migrate::{self, Candidate};
use tenancy::{Admin, OfficeState, Tenancy, TenancyError, Tenant, provision};
use uuid::Uuid;

use super::runs::{self, Finished, Step};
use super::wanted::Wanted;
use super::{OnboardingError, Plan, compare, found, public, write};
use crate::{StoreError, templates};

/// Offices worked on at the same time: most of the time is the database's.
const PARALLEL: usize = 6;
/// How often the kept progress of a run is brought up to date.
const NOTED_EVERY: Duration = Duration::from_millis(300);

/// A run of `apply`.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    pub id: Uuid,
    /// Who started it: `program` or `operator:<uuid>`.
    pub started_by: &'a str,
    pub now: DateTime<Utc>,
}

/// What became of one office.
#[derive(Debug)]
pub struct Applied {
    pub slug: String,
    pub name: String,
    pub outcome: Result<Outcome, StoreError>,
    pub took: Duration,
    /// Links for first administrators; shown once and kept nowhere.
    pub invitations: Vec<Invitation>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Added,
    Changed,
    Unchanged,
}

impl Outcome {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// An invitation of a first administrator.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub name: String,
    pub email: String,
    /// The secret part of the link.
    pub token: String,
}

/// What the work on every office shares.
struct Site<'a> {
    admin: &'a Admin,
    tenancy: &'a Tenancy,
    now: DateTime<Utc>,
    rereading: Mutex<()>,
    behind: HashMap<String, Candidate>,
}

/// Applies a plan. `told` hears of every office as it is done; offices without changes are only
/// told. Repeating it finishes what failed and changes nothing else.
///
/// # Errors
/// [`OnboardingError::Problems`] when the files have mistakes, [`OnboardingError::Store`] when
/// the registry cannot be used; the fault of one office is in its own [`Applied`].
pub async fn apply(
    (admin, tenancy): (&Admin, &Tenancy),
    plan: &Plan,
    run: Run<'_>,
    mut told: impl FnMut(&Applied),
) -> Result<Vec<Applied>, OnboardingError> {
    if !plan.problems.is_empty() {
        return Err(OnboardingError::Problems(plan.problems.len()));
    }
    let site = prepare(admin, tenancy, plan, run).await?;
    let work: Vec<_> = plan
        .offices
        .iter()
        .zip(&plan.wanted)
        .map(|(office, wanted)| work_on(&site, wanted, office.is_empty()))
        .collect();
    let mut work = futures_util::stream::iter(work).buffer_unordered(PARALLEL);
    let mut all: Vec<Applied> = Vec::with_capacity(plan.offices.len());
    let mut unnoted = Vec::new();
    let mut noted_at = Instant::now();
    while let Some(applied) = work.next().await {
        told(&applied);
        unnoted.push(step(&applied));
        all.push(applied);
        if noted_at.elapsed() >= NOTED_EVERY {
            note(tenancy, run.id, &mut unnoted).await?;
            noted_at = Instant::now();
        }
    }
    note(tenancy, run.id, &mut unnoted).await?;
    let how = match all.iter().all(|applied| applied.outcome.is_ok()) {
        true => Finished::Done,
        false => Finished::Failed,
    };
    let tx = tenancy.registry().await?;
    runs::end(&tx, run.id, how).await?;
    tx.commit().await?;
    tenancy.reload().await?;
    all.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(all)
}

/// Publishes new editions of templates and notes the run.
async fn prepare<'a>(
    admin: &'a Admin,
    tenancy: &'a Tenancy,
    plan: &Plan,
    run: Run<'_>,
) -> Result<Site<'a>, OnboardingError> {
    let tx = tenancy.registry().await?;
    let new: Vec<&catalogue::Definition> = plan
        .editions
        .iter()
        .filter(|known| plan.templates.iter().any(|new| new.slug == known.slug))
        .collect();
    if !new.is_empty() {
        templates::publish(&tx, &new, run.now).await?;
    }
    runs::start(&tx, (run.id, run.started_by), plan.offices.len(), run.now).await?;
    tx.commit().await?;
    let newest = migrate::newest_version();
    let candidates = migrate::candidates(admin).await?;
    let behind = candidates
        .into_iter()
        .filter(|office| office.version < newest)
        .map(|office| (office.slug.clone(), office))
        .collect();
    Ok(Site {
        admin,
        tenancy,
        now: run.now,
        rereading: Mutex::new(()),
        behind,
    })
}

async fn work_on(site: &Site<'_>, wanted: &Wanted, unchanged: bool) -> Applied {
    let begun = Instant::now();
    let mut invitations = Vec::new();
    let outcome = match unchanged {
        true => Ok(Outcome::Unchanged),
        false => one(site, wanted, &mut invitations).await,
    };
    Applied {
        slug: wanted.slug().to_owned(),
        name: wanted.facts.name.clone(),
        outcome,
        took: begun.elapsed(),
        invitations,
    }
}

/// One office. The order matters for a run that is cut off: it answers only when all is there.
async fn one(
    site: &Site<'_>,
    wanted: &Wanted,
    invitations: &mut Vec<Invitation>,
) -> Result<Outcome, StoreError> {
    let slug = wanted.slug();
    if let Some(candidate) = site.behind.get(slug) {
        let done = migrate::offices(site.admin, vec![candidate.clone()], |_| {}).await;
        for office in done {
            office.result?;
        }
    }
    let registered = public::registered(site.tenancy, slug).await?;
    let has_schema = registered.as_ref().is_some_and(|office| office.has_schema);
    let facts = match site.tenancy.by_slug(slug).filter(|_| has_schema) {
        Some(tenant) => {
            let tx = tenant.begin_in_any_state().await?;
            wanted.facts_beside(&found::inside(&tx).await?)
        }
        None => wanted.facts.clone(),
    };
    let changed_facts = !compare::facts(&facts, registered.as_ref()).is_empty();
    if changed_facts {
        provision::office(site.admin, &facts).await?;
    }
    let tenant = known(site, slug).await?;
    let tx = tenant.begin_in_any_state().await?;
    write::lock(&tx).await?;
    let inside = found::inside(&tx).await?;
    let work = compare::work(wanted, &inside);
    let changed_inside = !work.changes.is_empty();
    let invited = write::all(&tx, &work, site.now).await?;
    tx.commit().await?;
    invitations.extend(invited);
    let changed_public = public::bring_in_line(site.tenancy, &tenant, site.now).await?;
    // Staff may have saved settings while the facts were written.
    public::bring_profile_in_line(site.tenancy, &tenant).await?;
    let answers = registered
        .as_ref()
        .is_some_and(|office| office.state != "preparing");
    if !answers {
        provision::set_state(site.admin, slug, OfficeState::Active, None).await?;
    }
    Ok(match answers {
        false => Outcome::Added,
        true if changed_facts || changed_inside || changed_public => Outcome::Changed,
        true => Outcome::Unchanged,
    })
}

/// The office by its slug; the directory is read again when it is new, once for all who wait.
async fn known(site: &Site<'_>, slug: &str) -> Result<Tenant, StoreError> {
    if let Some(tenant) = site.tenancy.by_slug(slug) {
        return Ok(tenant);
    }
    let _turn = site.rereading.lock().await;
    if let Some(tenant) = site.tenancy.by_slug(slug) {
        return Ok(tenant);
    }
    site.tenancy.reload().await?;
    let unknown = || TenancyError::UnknownOffice(slug.to_owned());
    Ok(site.tenancy.by_slug(slug).ok_or_else(unknown)?)
}

async fn note(tenancy: &Tenancy, run: Uuid, steps: &mut Vec<Step>) -> Result<(), StoreError> {
    if steps.is_empty() {
        return Ok(());
    }
    let tx = tenancy.registry().await?;
    runs::advance(&tx, run, steps).await?;
    tx.commit().await?;
    steps.clear();
    Ok(())
}

fn step(applied: &Applied) -> Step {
    let (outcome, message) = match &applied.outcome {
        Ok(outcome) => (outcome.as_str(), String::new()),
        Err(fault) => ("failed", chain(fault)),
    };
    Step {
        slug: applied.slug.clone(),
        name: applied.name.clone(),
        outcome: outcome.to_owned(),
        millis: u64::try_from(applied.took.as_millis()).unwrap_or(u64::MAX),
        message,
    }
}

/// A fault with its sources, for the operators.
fn chain(fault: &dyn std::error::Error) -> String {
    let mut words = fault.to_string();
    let mut source = fault.source();
    while let Some(inner) = source {
        words = format!("{words}: {inner}");
        source = inner.source();
    }
    words
}
