//! PostgreSQL is killed under the program; the program stays, says so, and recovers by itself.

use anyhow::{Context, Result, ensure};

use crate::browser::{Answer, Browser};
use crate::crowd::Crowd;
use crate::hold::{Hold, Point};
use crate::resident::is_polite;
use crate::scene::{SERVICE, Scene, play};
use crate::settle::settle;

/// Where each kill meets the filings.
const KILLS: [Point; 5] = [
    Point::Anywhere,
    Point::BeforeCommit,
    Point::AfterCommit,
    Point::Anywhere,
    Point::AfterCommit,
];
/// Receipts between two kills, at least.
const RECEIPTS_BETWEEN: usize = 12;
/// Most filings to wait for before a kill anywhere.
const FLIGHTS_MAX: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_receipt_is_lost_or_doubled_when_postgresql_is_killed() -> Result<()> {
    play("PostgreSQL killed", act).await
}

async fn act(scene: &mut Scene) -> Result<()> {
    let mut crowd = Crowd::gather(scene)?;
    let mut hits = 0;
    for point in KILLS {
        crowd.square.until_receipts(RECEIPTS_BETWEEN).await?;
        let mut hold = Hold::at(point, scene).await?;
        hold.until_held(1, scene).await?;
        if point == Point::Anywhere {
            let flights = 1 + scene.chance.below(FLIGHTS_MAX);
            crowd.square.until_flights(flights).await?;
        }
        crowd.square.is_up(false);
        hits += usize::from(crowd.square.flights() > 0);
        scene.cluster.kill()?;
        scene.program.until_health("/health/ready", 503).await?;
        says_to_come_back(scene).await?;
        drop(hold);
        scene.cluster.forget_changed_settings()?;
        scene.cluster.start().await?;
        scene.program.until_health("/health/ready", 200).await?;
        crowd.square.is_up(true);
    }
    crowd.square.until_receipts(RECEIPTS_BETWEEN).await?;
    crowd.go_home().await?;
    ensure!(scene.program.ended()?.is_none(), "the program ended");
    ensure!(hits > 0, "no kill met a filing");
    println!(
        "PostgreSQL killed: {} times, {hits} with filings under way",
        KILLS.len()
    );
    settle(scene, &crowd.journals).await.map(drop)
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
