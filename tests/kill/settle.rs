//! The end of a run: the census, the audit chains, the figures that say how much it proves.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{Executor, Row};
use store::audit::{self, Verdict};
use tenancy::Tenancy;

use crate::census;
use crate::journal::{self, Known};
use crate::scene::Scene;

/// Settings without which a commit may not survive; nobody may have changed them.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// Compares the journals with the database; gives what the residents know.
pub(crate) async fn settle(
    scene: &mut Scene,
    journals: &[PathBuf],
) -> Result<BTreeMap<String, Known>> {
    let known = journal::read(journals)?;
    let mut session = scene.session().await?;
    is_durable(&mut session).await?;
    let census = census::take(&mut session, &scene.offices, &known).await?;
    let sent: usize = known.values().map(|known| known.sent).sum();
    let unsure = known.values().filter(|known| known.unsure > 0).count();
    println!(
        "census: {} applications, sent {sent} times, {unsure} at first without a certain answer",
        census.applications
    );
    ensure!(
        census.complaints.is_empty(),
        "{}",
        census.complaints.join("\n")
    );
    ensure!(census.applications > 0, "nobody filed anything");
    chains_are_whole(scene).await?;
    Ok(known)
}

async fn is_durable(session: &mut PgConnection) -> Result<()> {
    for setting in DURABLE {
        let sql = sea_orm::sqlx::query("select current_setting($1)").bind(setting);
        let value: String = session.fetch_one(sql).await?.try_get(0)?;
        ensure!(value == "on", "{setting} is {value}");
    }
    let sql = "select count(*) from pg_db_role_setting, unnest(setconfig) as line \
               where line ~ '^(fsync|full_page_writes|synchronous_commit)='";
    let changed: i64 = session.fetch_one(sql).await?.try_get(0)?;
    ensure!(changed == 0, "a role changes a setting of durability");
    Ok(())
}

async fn chains_are_whole(scene: &Scene) -> Result<()> {
    let tenancy = Tenancy::connect(tests::platform::config(&scene.url())).await?;
    for office in &scene.offices {
        let tenant = tenancy.by_slug(&office.slug);
        let tx = tenant.expect("the office of the scene").begin().await?;
        let verdict = audit::verify(&tx).await?;
        ensure!(
            matches!(verdict, Verdict::Whole(entries) if entries > 0),
            "the audit chain of {} is {verdict:?}",
            office.slug
        );
    }
    tenancy.close().await;
    Ok(())
}
