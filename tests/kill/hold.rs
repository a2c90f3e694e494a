//! Holding filings at a chosen point, so that a kill surely meets them there.

use std::time::Instant;

use anyhow::{Result, bail};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{AssertSqlSafe, Executor, Row};
use tests::program::{LOOK_AGAIN, PATIENCE};

use crate::scene::{Office, Scene};

/// Filings that wait with their audit entry: all their other rows are written.
const BEFORE_COMMIT: &str = "select count(*) from pg_locks l join pg_class c on c.oid = l.relation \
    where c.relname = 'audit_head' and not l.granted";
/// Acts of offices that wait for a lock, the one above or one that its holder has.
const ANY_LOCK: &str = "select count(*) from pg_stat_activity \
    where usename like 't\\_%' and wait_event_type = 'Lock'";
/// Backends whose filing is on disk but not told to the program: they wait for a standby.
const AFTER_COMMIT: &str = "select count(*) from pg_stat_activity a \
    where usename like 't\\_%' and wait_event = 'SyncRep' and exists (select from pg_locks l \
      join pg_class c on c.oid = l.relation where l.pid = a.pid and c.relname = 'receipt')";
/// Any commit at all that waits for a standby.
const CANARY: &str = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'";

/// Where filings are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// Wherever they happen to be.
    Anywhere,
    /// All rows but the audit entry are written, nothing is committed.
    BeforeCommit,
    /// Committed and durable; the program does not know yet.
    AfterCommit,
}

/// Filings held; let go by [`Hold::let_go`], or by the end of the server.
pub(crate) struct Hold {
    point: Point,
    /// Has the lock.
    keeper: PgConnection,
    watcher: PgConnection,
}

impl Hold {
    /// Holds the filings of all offices at `point` from now on.
    pub(crate) async fn at(point: Point, scene: &Scene) -> Result<Self> {
        let mut hold = Self {
            point,
            keeper: scene.session().await?,
            watcher: scene.session().await?,
        };
        if point != Point::Anywhere {
            hold.lock(&scene.offices).await?;
        }
        Ok(hold)
    }

    /// Waits until at least `count` filings are held; gives how many are.
    pub(crate) async fn until_held(&mut self, count: i64, scene: &Scene) -> Result<i64> {
        match self.point {
            Point::Anywhere => Ok(0),
            Point::BeforeCommit => until(&mut self.watcher, BEFORE_COMMIT, count).await,
            Point::AfterCommit => {
                until(&mut self.watcher, BEFORE_COMMIT, 1).await?;
                self.await_a_standby(scene).await?;
                self.keeper.execute("rollback").await?;
                until(&mut self.watcher, AFTER_COMMIT, count).await
            }
        }
    }

    /// Waits until `count` filings of whatever kind wait for the lock or for one who does.
    pub(crate) async fn until_all_held(&mut self, count: usize) -> Result<()> {
        let count = i64::try_from(count)?;
        until(&mut self.watcher, ANY_LOCK, count).await.map(drop)
    }

    /// Lets everything go on, and waits until nothing is held any more.
    pub(crate) async fn let_go(mut self) -> Result<()> {
        match self.point {
            Point::Anywhere => {}
            Point::BeforeCommit => {
                self.keeper.execute("rollback").await?;
            }
            Point::AfterCommit => {
                let sql = "alter system reset synchronous_standby_names";
                self.watcher.execute(sql).await?;
                self.watcher.execute("select pg_reload_conf()").await?;
                until_none(&mut self.watcher, CANARY).await?;
            }
        }
        Ok(())
    }

    /// The last statement of a filing needs this table, as does that of every other act.
    async fn lock(&mut self, offices: &[Office]) -> Result<()> {
        self.keeper.execute("begin").await?;
        for office in offices {
            let sql = format!("lock table {}.audit_head in exclusive mode", office.schema);
            self.keeper.execute(AssertSqlSafe(sql)).await?;
        }
        Ok(())
    }

    /// From now on commits are written to disk and then wait for a standby that never comes.
    async fn await_a_standby(&mut self, scene: &Scene) -> Result<()> {
        let sql = "alter system set synchronous_standby_names = 'nobody'";
        self.watcher.execute(sql).await?;
        self.watcher.execute("select pg_reload_conf()").await?;
        // The server takes the setting up in its own time: try until a commit waits.
        let mut canary = scene.session().await?;
        let sing = tokio::spawn(async move {
            loop {
                let sql = "create table public.canary (); drop table public.canary";
                if canary.execute(sql).await.is_err() {
                    break;
                }
            }
        });
        let waits = until(&mut self.watcher, CANARY, 1).await;
        sing.abort();
        waits.map(|_| ())
    }
}

/// Waits until the count that `sql` asks for is at least `least`.
async fn until(session: &mut PgConnection, sql: &'static str, least: i64) -> Result<i64> {
    let begun = Instant::now();
    loop {
        let count: i64 = session.fetch_one(sql).await?.try_get(0)?;
        if count >= least {
            return Ok(count);
        }
        if begun.elapsed() > PATIENCE {
            bail!("{count} filings are held, {least} were expected");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn until_none(session: &mut PgConnection, sql: &'static str) -> Result<()> {
    let begun = Instant::now();
    while session.fetch_one(sql).await?.try_get::<i64, _>(0)? > 0 {
        if begun.elapsed() > PATIENCE {
            bail!("filings are still held");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Ok(())
}
