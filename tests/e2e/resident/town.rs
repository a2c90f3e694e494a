//! An office with two services, a neighbour with the same ones, residents and their browsers.

use catalogue::Definition;
use chrono::{DateTime, Utc};
use domain::assurance::Assurance;
use domain::identifiers::Pesel;
use domain::ids::ResidentId;
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::applications::{self, Filed, Filing};
use store::drafts::{self, Content, Holder, NewDraft};
use store::residents::Identity;
use store::sessions::{self, PersonKind};
use tenancy::{Tenant, TenantTx};
use tests::Client;
use tests::platform::{Platform, server_url};
use uuid::Uuid;

pub(super) const TREES: &str = include_str!("trees.toml");
pub(super) const NOTE: &str = include_str!("note.toml");

pub(super) struct Town {
    pub(super) platform: Platform,
    pub(super) office: Tenant,
    pub(super) neighbour: Tenant,
    /// Edition of the service `drzewa`, which asks for a substantial level of identity.
    pub(super) trees: Uuid,
}

/// The moment of all tests: noon in Poland.
pub(super) fn noon() -> DateTime<Utc> {
    "2026-10-20T10:00:00Z".parse().expect("an instant")
}

impl Town {
    /// `None` when there is no server to test on.
    pub(super) async fn open(hint: &str) -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let office = platform.office(hint).await.expect("an office");
        let neighbour = platform.office("obok").await.expect("its neighbour");
        let mut editions = Vec::new();
        for tenant in [&office, &neighbour] {
            let tx = tenant.begin().await.expect("a transaction");
            let unit = store::ids::fresh();
            let sql = "insert into unit (id, code, name) values ($1, 'SR', 'Środowisko')";
            execute(&tx, sql, vec![unit.into()]).await;
            for text in [TREES, NOTE] {
                let definition = catalogue::read_definition("t.toml", text).expect("a service");
                let edition = publish(&tx, &definition, unit).await;
                show(&platform, tenant, &definition, edition).await;
                editions.push(edition);
            }
            tx.commit().await.expect("a commit");
        }
        platform.tenancy.reload().await.expect("a reload");
        Some(Self {
            platform,
            office,
            neighbour,
            trees: editions[0],
        })
    }

    /// A service of the neighbour alone, with this title.
    pub(super) async fn only_next_door(&self, title: &str) {
        let mut definition = catalogue::read_definition("t.toml", NOTE).expect("a service");
        definition.slug = "zwierciadlo".to_owned();
        definition.title = title.to_owned();
        let edition = store::ids::fresh();
        show(&self.platform, &self.neighbour, &definition, edition).await;
    }

    pub(super) async fn tx(&self) -> TenantTx {
        self.office.begin().await.expect("a transaction")
    }

    pub(super) async fn resident(&self, name: &str, pesel: Option<&str>) -> ResidentId {
        let tx = self.tx().await;
        let identity = Identity {
            given_name: name.to_owned(),
            family_name: "Przykładowa".to_owned(),
            pesel: pesel.map(|text| Pesel::parse(text).expect("a PESEL")),
            birth_date: None,
            email: Some("osoba@example.com".to_owned()),
        };
        let id = store::residents::sign_in(&tx, "https://login.example", name, &identity, noon());
        let id = id.await.expect("a resident");
        tx.commit().await.expect("a commit");
        id
    }

    /// A browser of nobody at the office.
    pub(super) async fn browser(&self) -> Client {
        let router = self.platform.web(Some(noon())).await.expect("the pages");
        Client::new(router, &format!("{}.ratusz.test", self.office.slug()))
    }

    /// A browser in which `who` is signed in at this level.
    pub(super) async fn signed_in(&self, who: ResidentId, level: Assurance) -> Client {
        let token = format!("proba-{}", tests::some_id().simple());
        let tx = self.tx().await;
        let hash = Sha256::digest(token.as_bytes());
        let person = (PersonKind::Resident, who.0);
        sessions::open(&tx, &hash, person, level, false, noon())
            .await
            .expect("a session");
        tx.commit().await.expect("a commit");
        let mut browser = self.browser().await;
        browser.set_cookie("__Host-ratusz", &token);
        browser
    }

    /// A draft of trees whose answers are complete, made without the pages.
    pub(super) async fn full_draft(&self, holder: Holder) -> Uuid {
        let tx = self.tx().await;
        let id = store::ids::fresh();
        let file = store::attachments::Attachment {
            id: store::ids::fresh(),
            field: "mapa".to_owned(),
            name: "mapa.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: 4,
            sha256: [7; 32],
        };
        let answers = json!({
            "wnioskodawca": { "kind": "person", "first_name": "Anna",
                "last_name": "Przykładowa", "pesel": "44051401458" },
            "rodzaj": "drzewa",
            "drzewa": [{ "gatunek": "lipa", "obwod": 120 }],
            "mapa": [{ "id": file.id, "name": file.name, "size": 4,
                "sha256": "07".repeat(32), "media_type": "text/plain" }],
            "prawda": true,
        });
        let content = Content {
            answers: answers.as_object().expect("an object").clone(),
            ..Content::default()
        };
        let new = NewDraft {
            id,
            edition_id: self.trees,
            service_slug: "drzewa",
            holder,
            content: &content,
            now: noon(),
        };
        drafts::start(&tx, &new).await.expect("a draft");
        store::attachments::keep(&tx, id, &file, noon())
            .await
            .expect("a file");
        tx.commit().await.expect("a commit");
        id
    }

    /// Files a draft in a transaction of its own; whoever finds no connection free comes again.
    pub(super) async fn file(&self, draft: Uuid, holder: Holder) -> Option<Filed> {
        file_in(&self.office, draft, holder).await
    }
}

pub(super) async fn file_in(office: &Tenant, draft: Uuid, holder: Holder) -> Option<Filed> {
    let tx = loop {
        if let Ok(tx) = office.begin().await {
            break tx;
        }
    };
    let chance = tests::some_id().into_bytes();
    let filing = Filing {
        draft_id: draft,
        holder,
        assurance: Assurance::Substantial,
        edition: None,
        account_pesel: None,
        random: [0, 1, 2, 3, 4, 5, 6, 7].map(|at: usize| chance[at]),
        at: noon().fixed_offset(),
    };
    let filed = applications::file(&tx, &filing).await.expect("an outcome");
    tx.commit().await.expect("a commit");
    filed
}

pub(super) async fn execute(tx: &TenantTx, sql: &str, values: Vec<Value>) {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    tx.execute_raw(statement).await.expect("a statement");
}

/// The only number a query gives.
pub(super) async fn count(tx: &TenantTx, sql: &str) -> i64 {
    let statement = Statement::from_string(DbBackend::Postgres, sql);
    let row = tx.query_one_raw(statement).await.expect("a statement");
    row.expect("a row").try_get_by_index(0).expect("a number")
}

async fn publish(tx: &TenantTx, definition: &Definition, unit: Uuid) -> Uuid {
    let (service, edition) = (store::ids::fresh(), store::ids::fresh());
    let slug = definition.slug.as_str();
    let sql = "insert into service (id, slug, state, unit_id, current_edition_id, source, \
               changed_at) values ($1, $2, 'published', $3, $4, 'file', $5)";
    let values = vec![
        service.into(),
        slug.into(),
        unit.into(),
        edition.into(),
        noon().into(),
    ];
    execute(tx, sql, values).await;
    let sql = "insert into service_edition (id, service_id, number, hash, definition, \
               published_at, published_by) values ($1, $2, 1, $3, $4, $5, 'test')";
    let values = vec![
        edition.into(),
        service.into(),
        definition.hash().into(),
        definition.to_json().into(),
        noon().into(),
    ];
    execute(tx, sql, values).await;
    edition
}

/// Puts a service on the public shelf.
async fn show(platform: &Platform, tenant: &Tenant, definition: &Definition, edition: Uuid) {
    let tx = platform.tenancy.registry().await.expect("the registry");
    let sql = "insert into published_service (tenant_id, slug, edition_id, edition_number, hash, \
               title, summary, category, folded_title, definition) \
               values ($1, $2, $3, 1, $4, $5, $6, $7, $5, $8)";
    let values = [
        tenant.id().0.into(),
        definition.slug.as_str().into(),
        edition.into(),
        definition.hash().into(),
        definition.title.as_str().into(),
        definition.card.summary.as_str().into(),
        definition.category.as_str().into(),
        definition.to_json().into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    tx.execute_raw(statement).await.expect("a statement");
    tx.commit().await.expect("a commit");
}
