//! PostgreSQL is killed under the program; the program stays, says so, and recovers by itself.

use anyhow::{Context, Result, ensure};

use crate::browser::{Answer, Browser};
use crate::hold::Point;
use crate::kills::kill_at;
use crate::resident::is_polite;
use crate::scene::{SERVICE, Scene, play};

/// Where each kill meets the filings.
const KILLS: [Point; 5] = [
    Point::Anywhere,
    Point::BeforeCommit,
    Point::AfterCommit,
    Point::Anywhere,
    Point::AfterCommit,
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_receipt_is_lost_or_doubled_when_postgresql_is_killed() -> Result<()> {
    play("PostgreSQL killed", act).await
}

async fn act(scene: &mut Scene) -> Result<()> {
    kill_at(scene, &KILLS, "PostgreSQL", async |scene, hold| {
        scene.cluster.kill()?;
        scene.program.until_health("/health/ready", 503).await?;
        says_to_come_back(scene).await?;
        drop(hold);
        scene.cluster.forget_changed_settings()?;
        scene.cluster.start().await?;
        scene.program.until_health("/health/ready", 200).await
    })
    .await
}

/// Without a database the program lives and asks people to come back, with a page to read.
async fn says_to_come_back(scene: &Scene) -> Result<()> {
    let live = scene.program.health("/health/live").await;
    ensure!(live == Some(200), "/health/live answers {live:?}");
    for office in &scene.offices {
        let address = "10.0.1.1".to_owned();
        let mut browser = Browser::new(scene.program.pages, &office.host, address);
        let path = format!("/uslugi/{SERVICE}/wniosek");
        let answer: Answer = browser.post(&path, &[]).await.ok().context("an answer")?;
        ensure!(answer.status == 503, "{path} answers {}", answer.status);
        is_polite(&answer)?;
        ensure!(answer.body.contains("<main"), "503 comes without a page");
    }
    Ok(())
}
