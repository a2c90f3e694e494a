//! An office with two units, a service, its staff and residents; and a neighbour beside it.

use catalogue::Definition;
use chrono::{DateTime, NaiveDate, Utc};
use domain::assurance::Assurance;
use domain::identifiers::Pesel;
use domain::ids::{CaseId, ResidentId, StaffId, UnitId};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use store::cases::{self, Act, Case, OpenCase, Opened};
use store::residents::Identity;
use store::sessions::PersonKind;
use store::staff_members::{Enrolment, RoleGrant};
use store::units::Scope;
use tenancy::{Tenant, TenantTx};
use tests::Client;
use tests::platform::{Platform, server_url};
use uuid::Uuid;

const SERVICE: &str = include_str!("desk.toml");

pub(super) struct Desk {
    pub(super) platform: Platform,
    pub(super) office: Tenant,
    pub(super) neighbour: Tenant,
    pub(super) taxes: UnitId,
    pub(super) roads: UnitId,
    pub(super) definition: Definition,
    pub(super) edition: Uuid,
}

/// Noon in Poland on `day`.
pub(super) fn noon(day: &str) -> DateTime<Utc> {
    format!("{day}T11:00:00Z").parse().expect("an instant")
}

pub(super) fn date(day: &str) -> NaiveDate {
    day.parse().expect("a date")
}

impl Desk {
    /// `None` when there is no server to test on.
    pub(super) async fn open(hint: &str) -> Option<Self> {
        let server = server_url()?;
        let platform = Platform::start(&server).await.expect("a platform");
        let office = platform.office(hint).await.expect("an office");
        let neighbour = platform.office("obok").await.expect("its neighbour");
        let definition = catalogue::read_definition("desk.toml", SERVICE).expect("a definition");
        let tx = office.begin().await.expect("a transaction");
        let taxes = unit(&tx, "FN", "Referat Finansowy").await;
        let roads = unit(&tx, "DR", "Referat Dróg").await;
        let edition = publish(&tx, &definition, taxes).await;
        tx.commit().await.expect("a commit");
        Some(Self {
            platform,
            office,
            neighbour,
            taxes,
            roads,
            definition,
            edition,
        })
    }

    pub(super) async fn tx(&self) -> TenantTx {
        self.office.begin().await.expect("a transaction")
    }

    /// Somebody of the staff with one role, in one unit or the whole office.
    pub(super) async fn staff(&self, name: &str, role: &str, unit: Option<UnitId>) -> StaffId {
        let tx = self.tx().await;
        let email = format!("{}@urzad.example.pl", name.replace(' ', ".").to_lowercase());
        let grants = [RoleGrant {
            role: role.to_owned(),
            unit,
        }];
        let who = Enrolment {
            name,
            email: &email,
            grants: &grants,
            password_hash: "",
            totp_secret: None,
        };
        let id = store::staff_members::enrol(&tx, &who, noon("2026-01-02"))
            .await
            .expect("staff");
        tx.commit().await.expect("a commit");
        id
    }

    /// One more role of somebody, in the whole office.
    pub(super) async fn grant(&self, staff: StaffId, role: &str) {
        let tx = self.tx().await;
        let mut grants = store::staff_members::grants(&tx, staff)
            .await
            .expect("roles");
        grants.push(RoleGrant::everywhere(role));
        let now = noon("2026-01-02");
        store::staff_members::change_roles(&tx, staff, &grants, now)
            .await
            .expect("one more");
        tx.commit().await.expect("a commit");
    }

    pub(super) async fn clerk(&self, name: &str) -> StaffId {
        self.staff(name, "clerk", Some(self.taxes)).await
    }

    pub(super) async fn resident(&self, name: &str, pesel: Option<&str>) -> ResidentId {
        let tx = self.tx().await;
        let identity = Identity {
            given_name: name.to_owned(),
            family_name: "Przykładowa".to_owned(),
            pesel: pesel.map(|text| Pesel::parse(text).expect("a PESEL")),
            birth_date: None,
            email: None,
        };
        let now = noon("2026-01-02");
        let id = store::residents::sign_in(&tx, "https://login.example", name, &identity, now)
            .await
            .expect("a resident");
        tx.commit().await.expect("a commit");
        id
    }

    /// A browser in which somebody of the staff is signed in, at noon of `day`.
    pub(super) async fn staff_browser(&self, staff: StaffId, day: &str) -> Client {
        self.browser(PersonKind::Staff, staff.0, day).await
    }

    /// A browser in which a resident is signed in, at noon of `day`.
    pub(super) async fn resident_browser(&self, resident: ResidentId, day: &str) -> Client {
        self.browser(PersonKind::Resident, resident.0, day).await
    }

    async fn browser(&self, kind: PersonKind, person: Uuid, day: &str) -> Client {
        let token = tests::some_id().to_string();
        let tx = self.tx().await;
        let sql = "select sha256(convert_to($1, 'UTF8')) as hash";
        let statement =
            Statement::from_sql_and_values(DbBackend::Postgres, sql, [token.as_str().into()]);
        let row = tx
            .query_one_raw(statement)
            .await
            .expect("a row")
            .expect("one");
        let hash: Vec<u8> = row.try_get("", "hash").expect("a hash");
        let who = (kind, person);
        store::sessions::open(&tx, &hash, who, Assurance::Substantial, true, noon(day))
            .await
            .expect("a session");
        tx.commit().await.expect("a commit");
        let router = self.platform.web(Some(noon(day))).await.expect("pages");
        let mut client = Client::new(router, &format!("{}.ratusz.test", self.office.slug()));
        let cookie = match kind {
            PersonKind::Staff => "__Host-ratusz-urzad",
            PersonKind::Resident => "__Host-ratusz",
        };
        client.set_cookie(cookie, &token);
        client
    }

    /// Files an application with `answers` and opens its case in the unit of taxes.
    pub(super) async fn files_with(
        &self,
        resident: ResidentId,
        answers: &serde_json::Value,
        day: &str,
    ) -> Opened {
        let tx = self.tx().await;
        let id = store::ids::fresh();
        let clear = serde_json::to_vec(answers).expect("answers");
        let sealed = tx
            .keys()
            .seal(&format!("application/{id}"), &clear)
            .expect("sealed");
        let sql = "insert into application (id, edition_id, resident_id, assurance, answers, \
                   content_hash, filed_at) values ($1, $2, $3, 'substantial', $4, $5, $6)";
        let values = vec![
            id.into(),
            self.edition.into(),
            resident.0.into(),
            sealed.into(),
            vec![0_u8; 32].into(),
            noon(day).into(),
        ];
        execute(&tx, sql, values).await;
        let open = OpenCase {
            application_id: Some(id),
            definition: &self.definition,
            edition_id: self.edition,
            unit: "FN",
            class: "3124",
            resident: Some(resident),
            opened_on: date(day),
            now: noon(day),
        };
        let opened = cases::open(&tx, &open).await.expect("a case");
        tx.commit().await.expect("a commit");
        opened
    }

    /// Opens a case of `resident` in the unit of taxes.
    pub(super) async fn files(&self, resident: ResidentId, day: &str) -> Opened {
        self.files_in("FN", Some(resident), day).await
    }

    pub(super) async fn files_in(
        &self,
        unit: &str,
        resident: Option<ResidentId>,
        day: &str,
    ) -> Opened {
        let tx = self.tx().await;
        let open = OpenCase {
            application_id: None,
            definition: &self.definition,
            edition_id: self.edition,
            unit,
            class: "3124",
            resident,
            opened_on: date(day),
            now: noon(day),
        };
        let opened = cases::open(&tx, &open).await.expect("a case");
        tx.commit().await.expect("a commit");
        opened
    }

    /// The case as the whole office sees it.
    pub(super) async fn case(&self, id: CaseId) -> Case {
        let tx = self.tx().await;
        let found = cases::find(&tx, &Scope::All, id).await.expect("an answer");
        found.expect("the case")
    }

    /// An act on the case as it stands now.
    /// The case once `staff` has taken it on.
    pub(super) async fn taken_on(&self, id: CaseId, staff: StaffId, day: &str) {
        let act = self.act(id, staff, day).await;
        let tx = self.tx().await;
        cases::take_on(&tx, &act).await.expect("taken on");
        tx.commit().await.expect("a commit");
    }

    pub(super) async fn act(&self, id: CaseId, staff: StaffId, day: &str) -> Act {
        let version = self.case(id).await.version;
        Act {
            case: id,
            version,
            staff,
            at: noon(day),
            today: date(day),
        }
    }
}

pub(super) async fn execute(tx: &TenantTx, sql: &str, values: Vec<Value>) {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    tx.execute_raw(statement).await.expect("a statement");
}

async fn unit(tx: &TenantTx, code: &str, name: &str) -> UnitId {
    let id = store::ids::fresh();
    let sql = "insert into unit (id, code, name) values ($1, $2, $3)";
    execute(tx, sql, vec![id.into(), code.into(), name.into()]).await;
    UnitId(id)
}

async fn publish(tx: &TenantTx, definition: &Definition, unit: UnitId) -> Uuid {
    let service = store::ids::fresh();
    let edition = store::ids::fresh();
    let now = noon("2026-01-02");
    let sql = "insert into service (id, slug, state, unit_id, current_edition_id, source, \
               changed_at) values ($1, $2, 'published', $3, $4, 'file', $5)";
    let slug = definition.slug.as_str();
    let values = vec![
        service.into(),
        slug.into(),
        unit.0.into(),
        edition.into(),
        now.into(),
    ];
    execute(tx, sql, values).await;
    let sql = "insert into service_edition (id, service_id, number, hash, definition, \
               published_at, published_by) values ($1, $2, 1, $3, $4, $5, 'test')";
    let values = vec![
        edition.into(),
        service.into(),
        definition.hash().into(),
        definition.to_json().into(),
        now.into(),
    ];
    execute(tx, sql, values).await;
    edition
}
