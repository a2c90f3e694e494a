//! Accounts with a password: staff of one office, or operators of the platform.
//!
//! Both have the same columns and the same rules, so what a sign-in page does is written once;
//! only the tables and the keys differ.

use chrono::{DateTime, Duration, Utc};
use tenancy::{RegistryTx, TenantKeys, TenantTx};
use uuid::Uuid;

use crate::sql::{Row, one, run};
use crate::{StoreError, audit, operators};

/// Wrong passwords or codes in a row after which an account is locked.
pub const FAILURES_MAX: i32 = 10;
/// How long a lock lasts.
pub const LOCK_MINUTES: i64 = 15;

/// Whether an account may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// Has no password yet.
    Invited,
    Active,
    /// Switched off; its sessions are gone.
    Disabled,
}

impl AccountState {
    pub const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Disabled];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }
}

/// What a sign-in is checked against.
pub struct Credentials {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub state: AccountState,
    /// PHC text of the password's hash.
    pub password_hash: Option<String>,
    /// Opened secret of the second factor.
    pub totp_secret: Option<Vec<u8>>,
    pub locked: bool,
    /// Whether the account may not work without a second factor.
    pub needs_second_factor: bool,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Credentials({})", self.id)
    }
}

/// A transaction over the accounts of one sign-in page.
pub enum Accounts {
    /// Staff of one office.
    Staff(TenantTx),
    /// Operators, with the keys their secrets are sealed with.
    Operators(RegistryTx, TenantKeys),
}

impl Accounts {
    /// The account with this address; addresses are compared without case.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails or the secret does not open.
    pub async fn by_email(
        &self,
        email: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Credentials>, StoreError> {
        self.credentials("a.email = $1", address(email).into(), now)
            .await
    }

    /// The account with this number.
    ///
    /// # Errors
    /// As [`Accounts::by_email`].
    pub async fn by_id(
        &self,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Option<Credentials>, StoreError> {
        self.credentials("a.id = $1", id.into(), now).await
    }

    /// Counts a wrong password or code; true when this one locked the account.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails.
    pub async fn failed(&self, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let sql = format!(
            "update {} set \
               failed_sign_ins = case when failed_sign_ins + 1 >= $2 then 0 \
                 else failed_sign_ins + 1 end, \
               locked_until = case when failed_sign_ins + 1 >= $2 then $3 else locked_until end \
             where id = $1 returning failed_sign_ins = 0 as locked",
            self.table()
        );
        let until = now + Duration::minutes(LOCK_MINUTES);
        let row = self
            .one(&sql, [id.into(), FAILURES_MAX.into(), until.into()])
            .await?;
        row.map_or(Ok(false), |row| row.get("locked"))
    }

    /// Forgets earlier failures after a complete sign-in.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails.
    pub async fn succeeded(&self, id: Uuid) -> Result<(), StoreError> {
        let sql = format!(
            "update {} set failed_sign_ins = 0, locked_until = null \
             where id = $1 and (failed_sign_ins > 0 or locked_until is not null)",
            self.table()
        );
        self.run(&sql, [id.into()]).await.map(|_| ())
    }

    /// Spends a step of the second factor; false when it or a later one was spent before.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails.
    pub async fn spend_step(&self, id: Uuid, step: i64) -> Result<bool, StoreError> {
        let sql = format!(
            "update {} set totp_step = $2 where id = $1 and totp_step < $2",
            self.table()
        );
        Ok(self.run(&sql, [id.into(), step.into()]).await? == 1)
    }

    /// Gives an account its second factor; the step just proven is spent with it. False when it
    /// has one already: that one is never replaced here.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails.
    pub async fn enrol_second_factor(
        &self,
        id: Uuid,
        secret: &[u8],
        step: i64,
    ) -> Result<bool, StoreError> {
        let sql = format!(
            "update {} set totp_secret = $2, totp_step = $3 \
             where id = $1 and totp_secret is null",
            self.table()
        );
        let sealed = self.keys().seal(&what(id), secret)?;
        let done = self
            .run(&sql, [id.into(), sealed.into(), step.into()])
            .await?;
        Ok(done == 1)
    }

    /// Gives an account a password and makes it active; earlier sessions end.
    ///
    /// # Errors
    /// [`StoreError`] when a statement fails.
    pub async fn set_password(&self, id: Uuid, hash: &str) -> Result<(), StoreError> {
        let sql = format!(
            "update {} set password_hash = $2, state = 'active', failed_sign_ins = 0, \
               locked_until = null where id = $1",
            self.table()
        );
        self.run(&sql, [id.into(), hash.into()]).await?;
        self.end_sessions(id).await
    }

    /// Ends every session of the account.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails.
    pub async fn end_sessions(&self, id: Uuid) -> Result<(), StoreError> {
        let sql = match self {
            Self::Staff(_) => "delete from session where person_kind = 'staff' and person_id = $1",
            Self::Operators(..) => "delete from operator_session where operator_id = $1",
        };
        self.run(sql, [id.into()]).await.map(|_| ())
    }

    /// Notes an act of the account `id` (or of nobody known) in the trail of the office or of the
    /// platform. Last before commit; `detail` holds codes only.
    ///
    /// # Errors
    /// [`StoreError`] when the statement fails.
    pub async fn note(
        &self,
        id: Option<Uuid>,
        action: &str,
        detail: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Staff(tx) => {
                let actor = id.map_or("nobody".to_owned(), |id| format!("staff:{id}"));
                let entry = audit::Entry {
                    at: now,
                    actor: &actor,
                    action,
                    subject: &actor,
                    detail,
                };
                audit::note(tx, &entry).await
            }
            Self::Operators(tx, _) => operators::note(tx, id, action, detail, now).await,
        }
    }

    /// Makes the changes durable.
    ///
    /// # Errors
    /// [`StoreError::Tenancy`]: the outcome is unknown.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Staff(tx) => Ok(tx.commit().await?),
            Self::Operators(tx, _) => Ok(tx.commit().await?),
        }
    }

    /// Keys under which this page seals what it hands out, too.
    #[must_use]
    pub fn keys(&self) -> &TenantKeys {
        match self {
            Self::Staff(tx) => tx.keys(),
            Self::Operators(_, keys) => keys,
        }
    }

    pub(crate) const fn table(&self) -> &'static str {
        match self {
            Self::Staff(_) => "staff_member",
            Self::Operators(..) => "operator",
        }
    }

    pub(crate) async fn one<const N: usize>(
        &self,
        sql: &str,
        values: [sea_orm::Value; N],
    ) -> Result<Option<Row>, StoreError> {
        match self {
            Self::Staff(tx) => one(&**tx, sql, values).await,
            Self::Operators(tx, _) => one(&**tx, sql, values).await,
        }
    }

    async fn run<const N: usize>(
        &self,
        sql: &str,
        values: [sea_orm::Value; N],
    ) -> Result<u64, StoreError> {
        match self {
            Self::Staff(tx) => run(&**tx, sql, values).await,
            Self::Operators(tx, _) => run(&**tx, sql, values).await,
        }
    }

    async fn credentials(
        &self,
        which: &str,
        value: sea_orm::Value,
        now: DateTime<Utc>,
    ) -> Result<Option<Credentials>, StoreError> {
        let needs = match self {
            Self::Staff(tx) if tx.tenant().profile().second_factor_for_all => "true",
            Self::Staff(_) => {
                "exists (select from staff_role r where r.staff_id = a.id \
                   and r.role = 'tenant_admin')"
            }
            Self::Operators(..) => "true",
        };
        let table = self.table();
        let sql = format!(
            "select a.id, a.email, a.name, a.state, a.password_hash, a.totp_secret, \
               coalesce(a.locked_until > $2, false) as locked, {needs} as needs_second_factor \
             from {table} a where {which}"
        );
        let Some(row) = self.one(&sql, [value, now.into()]).await? else {
            return Ok(None);
        };
        let id: Uuid = row.get("id")?;
        let sealed: Option<Vec<u8>> = row.get("totp_secret")?;
        let secret = sealed.map(|sealed| self.keys().open(&what(id), &sealed));
        Ok(Some(Credentials {
            id,
            email: row.get("email")?,
            name: row.get("name")?,
            state: row.code(table, "state", AccountState::parse)?,
            password_hash: row.get("password_hash")?,
            totp_secret: secret.transpose()?,
            locked: row.get("locked")?,
            needs_second_factor: row.get("needs_second_factor")?,
        }))
    }
}

/// An e-mail address as it is compared: trimmed, in small letters.
pub(crate) fn address(email: &str) -> String {
    email.trim().to_lowercase()
}

/// What the sealed secret of the second factor is called.
pub(crate) fn what(id: Uuid) -> String {
    format!("totp/{id}")
}
