//! The console of the lead: templates written in the browser, and who may do what.

mod editions;
mod roles;

use catalogue::repository::Adopted;
use catalogue::{Adoption, Definition, read_definition};
use chrono::{DateTime, Utc};
use serde_json::json;
use store::onboarding::bring_in_line;
use store::services::{self, ToPublish};
use store::settings::Source;
use store::templates;
use tenancy::Tenant;
use tests::Client;
use tests::people::{ADMIN_HOST, Person, now, operator, token};
use tests::platform::{Platform, server_url};

const SERVICE: &str = include_str!("staff/desk.toml");

/// A platform with a template nobody else in the tests knows, and operators to write it.
struct Lead {
    platform: Platform,
    /// In its first edition.
    template: Definition,
    router: axum::Router,
}

impl Lead {
    /// `None` when there is no server to test on.
    async fn open() -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let mut template = read_definition("desk.toml", SERVICE).expect("a definition");
        template.slug = format!("wzorzec-{}", tests::some_id().simple());
        (template.unit, template.class) = (String::new(), String::new());
        let tx = platform.tenancy.registry().await.expect("the registry");
        templates::publish(&tx, &[&template], now())
            .await
            .expect("a template");
        tx.commit().await.expect("a commit");
        let router = platform.web(None).await.expect("pages");
        Some(Self {
            platform,
            template,
            router,
        })
    }

    async fn operator(&self, name: &str) -> Person {
        let person = operator(&self.platform, &self.router, name).await;
        person.expect("an operator")
    }

    /// The browser of an operator who signed in at this moment, at a console of this moment.
    async fn browser_at(&self, operator: &Person, at: DateTime<Utc>) -> Client {
        let tx = self
            .platform
            .tenancy
            .registry()
            .await
            .expect("the registry");
        let (token, hash) = token();
        store::sessions::open_operator(&tx, &hash, operator.id, at)
            .await
            .expect("a session");
        tx.commit().await.expect("a commit");
        let router = self.platform.web(Some(at)).await.expect("pages");
        let mut browser = Client::new(router, ADMIN_HOST);
        browser.set_cookie("__Host-ratusz-admin", &token);
        browser
    }

    fn at(&self, rest: &str) -> String {
        format!("/szablony/{}{rest}", self.template.slug)
    }

    /// A new office that offers the service of this edition, with some of it its own.
    async fn adopting(&self, hint: &str, edition: &Definition, own: &[(&str, &str)]) -> Tenant {
        let office = self.platform.office(hint).await.expect("an office");
        self.adopt(&office, edition, own).await;
        office
    }

    async fn adopt(&self, office: &Tenant, edition: &Definition, own: &[(&str, &str)]) {
        let adoption = json!({
            "template": edition.slug,
            "edition": edition.edition,
            "set": own.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
        });
        let adoption = Adoption::from_json(&adoption).expect("an adoption");
        let definition = catalogue::adopt(edition, &adoption).expect("a service");
        let tx = office.begin().await.expect("a transaction");
        if store::units::by_code(&tx, "OR")
            .await
            .expect("a look")
            .is_none()
        {
            let sql = "insert into unit (id, code, name) values (gen_random_uuid(), 'OR', 'Ref.')";
            sea_orm::ConnectionTrait::execute_unprepared(&*tx, sql)
                .await
                .expect("a unit");
        }
        let found = services::find(&tx, &edition.slug).await.expect("a look");
        let adopted = Adopted {
            template: edition.slug.clone(),
            edition: edition.edition,
            overlay: adoption.to_json(),
        };
        let hash = definition.hash();
        let new = ToPublish {
            id: found.as_ref().map(|found| found.id),
            definition: &definition,
            hash: &hash,
            adopted: Some(&adopted),
            edition_id: None,
            number: found.map_or(0, |found| found.newest),
        };
        services::publish(&tx, &[new], (Source::Browser, "program"), now())
            .await
            .expect("a service");
        tx.commit().await.expect("a commit");
        bring_in_line(&self.platform.tenancy, office, now())
            .await
            .expect("the public catalogue");
    }

    /// The edition as it is published.
    async fn edition(&self, number: u32) -> Option<Definition> {
        let tx = self
            .platform
            .tenancy
            .registry()
            .await
            .expect("the registry");
        let found = templates::find(&tx, &self.template.slug, number).await;
        found.expect("a look")
    }
}

/// What the trail of the platform holds about a template.
async fn trail(lead: &Lead) -> Vec<String> {
    let tx = lead
        .platform
        .tenancy
        .registry()
        .await
        .expect("the registry");
    let sql = "select action, detail::text as detail from operator_audit order by seq";
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql);
    let rows = sea_orm::ConnectionTrait::query_all_raw(&*tx, statement)
        .await
        .expect("rows");
    let rows = rows.iter().map(|row| {
        let text = |column| row.try_get::<String>("", column).expect("a text");
        (text("action"), text("detail"))
    });
    rows.filter(|(_, detail)| detail.contains(&lead.template.slug))
        .map(|(action, _)| action)
        .collect()
}

/// Follows where a post led to.
async fn page(browser: &mut Client, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, axum::http::StatusCode::OK, "{path}");
    answer.body
}
