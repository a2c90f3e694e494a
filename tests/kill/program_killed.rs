//! The program is killed in the middle of its work and started again.

use anyhow::Result;

use crate::hold::Point;
use crate::kills::kill_at;
use crate::scene::{Scene, play};

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_receipt_is_lost_or_doubled_when_the_program_is_killed() -> Result<()> {
    play("program killed", act).await
}

async fn act(scene: &mut Scene) -> Result<()> {
    kill_at(scene, &KILLS, "program", async |scene, hold| {
        scene.program.kill()?;
        hold.let_go().await?;
        scene.program.serve().await
    })
    .await
}
