//! Signing in and out: residents at a provider, staff and operators with passwords.

mod operators;
mod providers;
mod residents;
mod staff;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, Result};
use axum::Router;
use chrono::{DateTime, Duration, Utc};
use tenancy::provision::{self, OfficeFacts};
use tenancy::{IdentityProvider, OfficeProfile, OfficeState, Tenant};
use tests::platform::{Platform, settings};
use tests::{Answer, Client};
use web::{AppState, Clock, Mode};

/// When these tests begin, in seconds since 1970: 22 November 2026, noon in Warsaw.
const BEGIN: i64 = 1_795_345_200;

/// A platform that serves itself on a loopback port, two offices with the development provider,
/// and a clock the test moves.
struct Place {
    platform: Platform,
    here: Tenant,
    there: Tenant,
    router: Router,
    port: u16,
    clock: Arc<AtomicI64>,
}

impl Place {
    /// `None` when there is no database to test with.
    async fn open() -> Option<Self> {
        Self::open_in(Mode::Development).await
    }

    async fn open_in(mode: Mode) -> Option<Self> {
        let server = tests::platform::server_url()?;
        Some(Self::start(&server, mode).await.expect("a place"))
    }

    async fn start(server: &str, mode: Mode) -> Result<Self> {
        let platform = Platform::start(server).await?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let listen = listener.local_addr()?;
        let here = office(&platform, "tu", listen.port(), None).await?;
        let there = office(&platform, "tam", listen.port(), None).await?;
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let mut settings = settings(&platform.url);
        settings.mode = mode;
        settings.listen = listen;
        settings.public_port = Some(listen.port());
        let limits = settings.limits.clone();
        let access = access::Access::load().await?;
        let read = Arc::clone(&clock);
        let now = Clock::new(move || moment(read.load(Ordering::SeqCst)));
        let state = AppState::new(platform.tenancy.clone(), access, settings, now)?;
        let router = web::app(state);
        let served = router.clone();
        tokio::spawn(async move {
            web::serve::serve(listener, served, &limits, std::future::pending()).await;
        });
        Ok(Self {
            platform,
            here,
            there,
            router,
            port: listen.port(),
            clock,
        })
    }

    fn now(&self) -> DateTime<Utc> {
        moment(self.clock.load(Ordering::SeqCst))
    }

    fn wait(&self, time: Duration) {
        self.clock.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }

    /// A fresh browser at an office.
    fn browser(&self, office: &Tenant) -> Client {
        Client::new(self.router.clone(), &self.host(office.slug()))
    }

    /// A fresh browser at the console of the operators.
    fn console(&self) -> Client {
        Client::new(self.router.clone(), &self.host("admin"))
    }

    fn host(&self, label: &str) -> String {
        format!("{label}.ratusz.test:{}", self.port)
    }

    /// Changes an office's providers, as an operator does with its file.
    async fn set_providers(&self, office: &Tenant, all: Vec<IdentityProvider>) {
        self.set_profile(office, profile(all)).await;
    }

    async fn set_profile(&self, office: &Tenant, profile: OfficeProfile) {
        let facts = facts(office.slug(), profile);
        provision::office(&self.platform.admin, &facts)
            .await
            .expect("the office is changed");
        self.platform.tenancy.reload().await.expect("a reload");
    }

    fn provider(&self, office: &Tenant) -> IdentityProvider {
        provider(office.slug(), self.port)
    }
}

async fn office(platform: &Platform, hint: &str, port: u16, key: Option<&str>) -> Result<Tenant> {
    let slug = format!("{hint}-{}", &tests::some_id().simple().to_string()[..8]);
    let mut provider = provider(&slug, port);
    provider.key = key.unwrap_or("dev").to_owned();
    provision::office(&platform.admin, &facts(&slug, profile(vec![provider]))).await?;
    provision::set_state(&platform.admin, &slug, OfficeState::Active, None).await?;
    platform.tenancy.reload().await?;
    platform.tenancy.by_slug(&slug).context("a known office")
}

fn facts(slug: &str, profile: OfficeProfile) -> OfficeFacts {
    OfficeFacts {
        slug: slug.to_owned(),
        name: format!("Urząd próbny {slug}"),
        kind: "urban_gmina".to_owned(),
        role: "partner".to_owned(),
        teryt: None,
        hosts: Vec::new(),
        profile,
        file_hash: String::new(),
    }
}

fn profile(identity_providers: Vec<IdentityProvider>) -> OfficeProfile {
    OfficeProfile {
        identity_providers,
        seat: "Wymyślin".to_owned(),
        ..OfficeProfile::default()
    }
}

fn provider(slug: &str, port: u16) -> IdentityProvider {
    IdentityProvider {
        key: "dev".to_owned(),
        title: "Logowanie testowe".to_owned(),
        issuer: format!("http://login.ratusz.test:{port}"),
        client_id: slug.to_owned(),
        client_secret_ref: None,
        development: true,
    }
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a time")
}

/// Path and query of an address.
fn path_of(address: &str) -> &str {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let path = address[after_scheme..].find('/');
    path.map_or("/", |at| &address[after_scheme + at..])
}

/// Name and value pairs of an address, decoded.
fn query_of(address: &str) -> Vec<(String, String)> {
    let address = reqwest::Url::parse(address).expect("an address");
    address.query_pairs().into_owned().collect()
}

/// The value attribute or text that follows `start` up to `end`.
fn between<'a>(answer: &'a Answer, start: &str, end: &str) -> &'a str {
    let (_, rest) = answer.body.split_once(start).expect("the start is there");
    let (text, _) = rest.split_once(end).expect("the end is there");
    text
}
