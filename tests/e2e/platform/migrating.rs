//! Migrating the schemas of offices: the same result as a new one, whatever happens on the way.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};
use tenancy::migrate::{self, Candidate};
use tenancy::{Admin, Tenant};
use tests::Platform;
use tests::platform::{plant, secret, server_url};

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
