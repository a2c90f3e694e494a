//! Putting offices on the platform from their files: what would change, and changing it.

mod apply;
mod compare;
mod files;
mod found;
mod plan;
mod public;
mod runs;
mod service_files;
mod template_plan;
mod wanted;
mod write;

use serde::Serialize;

pub use apply::{Applied, Invitation, Outcome, Run, apply};
pub use files::{FilesError, read_folder};
pub use plan::{Planning, plan};
pub use public::{bring_in_line, bring_profile_in_line};
pub use runs::{Finished, RunSeen, Step, find_run, newest_runs};
pub use service_files::{
    Compared, Difference, Import, ServiceFile, compare_services, import_service, plan_import,
    write_services,
};

use crate::StoreError;
use wanted::Wanted;

/// What applying the files would change. Serializes as the JSON of `plan`.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// Mistakes in the files; with any of them nothing is applied.
    pub problems: Vec<PlanProblem>,
    pub templates: Vec<TemplatePlan>,
    /// Editions the lead published in the browser that the files do not hold; they stay.
    pub template_drift: Vec<TemplateDrift>,
    pub blocks: Vec<BlockPlan>,
    pub offices: Vec<OfficePlan>,
    /// Slugs of offices on the platform that the files do not describe; they stay as they are.
    pub absent: Vec<String>,
    #[serde(skip)]
    pub(crate) editions: Vec<catalogue::Definition>,
    #[serde(skip)]
    pub(crate) block_editions: Vec<catalogue::block::Block>,
    #[serde(skip)]
    pub(crate) wanted: Vec<Wanted>,
}

/// A mistake in the files, in plain Polish.
#[derive(Clone, Debug, Serialize)]
pub struct PlanProblem {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
    pub hint: String,
}

/// A template whose edition would be published.
#[derive(Clone, Debug, Serialize)]
pub struct TemplatePlan {
    pub slug: String,
    pub edition: u32,
    /// The edition made in the browser that it follows, and what it changes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_browser: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<catalogue::difference::Change>,
}

/// An edition of a template that was published in the browser and is in no file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TemplateDrift {
    pub slug: String,
    /// Number of the edition in the file; `None` when there is no file.
    pub in_file: Option<u32>,
    pub in_browser: u32,
    /// From the file to the browser.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<catalogue::difference::Change>,
}

/// A block whose edition would be published.
#[derive(Clone, Debug, Serialize)]
pub struct BlockPlan {
    pub slug: String,
    pub edition: u32,
}

/// What would change in one office.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OfficePlan {
    pub slug: String,
    pub name: String,
    /// Whether the office is not on the platform yet.
    pub new: bool,
    pub changes: Vec<Change>,
    /// What people of the office changed in the browser: shown and left as it is.
    pub drift: Vec<Drift>,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Office,
    Schema,
    Fact,
    Unit,
    Class,
    Setting,
    Service,
    Administrator,
}

/// What would be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Add,
    /// Take on a service from a template.
    Adopt,
    Change,
    /// Put into the public catalogue what the office already has.
    Publish,
    Withdraw,
    Invite,
    /// Note what the file says; what staff changed stays in force.
    Remember,
}

/// One difference between the files and the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub area: Area,
    pub act: Act,
    pub key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// A value that the browser changed away from the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drift {
    pub key: String,
    pub in_file: String,
    pub in_browser: String,
    /// For a service, what differs from the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<catalogue::difference::Change>,
}

impl OfficePlan {
    /// Whether applying would change anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many changes of this kind there are.
    #[must_use]
    pub fn count(&self, area: Area) -> usize {
        self.changes.iter().filter(|c| c.area == area).count()
    }
}

impl Plan {
    /// Whether applying would change anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty()
            && self.blocks.is_empty()
            && self.offices.iter().all(OfficePlan::is_empty)
    }

    /// Offices that would change.
    pub fn changed(&self) -> impl Iterator<Item = &OfficePlan> {
        self.offices.iter().filter(|office| !office.is_empty())
    }
}

impl From<catalogue::Problem> for PlanProblem {
    fn from(problem: catalogue::Problem) -> Self {
        Self {
            file: problem.file,
            line: problem.line,
            column: problem.column,
            message: problem.message,
            hint: problem.hint,
        }
    }
}

/// Why onboarding as a whole cannot go on; the fault of one office is in its [`Applied`].
#[derive(Debug, thiserror::Error)]
pub enum OnboardingError {
    /// The files have mistakes: nothing was done.
    #[error("the files have {0} mistakes")]
    Problems(usize),
    /// The files describe no office of this slug.
    #[error("the files describe no office {0}")]
    UnknownOffice(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<tenancy::TenancyError> for OnboardingError {
    fn from(fault: tenancy::TenancyError) -> Self {
        Self::Store(fault.into())
    }
}
