//! What people of the tests file: services taken over from the lead's templates, drafts, cases.

use std::path::Path;

use anyhow::{Context, Result};
use catalogue::{Answers, Definition};
use domain::assurance::Assurance;
use domain::ids::{CaseId, ResidentId};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde_json::json;
use store::applications::{Filed, Filing};
use store::drafts::{Content, Holder, NewDraft};
use store::{applications, drafts, onboarding, published, services, sketches};
use uuid::Uuid;

use crate::Platform;
use crate::people::{Office, Person, now};

/// Tables of an office that only acts change.
const TABLES: [&str; 20] = [
    "service_sketch",
    "service_sketch_state",
    "service_update_postponed",
    "unit",
    "setting",
    "staff_member",
    "staff_role",
    "invitation",
    "resident",
    "sign_in",
    "service",
    "service_edition",
    "draft",
    "attachment",
    "application",
    "receipt",
    "case_file",
    "case_message",
    "deadline",
    "outbox",
];

/// A service published in an office.
#[derive(Clone, Debug)]
pub struct Service {
    pub definition: Definition,
    pub edition: Uuid,
}

/// Something filed, with everything that can be asked for by its address.
#[derive(Clone, Debug)]
pub struct Matter {
    /// The draft and the application.
    pub id: Uuid,
    pub receipt: String,
    pub case: CaseId,
}

impl Office {
    /// Takes over the lead's template `slug` as it stands, by the product's own onboarding.
    ///
    /// # Errors
    /// When there is no such template or onboarding fails.
    pub async fn adopts(&mut self, platform: &Platform, slug: &str) -> Result<Service> {
        self.services.push(slug.to_owned());
        let files = self.files()?;
        let asked = onboarding::Planning {
            files: &files,
            only: Some(self.tenant.slug()),
            production: false,
        };
        let plan = onboarding::plan(&platform.tenancy, asked).await?;
        anyhow::ensure!(plan.problems.is_empty(), "{:?}", plan.problems);
        let run = onboarding::Run {
            id: store::ids::fresh(),
            started_by: "program",
            now: now(),
        };
        let door = (&platform.admin, &platform.tenancy);
        for applied in onboarding::apply(door, &plan, run, |_| {}).await? {
            applied.outcome?;
        }
        let known = platform.tenancy.by_id(self.tenant.id());
        self.tenant = known.context("the office is known")?;
        let tx = platform.tenancy.registry().await?;
        let rows = published::of_office(&tx, self.tenant.id()).await?;
        let row = rows.into_iter().find(|row| row.slug == slug);
        let row = row.context("the service is published")?;
        let definition = Definition::from_json(&row.definition)
            .map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        Ok(Service {
            definition,
            edition: row.edition_id,
        })
    }

    /// The files of an office like Grajewo, under this office's name and without an area, which
    /// only one office may have; and the lead's templates.
    fn files(&self) -> Result<Vec<(String, String)>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tenants");
        let slug = self.tenant.slug();
        let text = std::fs::read_to_string(root.join("grajewo/tenant.toml"))?
            .replace("slug = \"grajewo\"", &format!("slug = \"{slug}\""))
            .replace(
                "\"Urząd Miasta Grajewo\"",
                &format!("\"{}\"", self.tenant.name()),
            )
            .replace("\"urban_gmina\"", "\"roads_authority\"")
            .replace("teryt = \"2004011\"\n", "")
            .replace("logo = \"logo.svg\"\n", "");
        let mut files = vec![(format!("tenants/{slug}/tenant.toml"), text)];
        for service in &self.services {
            let template = root.join(format!("podlaskie/templates/{service}.toml"));
            let template = std::fs::read_to_string(template)?;
            let edition = template.lines().find(|line| line.starts_with("edition = "));
            let edition = edition.context("the edition of a template")?;
            let text = format!("template = \"{service}\"\n{edition}\n");
            files.push((format!("tenants/{slug}/services/{service}.toml"), text));
        }
        let lead = onboarding::read_folder(&root)?;
        let is_template = |file: &str| file.contains("/templates/");
        files.extend(lead.into_iter().filter(|(file, _)| is_template(file)));
        Ok(files)
    }

    /// A draft of `person` with these answers, every step saved.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn draft(
        &self,
        person: &Person,
        service: &Service,
        answers: Answers,
    ) -> Result<Uuid> {
        let steps = service.definition.to_json();
        let steps = steps["form"]["steps"].as_array().cloned();
        let saved = steps.unwrap_or_default();
        let content = Content {
            answers,
            saved: saved
                .iter()
                .filter_map(|step| step["key"].as_str().map(str::to_owned))
                .collect(),
            ..Content::default()
        };
        let id = store::ids::fresh();
        let new = NewDraft {
            id,
            edition_id: service.edition,
            service_slug: &service.definition.slug,
            holder: Holder::resident(ResidentId(person.id)),
            content: &content,
            now: now(),
        };
        let tx = self.tenant.begin().await?;
        drafts::start(&tx, &new).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// A request for public information that `person` has filed.
    ///
    /// # Errors
    /// When the filing is not taken.
    pub async fn matter(&self, person: &Person, service: &Service) -> Result<Matter> {
        let id = self.draft(person, service, request()).await?;
        let filing = Filing {
            draft_id: id,
            holder: Holder::resident(ResidentId(person.id)),
            assurance: Assurance::Substantial,
            edition: None,
            account_pesel: None,
            random: crate::some_id().into_bytes()[..8].try_into()?,
            at: now().into(),
        };
        let tx = self.tenant.begin().await?;
        let filed = applications::file(&tx, &filing).await?;
        tx.commit().await?;
        let Some(Filed::Now(receipt, _)) = filed else {
            anyhow::bail!("not filed: {filed:?}");
        };
        Ok(Matter {
            id,
            receipt: receipt.number,
            case: CaseId(receipt.case_id.context("a case")?),
        })
    }
}

impl Office {
    /// A sketch of the next edition of `service`, unless one is being written.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn sketch(&self, service: &Service) -> Result<()> {
        let tx = self.tenant.begin().await?;
        let slug = &service.definition.slug;
        if sketches::find(&tx, slug).await?.is_none() {
            let new = sketches::NewSketch {
                service: services::find(&tx, slug).await?.map(|found| found.id),
                template: None,
                base_edition: Some(service.edition),
                definition: &service.definition,
            };
            let change = sketches::Change {
                act: "start",
                by: Uuid::nil(),
                at: now(),
            };
            sketches::start(&tx, new, change).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Rows of every table of the office as sums; the trail of who looked grows by looking, and
    /// sessions by being used.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn fingerprint(&self) -> Result<Vec<(&'static str, i64)>> {
        let mut sums = Vec::new();
        let tx = self.tenant.begin().await?;
        for table in TABLES {
            let sql = format!(
                "select count(*) + coalesce(sum(hashtext(t::text)::bigint), 0)::bigint \
                 from {table} t"
            );
            let statement = Statement::from_string(DbBackend::Postgres, sql);
            let row = tx.query_one_raw(statement).await?.context("a row")?;
            sums.push((table, row.try_get_by_index(0)?));
        }
        Ok(sums)
    }
}

/// Answers of a request for public information.
#[must_use]
pub fn request() -> Answers {
    let answers = json!({
        "zakres": "Umowy na odśnieżanie dróg z zimy 2025.",
        "znany_okres": false,
        "sposob": "email",
        "email": "proba@example.pl",
        "format": "dowolny",
    });
    answers.as_object().cloned().unwrap_or_default()
}

/// Runs a statement of a test.
///
/// # Errors
/// When it fails.
pub async fn execute(tx: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u64> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}
