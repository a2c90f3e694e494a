//! `ratusz service` and `ratusz template`: one office's services as files, beside its neighbour.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{AssertSqlSafe, Executor, Row};
use serde_json::Value;
use tests::{Cluster, Program};

use super::{DATABASE, installed};

const OFFICE: &str = "grajewo";
const NEIGHBOUR: &str = "gmina-suwalki";
/// A service both take from the same template, without changes.
const SERVICE: &str = "pismo-ogolne";

/// The program with two offices, over a copy of the folder of offices that a test may change.
struct Desk {
    program: Program,
    cluster: Cluster,
    tenants: PathBuf,
}

impl Desk {
    async fn set() -> Result<Option<Self>> {
        let Some((mut program, cluster)) = installed().await? else {
            return Ok(None);
        };
        let tenants = cluster.home().join("tenants");
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../tenants"),
            &tenants,
        )?;
        program.set("RATUSZ__TENANTS__DIR", tenants.display().to_string());
        program.run(&["migrate"])?;
        for office in [OFFICE, NEIGHBOUR] {
            program.run(&["tenant", "apply", "--yes", "--only", office])?;
        }
        Ok(Some(Self {
            program,
            cluster,
            tenants,
        }))
    }

    fn services(&self, office: &str) -> PathBuf {
        self.tenants.join(office).join("services")
    }

    fn diff(&self, folder: &Path) -> Result<(Option<i32>, String)> {
        let folder = folder.display().to_string();
        self.program
            .try_to(&["service", "diff", "--office", OFFICE, &folder])
    }

    fn import(&self, file: &Path, how: &str) -> Result<(Option<i32>, String)> {
        let file = file.display().to_string();
        self.program
            .try_to(&["service", "import", "--office", OFFICE, how, &file])
    }

    fn export(&self, more: &[&str]) -> Result<(Option<i32>, String)> {
        let words = ["service", "export", "--office", OFFICE];
        self.program.try_to(&[&words[..], more].concat())
    }

    /// Everything an office keeps about its services, and its trail, as one text.
    async fn kept(&self, office: &str) -> Result<String> {
        let mut session = self.cluster.session(DATABASE).await?;
        let schema: String = one(
            &mut session,
            format!("select schema_name from registry.tenant where slug = '{office}'"),
        )
        .await?;
        let sql = format!(
            "select coalesce(string_agg(line, E'\\n' order by line), '') from ( \
             select s::text as line from {schema}.service s \
             union all select e::text from {schema}.service_edition e \
             union all select a::text from {schema}.audit_entry a \
             union all select p::text from registry.published_service p \
               where p.tenant_id = (select id from registry.tenant where slug = '{office}')) all_"
        );
        one(&mut session, sql).await
    }

    /// Editions of a service of the office, and the one the public catalogue shows.
    async fn editions(&self, slug: &str) -> Result<(i64, i32)> {
        let mut session = self.cluster.session(DATABASE).await?;
        let schema: String = one(
            &mut session,
            format!("select schema_name from registry.tenant where slug = '{OFFICE}'"),
        )
        .await?;
        let sql = format!(
            "select count(*), (select edition_number from registry.published_service p \
               join registry.tenant t on t.id = p.tenant_id \
               where t.slug = '{OFFICE}' and p.slug = '{slug}') \
             from {schema}.service_edition e join {schema}.service s on s.id = e.service_id \
             where s.slug = '{slug}'"
        );
        let row = session.fetch_one(AssertSqlSafe(sql)).await?;
        Ok((row.get(0), row.get(1)))
    }
}

async fn one(session: &mut PgConnection, sql: String) -> Result<String> {
    Ok(session.fetch_one(AssertSqlSafe(sql)).await?.get(0))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => {
                fs::copy(entry.path(), target)?;
            }
        }
    }
    Ok(())
}

fn edit(file: &Path, from: &str, to: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    assert!(text.contains(from), "{} has no {from}", file.display());
    Ok(fs::write(file, text.replacen(from, to, 1))?)
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries: std::io::Result<Vec<_>> = fs::read_dir(folder)?.collect();
    let mut names: Vec<String> = entries?
        .iter()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

#[tokio::test]
async fn services_go_to_files_and_back_and_the_neighbour_is_untouched() -> Result<()> {
    let Some(desk) = Desk::set().await? else {
        return Ok(());
    };
    let neighbour = desk.kept(NEIGHBOUR).await?;
    let own = desk.services(OFFICE);
    let (code, said) = desk.diff(&own)?;
    assert_eq!(code, Some(0), "{said}");

    // What is written is what the files said, and nothing of the neighbour.
    let out = desk.cluster.home().join("out");
    let folder = out.display().to_string();
    let (code, said) = desk.export(&["--to", &folder])?;
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(names(&out)?, names(&own)?);
    assert_ne!(names(&out)?, names(&desk.services(NEIGHBOUR))?);
    let (code, said) = desk.diff(&out)?;
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = desk.export(&["--to", &folder, "--service", "usuwanie-azbestu"])?;
    assert_eq!(code, Some(1), "the neighbour's service: {said}");

    // A changed file is told in words, tried, and taken in as the next edition.
    let file = out.join(format!("{SERVICE}.toml"));
    let more = "[set]\ntitle = \"Napisz do nas\"\n\"card.time\" = \"Do tygodnia.\"\n";
    edit(&file, "[set]\n", more)?;
    let (code, said) = desk.diff(&out)?;
    assert_eq!(code, Some(2), "{said}");
    for words in [
        "~ pismo-ogolne",
        "usługa, tytuł: „",
        "→ „Napisz do nas”",
        "karta, ile to trwa",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let before = desk.kept(OFFICE).await?;
    let (code, said) = desk.import(&file, "--dry-run")?;
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("wydanie 2") && said.contains("Niczego nie zmieniono"),
        "{said}"
    );
    assert_eq!(desk.kept(OFFICE).await?, before);
    let (code, said) = desk.import(&file, "--yes")?;
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(desk.editions(SERVICE).await?, (2, 2));
    let (code, said) = desk.diff(&out)?;
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = desk.import(&file, "--yes")?;
    assert!(code == Some(0) && said.contains("dokładnie taką"), "{said}");
    assert_eq!(desk.editions(SERVICE).await?, (2, 2));
    assert!(desk.kept(OFFICE).await?.contains("service_imported"));

    // Files of other content are not written over unless asked for.
    let own = own.display().to_string();
    let (code, said) = desk.export(&["--to", &own])?;
    assert!(code == Some(1) && said.contains("--overwrite"), "{said}");
    let (code, said) = desk.export(&["--to", &own, "--overwrite"])?;
    assert!(
        code == Some(0) && said.contains("Zapisano: 1 plik"),
        "{said}"
    );

    // A service without a file is told as well.
    fs::remove_file(&file)?;
    let (code, said) = desk.diff(&out)?;
    assert!(code == Some(2) && said.contains("- pismo-ogolne"), "{said}");
    assert_eq!(desk.kept(NEIGHBOUR).await?, neighbour);
    Ok(())
}

#[tokio::test]
async fn a_file_with_mistakes_tells_all_and_changes_nothing() -> Result<()> {
    let Some(desk) = Desk::set().await? else {
        return Ok(());
    };
    let before = desk.kept(OFFICE).await?;
    let file = desk.cluster.home().join("in-1.toml");
    let text = "template = \"in-1\"\nedition = 2\nremove_fields = [\"nic\"]\n[set]\nunit = \"XX\"\n\
                \"fields.telefn.hint\" = \"x\"\n\"fields.grunty.type\" = \"text\"\n";
    fs::write(&file, text)?;
    let (code, said) = desk.import(&file, "--yes")?;
    assert_eq!(code, Some(1), "{said}");
    for place in ["in-1.toml:3:", "in-1.toml:6:", "in-1.toml:7:", "„telefon”"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    fs::write(
        &file,
        "template = \"in-1\"\nedition = 2\n[set]\nunit = \"XX\"\n",
    )?;
    let (code, said) = desk.import(&file, "--yes")?;
    assert!(code == Some(1) && said.contains("in-1.toml:4:"), "{said}");
    fs::write(&file, "template = \"nie-ma\"\nedition = 1\n")?;
    let (code, said) = desk.import(&file, "--yes")?;
    assert!(code == Some(1) && said.contains("in-1.toml:1:"), "{said}");
    fs::write(&file, "template = \"in-1\"\nedition = 7\n")?;
    let (code, said) = desk.import(&file, "--yes")?;
    assert!(code == Some(1) && said.contains("w wydaniu 7"), "{said}");
    let nobody = file.display().to_string();
    let words = ["service", "import", "--office", "nie-ma", "--yes", &nobody];
    assert_eq!(desk.program.try_to(&words)?.0, Some(1));
    assert_eq!(desk.kept(OFFICE).await?, before);
    Ok(())
}

#[tokio::test]
async fn the_lead_sees_who_is_behind_a_template() -> Result<()> {
    let Some(desk) = Desk::set().await? else {
        return Ok(());
    };
    let behind = |office: &str| -> Result<(u64, u64)> {
        let said = desk.program.run(&["template", "status", "--json"])?;
        let said: Value = serde_json::from_str(&said)?;
        let template = said["templates"]
            .as_array()
            .context("templates")?
            .iter()
            .find(|template| template["template"] == SERVICE)
            .context("the template")?;
        let offices = template["offices"].as_array().context("offices")?;
        let here = offices.iter().find(|one| one["office"] == office);
        let here = here.context("the office")?;
        assert!(
            here["since"].is_string() && here["published"] == true,
            "{here}"
        );
        let number = |value: &Value| value.as_u64().context("a number");
        Ok((number(&here["edition"])?, number(&here["behind"])?))
    };
    assert_eq!(behind(OFFICE)?, (2, 0));

    // The lead publishes the next edition; the offices' files still name the one before.
    let template = format!("podlaskie/templates/{SERVICE}.toml");
    let template = desk.tenants.join(template);
    edit(&template, "edition = 2", "edition = 3")?;
    edit(&template, "summary = \"", "summary = \"Nowe: ")?;
    desk.program
        .run(&["tenant", "apply", "--yes", "--only", NEIGHBOUR])?;
    assert_eq!(behind(OFFICE)?, (2, 1));
    assert_eq!(behind(NEIGHBOUR)?, (2, 1));
    let table = desk.program.run(&["template", "status"])?;
    assert!(table.contains("starsze o 1"), "{table}");
    assert!(
        table.contains("na starszym wydaniu: 2 (2 urzędy)"),
        "{table}"
    );

    // One office goes along; the other stays.
    let neighbour = desk.kept(NEIGHBOUR).await?;
    let file = desk.services(OFFICE).join(format!("{SERVICE}.toml"));
    edit(&file, "edition = 2", "edition = 3")?;
    let (code, said) = desk.import(&file, "--yes")?;
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("wzorzec: pismo-ogolne (wyd. 2) → pismo-ogolne (wyd. 3)"),
        "{said}"
    );
    assert_eq!(behind(OFFICE)?, (3, 0));
    assert_eq!(behind(NEIGHBOUR)?, (2, 1));
    assert_eq!(desk.kept(NEIGHBOUR).await?, neighbour);
    let plan = desk.program.run(&["tenant", "plan"])?;
    assert!(!plan.contains(&format!("~ {OFFICE}")), "{plan}");
    Ok(())
}

#[tokio::test]
async fn the_lead_writes_editions_to_files_and_gives_roles() -> Result<()> {
    let Some(desk) = Desk::set().await? else {
        return Ok(());
    };
    let template = format!("podlaskie/templates/{SERVICE}.toml");
    let template = desk.tenants.join(template);

    // The edition as a file says what the lead's own file says.
    let out = desk.cluster.home().join("wzorce");
    let folder = out.display().to_string();
    let asked = ["template", "export", SERVICE, "--to", &folder];
    desk.program.run(&asked)?;
    let file = out.join(format!("{SERVICE}.toml"));
    let read = |path: &Path| -> Result<catalogue::Definition> {
        let text = fs::read_to_string(path)?;
        catalogue::read_definition("", &text).map_err(|faults| anyhow::anyhow!("{faults:?}"))
    };
    assert_eq!(read(&file)?, read(&template)?);
    edit(&file, "title = \"", "title = \"Inaczej: ")?;
    assert_eq!(desk.program.try_to(&asked)?.0, Some(1));
    desk.program.run(&[&asked[..], &["--overwrite"]].concat())?;
    assert_eq!(read(&file)?, read(&template)?);
    let none = ["template", "export", "nie-ma", "--to", &folder];
    assert_eq!(desk.program.try_to(&none)?.0, Some(1));

    // A catalogue editor of the lead is invited, and shown as one.
    let email = "edyta@region.example.pl";
    let invite = ["operator", "invite", email, "--name", "Edyta", "--role"];
    desk.program
        .run(&[&invite[..], &["catalogue_editor"]].concat())?;
    let table = desk.program.run(&["operator", "list"])?;
    assert!(table.contains("redaktor wzorców"), "{table}");
    desk.program.run(&["operator", "role", email, "operator"])?;
    let table = desk.program.run(&["operator", "list"])?;
    assert!(!table.contains("redaktor wzorców"), "{table}");
    let nobody = ["operator", "role", "nikt@region.example.pl", "operator"];
    assert_eq!(desk.program.try_to(&nobody)?.0, Some(1));
    Ok(())
}
