//! Invented people and cases in the offices of the region.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use domain::calendar::Calendar;
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{AssertSqlSafe, Row, query};

use super::{DATABASE, installed};

const OFFICES: usize = 16;

#[tokio::test]
async fn every_office_has_a_believable_inbox_and_a_repeat_adds_nothing() -> Result<()> {
    let Some((program, cluster)) = installed().await? else {
        return Ok(());
    };
    program.run(&["migrate"])?;
    program.run(&["tenant", "apply", "--yes"])?;
    let said = program.run(&["demo-data"])?;
    assert!(said.starts_with("16 urzędów, spraw"), "{said}");
    let mut db = cluster.session(DATABASE).await?;
    let offices = offices(&mut db).await?;
    assert_eq!(offices.len(), OFFICES);
    let mut filed = BTreeSet::new();
    for (slug, schema) in &offices {
        let states = states(&mut db, schema).await?;
        for state in [
            "registered",
            "in_progress",
            "waiting_for_applicant",
            "settled",
            "closed",
        ] {
            assert!(
                states.contains_key(state),
                "{slug} has no {state}: {states:?}"
            );
        }
        assert!(states["late"] > 0, "{slug}: {states:?}");
        assert!(
            states["today"] > 0 || !works_today(&mut db).await?,
            "{slug}: {states:?}"
        );
        assert!(
            states["kept"] > 0 && states["keepers"] > 1,
            "{slug}: {states:?}"
        );
        let sql = format!("select distinct service_slug from {schema}.draft where state = 'filed'");
        for row in query(AssertSqlSafe(sql)).fetch_all(&mut db).await? {
            filed.insert(row.get::<String, _>(0));
        }
    }
    assert_eq!(
        templates_without(&filed),
        Vec::<String>::new(),
        "filed nowhere"
    );
    let before = (
        census(&mut db, &offices).await?,
        files(&cluster.home().join("files"))?,
    );
    assert!(before.1 > 100, "papers are attached: {}", before.1);
    let said = program.run(&["demo-data"])?;
    assert!(said.starts_with("16 urzędów, spraw"), "{said}");
    let after = (
        census(&mut db, &offices).await?,
        files(&cluster.home().join("files"))?,
    );
    assert_eq!(before, after);
    tests::cluster::close(db).await
}

async fn offices(db: &mut PgConnection) -> Result<Vec<(String, String)>> {
    let sql = "select slug, schema_name from registry.tenant order by slug";
    let rows = query(sql).fetch_all(db).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// How many cases are in each state, late, due today, kept by somebody, and by how many.
async fn states(db: &mut PgConnection, schema: &str) -> Result<BTreeMap<String, i64>> {
    let open = "state in ('registered', 'in_progress')";
    let today = "(now() at time zone 'Europe/Warsaw')::date";
    let sql = format!(
        "select state, count(*) from {schema}.case_file group by state \
         union all select 'late', count(*) from {schema}.case_file \
           where {open} and due_on < {today} \
         union all select 'today', count(*) from {schema}.case_file \
           where {open} and due_on = {today} \
         union all select 'kept', count(assignee_id) from {schema}.case_file \
         union all select 'keepers', count(distinct assignee_id) from {schema}.case_file"
    );
    let rows = query(AssertSqlSafe(sql)).fetch_all(db).await?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}

/// On a day off no term ends.
async fn works_today(db: &mut PgConnection) -> Result<bool> {
    let sql = "select (now() at time zone 'Europe/Warsaw')::date";
    let today = query(sql).fetch_one(db).await?.get(0);
    Ok(Calendar::statutory().is_working_day(today))
}

/// Everything that grows when something is added.
async fn census(db: &mut PgConnection, offices: &[(String, String)]) -> Result<Vec<Vec<i64>>> {
    let mut all = Vec::new();
    for (_, schema) in offices {
        let sql = format!(
            "select (select count(*) from {schema}.draft), \
               (select count(*) from {schema}.application), \
               (select count(*) from {schema}.case_file), \
               (select count(*) from {schema}.case_event), \
               (select count(*) from {schema}.attachment), \
               (select count(*) from {schema}.resident), \
               (select count(*) from {schema}.staff_member), \
               (select count(*) from {schema}.outbox), \
               (select max(seq) from {schema}.audit_entry)"
        );
        let row = query(AssertSqlSafe(sql)).fetch_one(&mut *db).await?;
        all.push((0..9).map(|column| row.get(column)).collect());
    }
    Ok(all)
}

/// The lead's templates with a form that an office has taken over and nobody filed.
fn templates_without(filed: &BTreeSet<String>) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tenants");
    let files = store::onboarding::read_folder(&folder).expect("the region's files");
    let (repository, _) = catalogue::repository::Repository::read(&files);
    let offices = repository.offices.iter().flat_map(|entry| &entry.services);
    let adopted: BTreeSet<&str> = offices
        .filter_map(|service| Some(service.adopted.as_ref()?.template.as_str()))
        .collect();
    let templates = repository.templates.iter();
    let with_form =
        templates.filter(|one| !one.form.steps.is_empty() && adopted.contains(one.slug.as_str()));
    let missing = with_form.filter(|one| !filed.contains(&one.slug));
    missing.map(|one| one.slug.clone()).collect()
}

fn files(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        count += match entry.file_type()?.is_dir() {
            true => files(&entry.path())?,
            false => 1,
        };
    }
    Ok(count)
}
