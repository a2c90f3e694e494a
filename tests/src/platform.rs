//! One database for a whole test run; every test puts two fresh offices on it.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use migrations::{MigratorTrait, Registry};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{ConnectOptions, Connection, Executor, Row};
use tenancy::Tenant;
use web::{AppState, Clock, Limits, Mode, Settings};

use crate::Client;
use tenancy::provision::{self, OfficeFacts};
use tenancy::{Admin, OfficeProfile, OfficeState, PlatformSecret, Sites, Tenancy, TenancyConfig};

const DATABASE: &str = "ratusz_test";
/// The secret of test platforms, as a program reads it from its file.
pub const SECRET_HEX: &str =
    "5eed0f7e575eed0f7e575eed0f7e575eed0f7e575eed0f7e575eed0f7e575eed0f7e57";
const PREPARING: i64 = 0x7261_7475;

/// The running platform of a test.
pub struct Platform {
    pub url: String,
    pub secret: PlatformSecret,
    pub admin: Admin,
    pub tenancy: Tenancy,
}

/// Address of the test server as superuser, or `None` after saying that the test is skipped.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the runner says where PostgreSQL is"
)]
pub fn server_url() -> Option<String> {
    let url = std::env::var("RATUSZ_TEST_PG_URL").ok();
    if url.is_none() {
        eprintln!("skipped: RATUSZ_TEST_PG_URL is not set (cargo xtask test sets it)");
    }
    url
}

/// The secret of the test platform.
///
/// # Panics
/// Never: the value is a good secret.
#[must_use]
pub fn secret() -> PlatformSecret {
    PlatformSecret::from_hex(SECRET_HEX).expect("a good secret")
}

impl Platform {
    /// Connects to the database of this run, preparing it when this is the first test.
    ///
    /// # Errors
    /// When the server is away or the database cannot be prepared.
    pub async fn start(server: &str) -> Result<Self> {
        Self::start_in(server, DATABASE).await
    }

    /// As [`Platform::start`] in a database of the test's own: for tests that damage it.
    ///
    /// # Errors
    /// As [`Platform::start`].
    pub async fn start_in(server: &str, database: &str) -> Result<Self> {
        let url = prepared(server, database).await?;
        let secret = secret();
        let admin = Admin::connect(&url, secret.clone()).await?;
        let tenancy = Tenancy::connect(config(&url)).await?;
        Ok(Self {
            url,
            secret,
            admin,
            tenancy,
        })
    }

    /// The web program over this platform, at a fixed clock when `now` is given.
    ///
    /// # Errors
    /// When the pages cannot start.
    pub async fn web(&self, now: Option<DateTime<Utc>>) -> Result<axum::Router> {
        self.pages(now, settings(&self.url)).await
    }

    /// As [`Platform::web`], within limits of the test's own.
    ///
    /// # Errors
    /// When the pages cannot start.
    pub async fn web_within(&self, limits: Limits) -> Result<axum::Router> {
        let settings = Settings {
            limits,
            ..settings(&self.url)
        };
        self.pages(None, settings).await
    }

    /// As [`Platform::web`], at a clock the test moves.
    ///
    /// # Errors
    /// When the pages cannot start.
    pub async fn web_by(&self, clock: Clock) -> Result<axum::Router> {
        self.run(clock, settings(&self.url)).await
    }

    async fn pages(&self, now: Option<DateTime<Utc>>, settings: Settings) -> Result<axum::Router> {
        let clock = Clock::new(move || now.unwrap_or_else(system_time));
        self.run(clock, settings).await
    }

    /// As [`Platform::web`], with settings of the test's own.
    ///
    /// # Errors
    /// When the pages cannot start.
    pub async fn web_with(&self, settings: Settings) -> Result<axum::Router> {
        self.pages(None, settings).await
    }

    /// The private listener over this platform.
    ///
    /// # Errors
    /// When the pages behind it cannot start.
    pub async fn monitor(&self) -> Result<axum::Router> {
        let state = self.state(Clock::new(system_time), settings(&self.url));
        Ok(web::monitor::router(state.await?, String::new))
    }

    /// The web program with what it keeps in memory, for tests of what is written later.
    ///
    /// # Errors
    /// When the pages cannot start.
    pub async fn program(&self) -> Result<(axum::Router, AppState)> {
        let state = self
            .state(Clock::new(system_time), settings(&self.url))
            .await?;
        Ok((web::app(state.clone()), state))
    }

    async fn run(&self, clock: Clock, settings: Settings) -> Result<axum::Router> {
        Ok(web::app(self.state(clock, settings).await?))
    }

    async fn state(&self, clock: Clock, settings: Settings) -> Result<AppState> {
        let access = access::Access::load().await?;
        Ok(AppState::new(
            self.tenancy.clone(),
            access,
            settings,
            clock,
        )?)
    }

    /// A browser at an office's host, with a program of its own.
    ///
    /// # Errors
    /// When the pages cannot start.
    pub async fn client(&self, office: &Tenant) -> Result<Client> {
        let host = format!("{}.ratusz.test", office.slug());
        Ok(Client::new(self.web(None).await?, &host))
    }

    /// Puts a bare office (no services, no people) on the platform under a fresh slug.
    ///
    /// # Errors
    /// When onboarding fails.
    pub async fn office(&self, hint: &str) -> Result<Tenant> {
        let slug = format!("{hint}-{}", &crate::some_id().simple().to_string()[..8]);
        let facts = OfficeFacts {
            slug: slug.clone(),
            name: format!("Urząd próbny {slug}"),
            kind: "urban_gmina".to_owned(),
            role: "partner".to_owned(),
            teryt: None,
            hosts: Vec::new(),
            profile: OfficeProfile::default(),
            file_hash: String::new(),
        };
        provision::office(&self.admin, &facts).await?;
        provision::set_state(&self.admin, &slug, OfficeState::Active, None).await?;
        self.tenancy.reload().await?;
        self.tenancy
            .by_slug(&slug)
            .context("the office is known after a reload")
    }
}

/// Settings of a test's pages.
#[must_use]
pub fn settings(url: &str) -> Settings {
    Settings {
        mode: Mode::Development,
        base_domain: "ratusz.test".to_owned(),
        scheme: "http".to_owned(),
        public_port: None,
        listen: ([127, 0, 0, 1], 0).into(),
        trusted_proxies: Vec::new(),
        // Of this process alone: schemas of other runs bear the same names.
        files_dir: std::env::temp_dir().join(format!("ratusz-test-files-{}", std::process::id())),
        tenants_dir: Path::new(env!("CARGO_MANIFEST_DIR")).join("../tenants"),
        admin_url: Some(url.to_owned()),
        secrets: HashMap::new(),
        limits: Limits {
            body_bytes_max: 40 * 1024 * 1024,
            header_seconds: 10,
            request_seconds: 30,
            idle_seconds: 30,
            connections_max: 1_000,
            connections_per_address: 1_000,
            proxies: Vec::new(),
            requests_per_minute: 100_000,
        },
    }
}

#[expect(clippy::disallowed_methods, reason = "tests may read the clock")]
fn system_time() -> DateTime<Utc> {
    Utc::now()
}

/// How a test's program reaches the database at `url`.
#[must_use]
pub fn config(url: &str) -> TenancyConfig {
    TenancyConfig {
        url: url.to_owned(),
        secret: secret(),
        sites: Sites {
            base_domain: "ratusz.test".to_owned(),
            development_login: true,
        },
        connections_max: 16,
        connections_per_tenant: 4,
        wait_ms: 2_000,
        idle_seconds: 60,
    }
}

/// Runs SQL as superuser in the database at `url`: to plant what the product would never do.
///
/// # Errors
/// When the server refuses it.
pub async fn plant(url: &str, sql: String) -> Result<()> {
    let options: PgConnectOptions = url.parse()?;
    let mut connection: PgConnection = options.connect().await?;
    connection.execute(sql.into_safe()).await?;
    connection.close().await?;
    Ok(())
}

/// Keeps other tests from preparing a database, for as long as the connection lives: roles belong
/// to the whole server. Nobody but the tests uses this lock.
///
/// # Errors
/// When the server is away.
pub async fn nobody_prepares(server: &str) -> Result<PgConnection> {
    let options: PgConnectOptions = server.parse().context("RATUSZ_TEST_PG_URL")?;
    let mut connection = options
        .connect()
        .await
        .context("connecting to the test server")?;
    connection
        .execute(format!("select pg_advisory_lock({PREPARING})").into_safe())
        .await?;
    Ok(connection)
}

/// Makes and prepares the database once; other tests of the run wait and then find it ready.
async fn prepared(server: &str, database: &str) -> Result<String> {
    let mut connection = nobody_prepares(server).await?;
    let url = with_database(server, database)?;
    let sql = format!("select 1 from pg_database where datname = '{database}'");
    if connection.fetch_optional(sql.into_safe()).await?.is_none() {
        let sql = format!("create database {database}");
        connection.execute(sql.into_safe()).await?;
    }
    if !is_prepared(&url).await? {
        Admin::connect(&url, secret()).await?.prepare().await?;
        if database != DATABASE {
            keep_numbers_apart(&url).await?;
        }
    }
    connection.close().await?;
    Ok(url)
}

/// Roles belong to the whole server: offices of different databases must not share numbers.
async fn keep_numbers_apart(url: &str) -> Result<()> {
    let options: PgConnectOptions = url.parse()?;
    let mut connection: PgConnection = options.connect().await?;
    let start = 10_000 + crate::some_id().as_u128() % 80_000_000;
    let sql = format!("alter table registry.tenant alter id restart with {start}");
    connection.execute(sql.into_safe()).await?;
    connection.close().await?;
    Ok(())
}

async fn is_prepared(url: &str) -> Result<bool> {
    let options: PgConnectOptions = url.parse()?;
    let mut connection: PgConnection = options.connect().await?;
    let sql = "select to_regclass('registry.tenant') is not null and not \
               has_table_privilege('public', 'pg_catalog.pg_class', 'select')";
    let mut is_prepared: bool = connection.fetch_one(sql).await?.try_get(0)?;
    if is_prepared {
        // A server that is kept may hold the registry of an older program.
        let known = Registry::migrations();
        let newest = known.last().map(|one| one.name().to_owned());
        let sql = format!(
            "select exists (select from registry.seaql_migrations where version = '{}')",
            newest.unwrap_or_default()
        );
        let row = connection.fetch_one(sql.into_safe()).await?;
        is_prepared = row.try_get(0)?;
    }
    connection.close().await?;
    Ok(is_prepared)
}

/// The same server, another database.
///
/// # Errors
/// When the URL has no path to replace.
pub fn with_database(server: &str, database: &str) -> Result<String> {
    let (head, _) = server
        .rsplit_once('/')
        .context("the URL names a database")?;
    Ok(format!("{head}/{database}"))
}

/// Marks SQL made of constants in this file.
trait IntoSafe {
    fn into_safe(self) -> sea_orm::sqlx::AssertSqlSafe<String>;
}

impl IntoSafe for String {
    fn into_safe(self) -> sea_orm::sqlx::AssertSqlSafe<String> {
        sea_orm::sqlx::AssertSqlSafe(self)
    }
}
