//! The program is asked to end: it finishes what people have sent and ends well.

use anyhow::{Context, Result, ensure};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{AssertSqlSafe, Connection, Executor};
use tests::program::{LOOK_AGAIN, PATIENCE};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::census;
use crate::crowd::Square;
use crate::hold::{Hold, Point};
use crate::resident::Resident;
use crate::scene::{Scene, play};
use crate::settle::settle;

/// Filings under way at each office: as many as have a connection to the database.
const UNDER_WAY: usize = 4;
/// Ways to break the traces of one filing in the schema `{s}`; each must be noticed.
const DAMAGE: [&str; 12] = [
    "delete from {s}.receipt where number = (select min(number) from {s}.receipt)",
    "update {s}.receipt set number = 'X' where number = (select min(number) from {s}.receipt)",
    "update {s}.receipt set content_hash = '\\x00'",
    "delete from {s}.application where id = (select id from {s}.application limit 1)",
    "insert into {s}.application select gen_random_uuid(), edition_id, resident_id, assurance, \
     answers, applicant_index, content_hash, filed_at from {s}.application limit 1",
    "update {s}.draft set state = 'open'",
    "delete from {s}.case_file where number = 1",
    "update {s}.case_file set number = number + 1000",
    "delete from {s}.deadline",
    "delete from {s}.audit_entry where action = 'application_filed'",
    "delete from {s}.outbox where id = (select id from {s}.outbox limit 1)",
    "insert into {s}.outbox select gen_random_uuid(), topic, payload, created_at, available_at, \
     attempts, done_at, last_fault from {s}.outbox limit 1",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filings_under_way_are_finished_when_the_program_is_asked_to_end() -> Result<()> {
    play("end asked", act).await
}

async fn act(scene: &mut Scene) -> Result<()> {
    let square = Square::new();
    let mut journals = Vec::new();
    let mut ready = Vec::new();
    for number in 0..UNDER_WAY * scene.offices.len() {
        let journal = scene.cluster.home().join(format!("journal-{number}"));
        let mut resident = Resident::new(number, scene, square.clone(), &journal)?;
        let office = scene.offices[number % scene.offices.len()].clone();
        ready.push((resident.prepares(&office).await?, resident));
        journals.push(journal);
    }
    let under_way = ready.len();
    let mut hold = Hold::at(Point::BeforeCommit, scene).await?;
    let mut filings = JoinSet::new();
    for (ready, mut resident) in ready {
        filings.spawn(async move { resident.sends_once(&ready).await });
    }
    hold.until_all_held(under_way).await?;
    scene.program.ask_to_end()?;
    until_refused(scene).await?;
    hold.let_go().await?;
    while let Some(filing) = filings.join_next().await {
        filing??;
    }
    let end = scene.program.until_ended().await?;
    ensure!(end.code() == Some(0), "the program ended with {end}");
    println!("end asked: {under_way} filings under way, all finished");
    let known = settle(scene, &journals).await?;
    ensure!(
        known.len() == under_way,
        "{} of {under_way} are known",
        known.len()
    );

    // The census itself must be able to complain.
    let mut session = scene.session().await?;
    for damage in DAMAGE {
        let mut attempt = session.begin().await?;
        break_something(&mut attempt, damage, &scene.offices[0].schema).await?;
        let census = census::take(&mut attempt, &scene.offices, &known).await?;
        ensure!(!census.complaints.is_empty(), "nobody notices: {damage}");
        attempt.rollback().await?;
    }
    Ok(())
}

/// As a faulty program would leave it: no constraint and no grant stands in the way.
async fn break_something(session: &mut PgConnection, damage: &str, schema: &str) -> Result<()> {
    session
        .execute("set local session_replication_role = replica")
        .await?;
    let done = session
        .execute(AssertSqlSafe(damage.replace("{s}", schema)))
        .await?;
    ensure!(done.rows_affected() > 0, "nothing to break: {damage}");
    Ok(())
}

/// Waits until the program takes no new connection.
async fn until_refused(scene: &Scene) -> Result<()> {
    let refused = async {
        while TcpStream::connect(scene.program.pages).await.is_ok() {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, refused).await;
    waited.context("the program still takes new connections")
}
