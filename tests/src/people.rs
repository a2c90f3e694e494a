//! People of the tests: residents, staff and operators with a browser in which they are signed in.

use std::ops::{Deref, DerefMut};

use anyhow::Result;
use axum::Router;
use chrono::{DateTime, Utc};
use domain::assurance::Assurance;
use domain::ids::{ResidentId, StaffId};
use sha2::{Digest, Sha256};
use store::residents::Identity;
use store::sessions::{self, PersonKind};
use store::staff_members::{Enrolment, RoleGrant};
use store::{operators, residents, staff_members};
use tenancy::Tenant;
use uuid::Uuid;

use crate::platform::server_url;
use crate::{Client, Platform};

/// Cookie of a resident's session.
pub const RESIDENT_COOKIE: &str = "__Host-ratusz";
/// Cookie of a session of staff.
pub const STAFF_COOKIE: &str = "__Host-ratusz-urzad";
/// Cookie of an operator's session.
pub const OPERATOR_COOKIE: &str = "__Host-ratusz-admin";
/// Host of the operators' console.
pub const ADMIN_HOST: &str = "admin.ratusz.test";

const ISSUER: &str = "https://login.ratusz.test";
/// No password has this hash, so nobody can sign in with one.
const NO_PASSWORD: &str = "$argon2id$v=19$m=19456,t=2,p=1$cHJvYmFwcm9iYQ$bmlrdA";

/// An office with the program in front of it.
#[derive(Clone)]
pub struct Office {
    pub tenant: Tenant,
    /// Slugs of the lead's templates it has taken over.
    pub(crate) services: Vec<String>,
    router: Router,
}

/// A member of the staff, a resident or an operator, and the browser in which they are signed in.
#[derive(Clone)]
pub struct Person {
    pub id: Uuid,
    /// Cookie of the session, with its name.
    pub cookie: (&'static str, String),
    client: Client,
}

/// Two fresh offices behind one program, the second being the neighbour.
///
/// # Errors
/// When onboarding fails or the pages cannot start.
pub async fn two_offices(platform: &Platform) -> Result<(Office, Office)> {
    let (here, there) = (platform.office("tu").await?, platform.office("tam").await?);
    let router = platform.web(None).await?;
    Ok((Office::new(here, &router), Office::new(there, &router)))
}

/// A platform and [`two_offices`] on it; `None` after saying that the test is skipped.
///
/// # Panics
/// When there is a server but no platform can be had on it.
pub async fn street() -> Option<(Platform, Office, Office)> {
    let server = server_url()?;
    let platform = Platform::start(&server).await.expect("a platform");
    let (here, there) = two_offices(&platform).await.expect("two offices");
    Some((platform, here, there))
}

/// A resident of `office`, see [`Office::resident`].
///
/// # Panics
/// When there can be none.
pub async fn inhabitant(office: &Office, name: &str, assurance: Assurance) -> Person {
    office.resident(name, assurance).await.expect("a resident")
}

/// An operator signed in at the console.
///
/// # Errors
/// When a statement fails.
pub async fn operator(platform: &Platform, router: &Router, name: &str) -> Result<Person> {
    of_the_lead(platform, router, (name, "operator")).await
}

/// As [`operator`], in a role of their own.
///
/// # Errors
/// As [`operator`].
pub async fn of_the_lead(
    platform: &Platform,
    router: &Router,
    (name, role): (&str, &str),
) -> Result<Person> {
    let tx = platform.tenancy.registry().await?;
    let keys = operators::keys(&platform.secret);
    let email = format!("{}@operator.example", crate::some_id().simple());
    let who = (name, email.as_str());
    let id = operators::enrol(&tx, &keys, who, NO_PASSWORD, &[7; 20], now()).await?;
    operators::appoint(&tx, &email, role, now()).await?;
    let (token, hash) = token();
    sessions::open_operator(&tx, &hash, id, now()).await?;
    tx.commit().await?;
    let client = Client::new(router.clone(), ADMIN_HOST);
    Ok(Person::signed_in(client, id, OPERATOR_COOKIE, token))
}

impl Office {
    #[must_use]
    pub fn new(tenant: Tenant, router: &Router) -> Self {
        Self {
            tenant,
            services: Vec::new(),
            router: router.clone(),
        }
    }

    #[must_use]
    pub fn host(&self) -> String {
        format!("{}.ratusz.test", self.tenant.slug())
    }

    pub fn router(&self) -> &Router {
        &self.router
    }

    /// A browser at this office in which nobody is signed in.
    #[must_use]
    pub fn nobody(&self) -> Client {
        Client::new(self.router.clone(), &self.host())
    }

    /// A resident with an account and a session in this office.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn resident(&self, name: &str, assurance: Assurance) -> Result<Person> {
        let (given, family) = name.split_once(' ').unwrap_or((name, ""));
        let identity = Identity {
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            pesel: None,
            birth_date: None,
            email: None,
        };
        self.resident_known_as(&identity, assurance).await
    }

    /// As [`Office::resident`], with everything the identity provider vouches for.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn resident_known_as(
        &self,
        identity: &Identity,
        assurance: Assurance,
    ) -> Result<Person> {
        let tx = self.tenant.begin().await?;
        let subject = crate::some_id().to_string();
        let ResidentId(id) = residents::sign_in(&tx, ISSUER, &subject, identity, now()).await?;
        tx.commit().await?;
        self.session(PersonKind::Resident, id, assurance).await
    }

    /// A member of the staff with these roles and a session in this office.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn staff(&self, name: &str, grants: &[RoleGrant]) -> Result<Person> {
        let email = format!("{}@urzad.example", crate::some_id().simple());
        let who = Enrolment {
            name,
            email: &email,
            grants,
            password_hash: NO_PASSWORD,
            totp_secret: Some(&[7; 20]),
        };
        let tx = self.tenant.begin().await?;
        let StaffId(id) = staff_members::enrol(&tx, &who, now()).await?;
        tx.commit().await?;
        self.session(PersonKind::Staff, id, Assurance::None).await
    }

    /// A new session of somebody who has an account here, in a browser of its own.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn session(
        &self,
        kind: PersonKind,
        id: Uuid,
        assurance: Assurance,
    ) -> Result<Person> {
        let (token, hash) = token();
        let second_factor = kind == PersonKind::Staff;
        let tx = self.tenant.begin().await?;
        sessions::open(&tx, &hash, (kind, id), assurance, second_factor, now()).await?;
        tx.commit().await?;
        let cookie = match kind {
            PersonKind::Resident => RESIDENT_COOKIE,
            PersonKind::Staff => STAFF_COOKIE,
        };
        Ok(Person::signed_in(self.nobody(), id, cookie, token))
    }
}

impl Person {
    fn signed_in(mut client: Client, id: Uuid, cookie: &'static str, token: String) -> Self {
        client.set_cookie(cookie, &token);
        let cookie = (cookie, token);
        Self { id, cookie, client }
    }
}

impl Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl DerefMut for Person {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

/// A fresh token of a session and what the database keeps of it.
#[must_use]
pub fn token() -> (String, Vec<u8>) {
    let token = crate::some_id().simple().to_string();
    let hash = hash(&token);
    (token, hash)
}

/// What the database keeps of a token.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Now: a test says itself when it is about another moment.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "tests may read the clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}
