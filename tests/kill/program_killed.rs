//! The program is killed in the middle of its work and started again.

use anyhow::{Result, ensure};

use crate::crowd::Crowd;
use crate::hold::{Hold, Point};
use crate::scene::{Scene, play};
use crate::settle::settle;

/// Where each kill meets the filings.
const KILLS: [Point; 7] = [
    Point::Anywhere,
    Point::BeforeCommit,
    Point::Anywhere,
    Point::AfterCommit,
    Point::Anywhere,
    Point::BeforeCommit,
    Point::AfterCommit,
];
/// Receipts between two kills, at least.
const RECEIPTS_BETWEEN: usize = 12;
/// Most filings to wait for before a kill anywhere.
const FLIGHTS_MAX: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_receipt_is_lost_or_doubled_when_the_program_is_killed() -> Result<()> {
    play("program killed", act).await
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
        scene.program.kill()?;
        hold.let_go().await?;
        scene.program.serve().await?;
        crowd.square.is_up(true);
    }
    crowd.square.until_receipts(RECEIPTS_BETWEEN).await?;
    crowd.go_home().await?;
    ensure!(hits > 0, "no kill met a filing");
    println!(
        "program killed: {} times, {hits} with filings under way",
        KILLS.len()
    );
    settle(scene, &crowd.journals).await.map(drop)
}
