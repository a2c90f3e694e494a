//! What every handler can reach.

use std::sync::Arc;

use access::Access;
use chrono::{DateTime, NaiveDate, Utc};
use tenancy::Tenancy;

use crate::catalogue::{Published, RegionServices};
use crate::denials::Denials;
use crate::files::Files;
use crate::limits::RateLimits;
use crate::mail::Bell;
use crate::missed::Missed;
use crate::page_cache::PageCache;
use crate::texts::Texts;
use crate::{Clock, Settings};

/// State of the pages. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

struct Inner {
    tenancy: Tenancy,
    access: Access,
    settings: Settings,
    clock: Clock,
    texts: Texts,
    files: Files,
    published: Published,
    region: RegionServices,
    missed: Missed,
    pages: PageCache,
    handed: crate::admin::Handed,
    rate_limits: RateLimits,
    denials: Denials,
    bell: Bell,
    sign_in: crate::sign_in::SignInState,
}

impl AppState {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When a text file of the program or the folder of attachments cannot be used.
    pub fn new(
        tenancy: Tenancy,
        access: Access,
        settings: Settings,
        clock: Clock,
    ) -> Result<Self, StartError> {
        let texts = Texts::load().map_err(StartError::Texts)?;
        let files = Files::open(&settings.files_dir).map_err(StartError::Files)?;
        let rate_limits = RateLimits::new(&settings.limits);
        let sign_in = crate::sign_in::SignInState::new(&settings).map_err(StartError::SignIn)?;
        let published = Published::default();
        Ok(Self(Arc::new(Inner {
            tenancy,
            access,
            settings,
            clock,
            texts,
            files,
            published,
            region: RegionServices::default(),
            missed: Missed::default(),
            pages: PageCache::default(),
            handed: crate::admin::Handed::default(),
            rate_limits,
            denials: Denials::new(),
            bell: Bell::default(),
            sign_in,
        })))
    }

    #[must_use]
    pub fn tenancy(&self) -> &Tenancy {
        &self.0.tenancy
    }

    pub(crate) fn access(&self) -> &Access {
        &self.0.access
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn texts(&self) -> &Texts {
        &self.0.texts
    }

    pub(crate) fn files(&self) -> &Files {
        &self.0.files
    }

    pub(crate) fn catalogue(&self) -> &Published {
        &self.0.published
    }

    pub(crate) fn region(&self) -> &RegionServices {
        &self.0.region
    }

    pub(crate) fn missed(&self) -> &Missed {
        &self.0.missed
    }

    /// Reads the services of all offices, so that the first search does not wait for them.
    pub async fn warm(&self) {
        if let Err(fault) = self.0.region.refresh(self).await {
            tracing::warn!(%fault, "the services of the region are read at the first search");
        }
    }

    pub(crate) fn pages(&self) -> &PageCache {
        &self.0.pages
    }

    pub(crate) fn handed(&self) -> &crate::admin::Handed {
        &self.0.handed
    }

    /// Rung when an office has something to send.
    #[must_use]
    pub fn bell(&self) -> &Bell {
        &self.0.bell
    }

    pub(crate) fn rate_limits(&self) -> &RateLimits {
        &self.0.rate_limits
    }

    pub(crate) fn denials(&self) -> &Denials {
        &self.0.denials
    }

    pub(crate) fn sign_in(&self) -> &crate::sign_in::SignInState {
        &self.0.sign_in
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.0.clock.today()
    }
}

/// Why the pages cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("a text file of the program is damaged: {0}")]
    Texts(String),
    #[error("the folder of attachments cannot be used")]
    Files(#[source] std::io::Error),
    #[error("sign-in cannot start: {0}")]
    SignIn(String),
}
