//! What an office's own role could do to its limits, its sessions and its neighbours' data.

use domain::assurance::Assurance;
use domain::identifiers::Pesel;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{Connection, Executor};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::residents::{self, Identity};
use tenancy::provision::{self, OfficeFacts};
use tenancy::{OfficeProfile, Tenancy, Tenant, TenantTx};
use tests::people::{inhabitant, two_offices};
use tests::platform::{Platform, config, server_url};

/// More than the role's own limit; the program's share per office is smaller still.
const CONNECTIONS_TRIED: usize = 12;

async fn text(tx: &impl ConnectionTrait, sql: &str) -> String {
    let row = tx
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .expect("an answer")
        .expect("a row");
    row.try_get_by_index(0).expect("text")
}

async fn run(tx: &TenantTx, sql: &str) -> Result<(), sea_orm::DbErr> {
    tx.execute_unprepared(sql).await.map(|_| ())
}

/// A connection that logs in as the office's role, without the program.
async fn as_role(
    platform: &Platform,
    office: &Tenant,
) -> Result<PgConnection, sea_orm::sqlx::Error> {
    let options: PgConnectOptions = platform.url.parse().expect("a URL");
    let password = platform.secret.tenant_password(office.id());
    let options = options
        .username(office.schema().as_str())
        .password(&password);
    PgConnection::connect_with(&options).await
}

async fn limit_in_a_new_program(platform: &Platform, office: &Tenant) -> String {
    let fresh = Tenancy::connect(config(&platform.url)).await;
    let office = fresh.expect("a door").by_slug(office.slug());
    let tx = office.expect("known").begin().await;
    text(&*tx.expect("a transaction"), "show statement_timeout").await
}

// MT-147
#[tokio::test]
async fn a_time_limit_switched_off_in_one_session_is_back_in_the_next() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("limity").await.expect("an office");
    let tx = office.begin().await.expect("a transaction");
    assert_eq!(text(&*tx, "show statement_timeout").await, "15s");
    assert_eq!(
        text(&*tx, "show idle_in_transaction_session_timeout").await,
        "30s"
    );
    assert_eq!(text(&*tx, "show lock_timeout").await, "5s");
    run(&tx, "set statement_timeout = 0")
        .await
        .expect("PostgreSQL lets it");
    tx.commit().await.expect("a commit");
    assert_eq!(limit_in_a_new_program(&platform, &office).await, "15s");
}

// MT-147
#[tokio::test]
async fn a_limit_or_password_the_role_gave_itself_is_put_back_by_onboarding() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let office = platform.office("wlasne").await.expect("an office");
    let schema = office.schema().as_str();
    let tx = office.begin().await.expect("a transaction");
    // Both are allowed to every role of PostgreSQL, about itself.
    run(&tx, "set password_encryption = 'scram-sha-256'")
        .await
        .ok();
    let sql = format!("alter role {schema} in database ratusz_test set statement_timeout = 0");
    run(&tx, &sql).await.expect("PostgreSQL lets it");
    tx.commit().await.expect("a commit");
    let facts = OfficeFacts {
        slug: office.slug().to_owned(),
        name: office.name().to_owned(),
        kind: office.kind().to_owned(),
        role: office.role().to_owned(),
        teryt: None,
        hosts: Vec::new(),
        profile: OfficeProfile::default(),
        file_hash: String::new(),
    };
    provision::office(&platform.admin, &facts)
        .await
        .expect("again");
    assert_eq!(limit_in_a_new_program(&platform, &office).await, "15s");
}

// MT-125, MT-141
#[tokio::test]
async fn a_role_cannot_take_all_connections_of_the_server() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = two_offices(&platform).await.expect("two offices");
    let mut held = Vec::new();
    let mut refused = None;
    for _ in 0..CONNECTIONS_TRIED {
        match as_role(&platform, &here.tenant).await {
            Ok(connection) => held.push(connection),
            Err(fault) => {
                refused = Some(fault.to_string());
                break;
            }
        }
    }
    let refused = refused.expect("there is a limit");
    assert!(refused.contains("too many connections"), "{refused}");
    assert_eq!(held.len(), 8);
    there.tenant.begin().await.expect("the neighbour is served");
    for connection in held {
        connection.close().await.expect("closed");
    }
}

// MT-143
#[tokio::test]
async fn what_one_session_leaves_behind_never_shows_a_neighbour() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = two_offices(&platform).await.expect("two offices");
    let ewa = inhabitant(&there, "Ewa Zmyślik", Assurance::Low).await;
    let foreign = there.tenant.schema().as_str();
    for sql in [
        format!("set search_path = {foreign}"),
        format!("prepare spy as select count(*) from {foreign}.resident"),
        format!("set role {foreign}"),
        format!("set session authorization {foreign}"),
        "begin; set transaction isolation level serializable".to_owned(),
    ] {
        let tx = here.tenant.begin().await.expect("a transaction");
        if run(&tx, &sql).await.is_ok() {
            tx.commit().await.ok();
        }
    }
    // A transaction dropped half way, and one lost to a panic.
    let tx = here.tenant.begin().await.expect("a transaction");
    run(&tx, "insert into setting values ('x', '1', 'file', now())")
        .await
        .ok();
    drop(tx);
    let tenant = here.tenant.clone();
    let task = tokio::spawn(async move {
        let _tx = tenant.begin().await.expect("a transaction");
        panic!("a handler failed");
    });
    assert!(task.await.is_err());
    for _ in 0..8 {
        let tx = here.tenant.begin().await.expect("a transaction");
        assert_eq!(
            text(&*tx, "select current_user::text").await,
            here.tenant.schema().as_str()
        );
        let spied = tx.query_one_raw(Statement::from_string(
            DbBackend::Postgres,
            format!("select id::text from {foreign}.resident"),
        ));
        assert!(spied.await.is_err(), "read a neighbour");
    }
    let tx = there.tenant.begin().await.expect("a transaction");
    assert_eq!(
        text(&*tx, "select id::text from resident").await,
        ewa.id.to_string()
    );
    assert_eq!(
        text(&*tx, "select current_schemas(false)::text").await,
        format!("{{{foreign},ext}}")
    );
}

// MT-141
#[tokio::test]
async fn the_registry_cannot_read_an_office_and_an_office_not_the_registry() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, _there) = two_offices(&platform).await.expect("two offices");
    let schema = here.tenant.schema().as_str();
    for table in [
        "resident",
        "draft",
        "application",
        "case_file",
        "session",
        "audit_entry",
    ] {
        let tx = platform.tenancy.registry().await.expect("a transaction");
        let sql = format!("select * from {schema}.{table}");
        assert!(tx.execute_unprepared(&sql).await.is_err(), "{table}");
    }
    for table in [
        "tenant",
        "tenant_key",
        "operator",
        "operator_session",
        "published_service",
    ] {
        let tx = here.tenant.begin().await.expect("a transaction");
        let sql = format!("select * from registry.{table}");
        assert!(tx.execute_unprepared(&sql).await.is_err(), "{table}");
    }
}

// MT-141
#[tokio::test]
async fn a_role_alone_reads_nothing_but_its_own() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = two_offices(&platform).await.expect("two offices");
    let mut alone = as_role(&platform, &here.tenant).await.expect("logged in");
    alone
        .fetch_all("select * from resident")
        .await
        .expect("its own");
    let foreign = there.tenant.schema().as_str();
    for sql in [
        format!("select * from {foreign}.resident"),
        format!("set search_path = {foreign}; select * from draft"),
        format!("set role {foreign}"),
        "create temp table x (a int)".to_owned(),
        "create function f() returns int language sql as 'select 1'".to_owned(),
        "copy resident to program 'cat'".to_owned(),
        "select * from pg_authid".to_owned(),
        "create extension dblink".to_owned(),
        "drop table draft".to_owned(),
    ] {
        let safe = sea_orm::sqlx::AssertSqlSafe(sql.clone());
        assert!(
            alone.execute(sea_orm::sqlx::raw_sql(safe)).await.is_err(),
            "{sql}"
        );
    }
}

// MT-046, MT-050, MT-146
#[tokio::test]
async fn what_one_office_sealed_does_not_open_at_another() {
    let Some(server) = server_url() else { return };
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = two_offices(&platform).await.expect("two offices");
    let what = "draft/0191e7a0-0000-7000-8000-000000000000";
    let sealed = here.tenant.keys().seal(what, b"tajne").expect("sealed");
    assert_eq!(
        here.tenant.keys().open(what, &sealed).expect("opened"),
        b"tajne"
    );
    assert!(
        there.tenant.keys().open(what, &sealed).is_err(),
        "the neighbour's key"
    );
    assert!(
        here.tenant.keys().open("draft/x", &sealed).is_err(),
        "another row"
    );
    let mut bent = sealed.clone();
    let last = bent.len() - 1;
    bent[last] ^= 1;
    assert!(
        here.tenant.keys().open(what, &bent).is_err(),
        "a bit changed"
    );
    let index = |office: &Tenant| office.keys().blind_index("pesel", "44051401359");
    assert_ne!(index(&here.tenant), index(&there.tenant));
    // The same PESEL in both offices: neither finds the other's account.
    let pesel = Pesel::parse("44051401359").expect("a synthetic PESEL");
    let identity = Identity {
        given_name: "Anna".to_owned(),
        family_name: "Probierz".to_owned(),
        pesel: Some(pesel.clone()),
        birth_date: None,
        email: None,
    };
    let anna = here
        .resident_known_as(&identity, Assurance::High)
        .await
        .expect("Anna");
    for (office, expected) in [(&here, vec![anna.id]), (&there, Vec::new())] {
        let tx = office.tenant.begin().await.expect("a transaction");
        let found = residents::with_pesel(&tx, &pesel).await.expect("an answer");
        let found: Vec<_> = found.into_iter().map(|id| id.0).collect();
        assert_eq!(found, expected);
    }
}
