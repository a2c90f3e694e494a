//! Kills, each where it meets the filings, while a crowd goes on filing.

use anyhow::{Result, ensure};

use crate::crowd::Crowd;
use crate::hold::{Hold, Point};
use crate::scene::Scene;
use crate::settle::settle;

/// Receipts between two kills, at least.
const RECEIPTS_BETWEEN: usize = 12;
/// Most filings to wait for before a kill anywhere.
const FLIGHTS_MAX: usize = 6;

/// Kills at each of `points`, as `strike` does it and brings everything up again; then settles
/// accounts. `name` says what is killed.
pub(crate) async fn kill_at(
    scene: &mut Scene,
    points: &[Point],
    name: &str,
    mut strike: impl AsyncFnMut(&mut Scene, Hold) -> Result<()>,
) -> Result<()> {
    let mut crowd = Crowd::gather(scene)?;
    let mut hits = 0;
    for point in points {
        crowd.square.until_receipts(RECEIPTS_BETWEEN).await?;
        let mut hold = Hold::at(*point, scene).await?;
        hold.until_held(1, scene).await?;
        if *point == Point::Anywhere {
            let flights = 1 + scene.chance.below(FLIGHTS_MAX);
            crowd.square.until_flights(flights).await?;
        }
        crowd.square.is_up(false);
        hits += usize::from(crowd.square.flights() > 0);
        strike(scene, hold).await?;
        crowd.square.is_up(true);
    }
    crowd.square.until_receipts(RECEIPTS_BETWEEN).await?;
    crowd.go_home().await?;
    ensure!(scene.program.ended()?.is_none(), "the program ended");
    ensure!(hits > 0, "no kill met a filing");
    let times = points.len();
    println!("{name} killed: {times} times, {hits} with filings under way");
    settle(scene, &crowd.journals).await.map(drop)
}
