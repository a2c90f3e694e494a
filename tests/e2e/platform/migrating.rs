//! Migrating the schemas of offices: the same result as a new one, whatever happens on the way.

use std::time::Duration;

use sea_orm::ConnectionTrait;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};
use tenancy::migrate::{self, Candidate};
use tenancy::{Admin, Tenant};
use tests::Platform;
use tests::platform::{nobody_prepares, plant, secret, server_url};

/// Everything there is about the objects of a schema, one line each, names of the schema left out.
const CATALOGUE: &str = "with s as (select oid, nspname from pg_namespace where nspname = '{s}') \
    select line from ( \
    select 'column ' || c.relname || '.' || a.attname || ' ' \
      || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' \
      || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line \
    from s join pg_class c on c.relnamespace = s.oid and c.relkind = 'r' \
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped \
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum \
    union all select 'index ' || replace(pg_get_indexdef(i.indexrelid), s.nspname || '.', '') \
    from s join pg_class c on c.relnamespace = s.oid join pg_index i on i.indrelid = c.oid \
    union all select 'constraint ' || c.relname || ' ' || k.conname || ' ' \
      || replace(pg_get_constraintdef(k.oid), s.nspname || '.', '') \
    from s join pg_constraint k on k.connamespace = s.oid join pg_class c on c.oid = k.conrelid \
    union all select 'grant ' || c.relname || ' ' || replace(g.rolname, s.nspname, 'office') \
      || ' ' || a.privilege_type \
    from s join pg_class c on c.relnamespace = s.oid, aclexplode(c.relacl) a \
    join pg_roles g on g.oid = a.grantee \
    union all select 'owner ' || c.relname || ' ' || o.rolname \
    from s join pg_class c on c.relnamespace = s.oid join pg_roles o on o.oid = c.relowner \
    ) lines order by line";

async fn catalogue(url: &str, office: &Tenant) -> Vec<String> {
    let options: PgConnectOptions = url.parse().expect("a URL");
    let mut connection: PgConnection = options.connect().await.expect("a superuser");
    let sql = CATALOGUE.replace("{s}", office.schema().as_str());
    let rows = connection
        .fetch_all(AssertSqlSafe(sql))
        .await
        .expect("the catalogue");
    connection.close().await.expect("closed");
    rows.iter().map(|row| row.get("line")).collect()
}

/// Takes everything out of an office's schema, as if no migration had run yet.
async fn emptied(platform: &Platform, office: &Tenant) -> Candidate {
    let schema = office.schema();
    let sql = format!(
        "do $$ declare t record; begin for t in select relname from pg_class where \
         relnamespace = '{schema}'::regnamespace and relkind = 'r' \
         loop execute format('drop table {schema}.%I cascade', t.relname); end loop; end $$; \
         update registry.tenant set schema_version = 0 where id = {}",
        office.id()
    );
    plant(&platform.url, sql).await.expect("an empty schema");
    Candidate {
        id: office.id(),
        slug: office.slug().to_owned(),
        schema: schema.clone(),
        version: 0,
    }
}

#[tokio::test]
async fn a_new_office_is_like_one_that_went_through_all_migrations() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let made = platform.office("skrypt").await.expect("an office");
    let migrated = platform.office("migracje").await.expect("an office");
    let candidate = emptied(&platform, &migrated).await;
    let done = migrate::offices(&platform.admin, vec![candidate], |_| {}).await;
    assert!(done[0].result.is_ok(), "{:?}", done[0].result);
    let (made, migrated) = (
        catalogue(&platform.url, &made).await,
        catalogue(&platform.url, &migrated).await,
    );
    assert!(made.len() > 200, "{}", made.len());
    let only_made: Vec<_> = made.iter().filter(|l| !migrated.contains(l)).collect();
    let only_migrated: Vec<_> = migrated.iter().filter(|l| !made.contains(l)).collect();
    assert!(
        only_made.is_empty() && only_migrated.is_empty(),
        "by script only: {only_made:#?}\nby migrations only: {only_migrated:#?}"
    );
}

// MT-129
#[tokio::test]
async fn two_migrators_at_once_do_the_work_once() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("dwoje").await.expect("an office");
    let candidate = emptied(&platform, &office).await;
    let other = Admin::connect(&platform.url, secret())
        .await
        .expect("another administrator");
    let (first, second) = tokio::join!(
        migrate::offices(&platform.admin, vec![candidate.clone()], |_| {}),
        migrate::offices(&other, vec![candidate], |_| {}),
    );
    let run = |done: &[migrate::Migrated]| *done[0].result.as_ref().expect("migrated");
    let all = usize::try_from(migrate::newest_version()).expect("small");
    assert_eq!(run(&first) + run(&second), all);
}

#[tokio::test]
async fn two_programs_starting_at_once_put_up_the_walls_one_after_the_other() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let other = Admin::connect(&platform.url, secret())
        .await
        .expect("another administrator");
    let alone = nobody_prepares(&server)
        .await
        .expect("the lock of the tests");
    for _ in 0..5 {
        let (first, second, third) =
            tokio::join!(platform.admin.prepare(), other.prepare(), other.prepare());
        for prepared in [first, second, third] {
            prepared.expect("prepared");
        }
    }
    drop(alone);
}

// MT-127
#[tokio::test]
async fn a_migration_cut_off_anywhere_is_finished_by_the_next() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("przerwana").await.expect("an office");
    let candidate = emptied(&platform, &office).await;
    for millis in [1, 5, 15, 40] {
        let work = migrate::offices(&platform.admin, vec![candidate.clone()], |_| {});
        // Dropping the work closes the transaction, as the death of the program does.
        drop(tokio::time::timeout(Duration::from_millis(millis), work).await);
    }
    let done = migrate::offices(&platform.admin, vec![candidate], |_| {}).await;
    assert!(done[0].result.is_ok(), "{:?}", done[0].result);
    let candidates = migrate::candidates(&platform.admin).await.expect("offices");
    let found = candidates
        .iter()
        .find(|c| c.id == office.id())
        .expect("there");
    assert_eq!(found.version, migrate::newest_version());
    let tx = office.begin().await.expect("the office opens");
    assert!(store::units::list(&tx).await.expect("units").is_empty());
}

/// Takes one migration back in an office's schema, as if this program brought it.
async fn one_behind(platform: &Platform, office: &Tenant) -> Candidate {
    let schema = office.schema();
    let version = migrate::newest_version() - 1;
    let sql = format!(
        "alter table {schema}.draft drop column version; \
         delete from {schema}.seaql_migrations where version like '%0003_draft_version%'; \
         update registry.tenant set schema_version = {version} where id = {}",
        office.id()
    );
    plant(&platform.url, sql).await.expect("one step back");
    Candidate {
        id: office.id(),
        slug: office.slug().to_owned(),
        schema: schema.clone(),
        version,
    }
}

/// A transaction of a superuser that has read the office's drafts and does not end.
async fn reading(platform: &Platform, office: &Tenant) -> PgConnection {
    let options: PgConnectOptions = platform.url.parse().expect("a URL");
    let mut connection: PgConnection = options.connect().await.expect("a superuser");
    let sql = format!("begin; select count(*) from {}.draft", office.schema());
    let sql = sea_orm::sqlx::raw_sql(AssertSqlSafe(sql));
    connection.execute(sql).await.expect("read");
    connection
}

/// Looks until somebody waits for a lock on the office's drafts, or nobody does.
async fn until_somebody_waits(platform: &Platform, office: &Tenant, wanted: bool) {
    let options: PgConnectOptions = platform.url.parse().expect("a URL");
    let mut connection: PgConnection = options.connect().await.expect("a superuser");
    let sql = format!(
        "select exists (select from pg_locks where not granted \
         and relation = '{}.draft'::regclass)",
        office.schema()
    );
    loop {
        let row = connection.fetch_one(AssertSqlSafe(sql.clone())).await;
        if row.expect("an answer").get::<bool, _>(0) == wanted {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    connection.close().await.expect("closed");
}

// MT-130
#[tokio::test]
async fn a_locked_table_holds_up_neither_the_run_nor_its_readers() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let busy = platform.office("zajety").await.expect("an office");
    let free = platform.office("wolny").await.expect("its neighbour");
    let offices = vec![
        one_behind(&platform, &busy).await,
        one_behind(&platform, &free).await,
    ];
    let long = reading(&platform, &busy).await;
    let run = migrate::offices(&platform.admin, offices.clone(), |_| {});
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    // Everybody who reads meanwhile is served: a wait for a lock longer than this is a fault.
    let readers = async {
        let mut stopped = stopped;
        let mut served = 0;
        while stopped.try_recv() == Err(tokio::sync::oneshot::error::TryRecvError::Empty) {
            let tx = busy.begin().await.expect("a transaction");
            tx.execute_unprepared("set local lock_timeout = '3s'; select count(*) from draft")
                .await
                .expect("served");
            served += 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        served
    };
    let (done, served) = tokio::join!(
        async {
            let done = run.await;
            stop.send(()).expect("readers listen");
            done
        },
        readers
    );
    assert!(served > 10, "only {served} readings");
    let of = |office: &Tenant| {
        let found = done.iter().find(|done| done.slug == office.slug());
        &found.expect("told of").result
    };
    assert!(of(&busy).is_err(), "migrated behind a reader's back");
    assert_eq!(of(&free).as_ref().ok(), Some(&1));
    // Once the long one is over, a repeat finishes what was left.
    long.close().await.expect("over");
    let done = migrate::offices(&platform.admin, vec![offices[0].clone()], |_| {}).await;
    assert_eq!(
        done[0].result.as_ref().ok(),
        Some(&1),
        "{:?}",
        done[0].result
    );
}

// MT-130
#[tokio::test]
async fn a_lock_given_up_in_time_is_waited_for() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let busy = platform.office("chwila").await.expect("an office");
    let candidate = one_behind(&platform, &busy).await;
    let long = reading(&platform, &busy).await;
    let run = migrate::offices(&platform.admin, vec![candidate], |_| {});
    let (done, ()) = tokio::join!(run, async {
        // The first try waits for the lock and gives up; only then is it free.
        for waits in [true, false] {
            until_somebody_waits(&platform, &busy, waits).await;
        }
        long.close().await.expect("over");
    });
    assert_eq!(
        done[0].result.as_ref().ok(),
        Some(&1),
        "{:?}",
        done[0].result
    );
}
