//! The two lists of migrations: the shared registry and the schema of one office.
//!
//! Plain SQL in `registry/` and `tenant/`, run in order through sea-orm-migration. Which
//! schema and role a list runs in is decided by the caller (`tenancy::migrate`), never here.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub use sea_orm_migration::MigratorTrait;

/// The whole schema of an office at the newest version, as one script without history.
///
/// New offices are made from it; a test compares the result with a migrated schema.
pub const TENANT_SCHEMA: &str = include_str!("../tenant/schema.sql");

const REGISTRY: &[(&str, &str)] = &[
    (
        "m0001_registry",
        include_str!("../registry/0001_registry.sql"),
    ),
    (
        "m0002_template_sketch",
        include_str!("../registry/0002_template_sketch.sql"),
    ),
];

const TENANT: &[(&str, &str)] = &[
    ("m0001_office", include_str!("../tenant/0001_office.sql")),
    (
        "m0002_inbox_search",
        include_str!("../tenant/0002_inbox_search.sql"),
    ),
    (
        "m0003_draft_version",
        include_str!("../tenant/0003_draft_version.sql"),
    ),
    (
        "m0004_case_hand_over",
        include_str!("../tenant/0004_case_hand_over.sql"),
    ),
    (
        "m0005_edition_origin",
        include_str!("../tenant/0005_edition_origin.sql"),
    ),
    (
        "m0006_service_sketch",
        include_str!("../tenant/0006_service_sketch.sql"),
    ),
    (
        "m0007_publisher",
        include_str!("../tenant/0007_publisher.sql"),
    ),
    (
        "m0008_template_update",
        include_str!("../tenant/0008_template_update.sql"),
    ),
    (
        "m0009_service_publication",
        include_str!("../tenant/0009_service_publication.sql"),
    ),
];

/// Migrations of the schema `registry`, shared by all offices.
pub struct Registry;

/// Migrations run once in the schema of every office.
pub struct Tenant;

impl MigratorTrait for Registry {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        boxed(REGISTRY)
    }
}

impl MigratorTrait for Tenant {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        boxed(TENANT)
    }
}

/// Names of the migrations of an office, oldest first.
pub fn tenant_names() -> impl Iterator<Item = &'static str> {
    TENANT.iter().map(|(name, _)| *name)
}

/// How many migrations an office at the newest version has behind it.
#[must_use]
pub fn tenant_version() -> usize {
    TENANT.len()
}

fn boxed(list: &'static [(&'static str, &'static str)]) -> Vec<Box<dyn MigrationTrait>> {
    list.iter()
        .map(|(name, sql)| -> Box<dyn MigrationTrait> { Box::new(SqlFile { name, sql }) })
        .collect()
}

struct SqlFile {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for SqlFile {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait]
impl MigrationTrait for SqlFile {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared(self.sql)
            .await
            .map(|_| ())
    }
}
