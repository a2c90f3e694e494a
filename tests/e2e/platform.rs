//! Putting offices on the platform from files, and migrating them.

mod applying;
mod blocks;
mod languages;
mod migrating;
mod planning;
mod region;
mod templates;

use std::path::Path;

use anyhow::Result;
use chrono::{DateTime, Utc};
use store::onboarding::{self, Applied, OnboardingError, Plan, Planning, Run};
use tests::Platform;

pub(crate) type Files = Vec<(String, String)>;

/// The offices' own files of this repository.
pub(crate) fn region_files() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tenants");
    onboarding::read_folder(&folder).expect("the region's files")
}

/// A slug nobody has.
fn fresh(hint: &str) -> String {
    format!("{hint}-{}", &tests::some_id().simple().to_string()[..8])
}

/// The templates of the region and offices of these slugs, made like the roads authority.
fn files_of(slugs: &[&str]) -> Files {
    let region = region_files();
    let mut files: Files = region
        .iter()
        .filter(|(file, _)| file.contains("/templates/"))
        .cloned()
        .collect();
    for slug in slugs {
        let model = region.iter().filter_map(|(file, text)| {
            let name = file.split_once("/pzdw/")?.1;
            let text = text.replace("slug = \"pzdw\"", &format!("slug = \"{slug}\""));
            Some((format!("tenants/{slug}/{name}"), text))
        });
        files.extend(model);
    }
    files
}

/// Changes the text of one file.
fn edit(files: &mut Files, ending: &str, from: &str, to: &str) {
    let (_, text) = files
        .iter_mut()
        .find(|(file, _)| file.ends_with(ending))
        .expect("the file is there");
    assert!(text.contains(from), "{ending} has no {from}");
    *text = text.replace(from, to);
}

async fn plan(platform: &Platform, files: &Files) -> Plan {
    let planning = Planning {
        files,
        only: None,
        production: false,
    };
    onboarding::plan(&platform.tenancy, planning)
        .await
        .expect("a plan")
}

async fn apply(platform: &Platform, plan: &Plan) -> Result<Vec<Applied>, OnboardingError> {
    let run = Run {
        id: store::ids::fresh(),
        started_by: "program",
        now: now(),
    };
    onboarding::apply((&platform.admin, &platform.tenancy), plan, run, |_| {}).await
}

/// Plans and applies; every office must succeed.
async fn set_up(platform: &Platform, files: &Files) -> Vec<Applied> {
    let plan = plan(platform, files).await;
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let applied = apply(platform, &plan).await.expect("a run");
    for office in &applied {
        assert!(
            office.outcome.is_ok(),
            "{}: {:?}",
            office.slug,
            office.outcome
        );
    }
    applied
}

#[expect(clippy::disallowed_methods, reason = "tests may read the clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
