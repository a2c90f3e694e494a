//! Staff of one office: accounts, roles, and switching them off.

use chrono::{DateTime, Utc};
use domain::ids::{StaffId, UnitId};
use tenancy::TenantTx;
use uuid::Uuid;

pub use crate::accounts::AccountState;
use crate::accounts::{address, what};
use crate::sql::{Row, all, one, run};
use crate::{StoreError, accounts::AccountState as State};

/// A role of a member of staff; `None` as unit means the whole office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGrant {
    /// Code of the role, e.g. `clerk`.
    pub role: String,
    pub unit: Option<UnitId>,
}

impl RoleGrant {
    /// A role in the whole office.
    #[must_use]
    pub fn everywhere(role: &str) -> Self {
        Self {
            role: role.to_owned(),
            unit: None,
        }
    }

    /// A role in one unit and those beneath it.
    #[must_use]
    pub fn within(role: &str, unit: UnitId) -> Self {
        Self {
            role: role.to_owned(),
            unit: Some(unit),
        }
    }
}

/// A member of staff (pracownik) as colleagues see them.
#[derive(Clone, Debug)]
pub struct StaffMember {
    pub id: StaffId,
    pub email: String,
    pub name: String,
    pub state: AccountState,
    pub second_factor: bool,
    pub created_at: DateTime<Utc>,
    /// Roles as granted, parents not expanded.
    pub grants: Vec<RoleGrant>,
}

/// An account made ready for use, without an invitation.
pub struct Enrolment<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub grants: &'a [RoleGrant],
    /// PHC text of the password's hash.
    pub password_hash: &'a str,
    /// Secret of the second factor in clear; it is sealed before it is kept.
    pub totp_secret: Option<&'a [u8]>,
}

const COLUMNS: &str = "m.id, m.email, m.name, m.state, m.totp_secret is not null as second_factor, \
    m.created_at, \
    coalesce((select array_agg(r.role order by r.role, r.unit_id) from staff_role r \
      where r.staff_id = m.id), '{}') as roles, \
    coalesce((select array_agg(coalesce(r.unit_id::text, '') order by r.role, r.unit_id) \
      from staff_role r where r.staff_id = m.id), '{}') as units";

/// The member of staff with this number.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find(tx: &TenantTx, id: StaffId) -> Result<Option<StaffMember>, StoreError> {
    let sql = format!("select {COLUMNS} from staff_member m where m.id = $1");
    let row = one(&**tx, &sql, [id.0.into()]).await?;
    row.as_ref().map(member).transpose()
}

/// The member of staff with this e-mail address, compared without case.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find_by_email(tx: &TenantTx, email: &str) -> Result<Option<StaffMember>, StoreError> {
    let sql = format!("select {COLUMNS} from staff_member m where m.email = $1");
    let row = one(&**tx, &sql, [address(email).into()]).await?;
    row.as_ref().map(member).transpose()
}

/// Everybody who has or had an account, by name.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn list(tx: &TenantTx) -> Result<Vec<StaffMember>, StoreError> {
    let sql = format!("select {COLUMNS} from staff_member m order by m.name, m.id limit 5000");
    let rows = all(&**tx, &sql, []).await?;
    rows.iter().map(member).collect()
}

/// Roles of a member of staff as granted, parents not expanded.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn grants(tx: &TenantTx, id: StaffId) -> Result<Vec<RoleGrant>, StoreError> {
    let sql = "select role, unit_id from staff_role where staff_id = $1 order by role, unit_id";
    let rows = all(&**tx, sql, [id.0.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(RoleGrant {
                role: row.get("role")?,
                unit: row.get::<Option<Uuid>>("unit_id")?.map(UnitId),
            })
        })
        .collect()
}

/// Replaces the roles of a member of staff; in force at the next request.
///
/// # Errors
/// [`StoreError::Constraint`] for a unit that is not there.
pub async fn change_roles(
    tx: &TenantTx,
    id: StaffId,
    grants: &[RoleGrant],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "delete from staff_role where staff_id = $1";
    run(&**tx, sql, [id.0.into()]).await?;
    grant(tx, id, grants, now).await
}

/// Switches an account off and ends its sessions; false when there is none or it is off already.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn disable(tx: &TenantTx, id: StaffId) -> Result<bool, StoreError> {
    let sql = "with off as (update staff_member set state = 'disabled' \
                 where id = $1 and state <> 'disabled' returning id), \
               links as (delete from invitation where staff_id = $1), \
               over as (delete from session where person_kind = 'staff' and person_id = $1) \
               select id from off";
    Ok(one(&**tx, sql, [id.0.into()]).await?.is_some())
}

/// Switches an account on again, with the roles it had; the state it is in then, or nothing when
/// there is no such account or it is not off. Whoever never chose a password is invited still.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn enable(tx: &TenantTx, id: StaffId) -> Result<Option<AccountState>, StoreError> {
    let sql = "update staff_member set failed_sign_ins = 0, locked_until = null, \
                 state = case when password_hash is null then 'invited' else 'active' end \
               where id = $1 and state = 'disabled' returning state";
    let row = one(&**tx, sql, [id.0.into()]).await?;
    row.map(|row| row.code("staff_member", "state", State::parse))
        .transpose()
}

/// Whether the office would be without an administrator if `id` were none. Until this transaction
/// ends nobody else can take the others away.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn is_last_admin(tx: &TenantTx, id: StaffId) -> Result<bool, StoreError> {
    const ADMINS: &str = "select m.id from staff_member m where m.state = 'active' and exists (\
         select 1 from staff_role r where r.staff_id = m.id \
           and r.role = 'tenant_admin' and r.unit_id is null) order by m.id";
    // Asked again once they are locked: whoever held them may have changed their roles meanwhile.
    all(&**tx, &format!("{ADMINS} for update of m"), []).await?;
    let rows = all(&**tx, ADMINS, []).await?;
    let admins: Result<Vec<Uuid>, _> = rows.iter().map(|row| row.get("id")).collect();
    Ok(admins? == [id.0])
}

/// Makes an active account at once, or brings the one with this address to the same state: for
/// demonstration data and for offices restored from elsewhere.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn enrol(
    tx: &TenantTx,
    who: &Enrolment<'_>,
    now: DateTime<Utc>,
) -> Result<StaffId, StoreError> {
    let id = StaffId(seat(tx, who.name, who.email, now).await?.0);
    let secret = who
        .totp_secret
        .map(|secret| tx.keys().seal(&what(id.0), secret))
        .transpose()?;
    let sql = "update staff_member set name = $2, password_hash = $3, totp_secret = $4, \
                 state = 'active', failed_sign_ins = 0, locked_until = null where id = $1";
    let values = [
        id.0.into(),
        who.name.into(),
        who.password_hash.into(),
        secret.into(),
    ];
    run(&**tx, sql, values).await?;
    change_roles(tx, id, who.grants, now).await?;
    Ok(id)
}

/// Finds the account of this address or makes an invited one.
pub(crate) async fn seat(
    tx: &TenantTx,
    name: &str,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(Uuid, State), StoreError> {
    let sql = "insert into staff_member (id, email, name, created_at) values ($1, $2, $3, $4) \
               on conflict on constraint staff_member_email_key \
               do update set email = excluded.email returning id, state";
    let values = [
        crate::ids::fresh().into(),
        address(email).into(),
        name.trim().into(),
        now.into(),
    ];
    let row = one(&**tx, sql, values).await?;
    let row = row.ok_or(StoreError::Stale("staff_member"))?;
    let state = row.code("staff_member", "state", State::parse)?;
    Ok((row.get("id")?, state))
}

/// Adds roles; those held already stay as they are.
pub(crate) async fn grant(
    tx: &TenantTx,
    id: StaffId,
    grants: &[RoleGrant],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into staff_role (id, staff_id, role, unit_id, granted_at) \
               values ($1, $2, $3, $4, $5) on conflict on constraint staff_role_once do nothing";
    for one in grants {
        let values = [
            crate::ids::fresh().into(),
            id.0.into(),
            one.role.as_str().into(),
            one.unit.map(|unit| unit.0).into(),
            now.into(),
        ];
        run(&**tx, sql, values).await?;
    }
    Ok(())
}

fn member(row: &Row) -> Result<StaffMember, StoreError> {
    let roles: Vec<String> = row.get("roles")?;
    let units: Vec<String> = row.get("units")?;
    let grants = roles.into_iter().zip(units).map(|(role, unit)| {
        let unit = match unit.as_str() {
            "" => None,
            text => Some(UnitId(text.parse().map_err(|_| StoreError::Corrupt {
                table: "staff_role",
                column: "unit_id",
                value: text.to_owned(),
            })?)),
        };
        Ok(RoleGrant { role, unit })
    });
    Ok(StaffMember {
        id: StaffId(row.get("id")?),
        email: row.get("email")?,
        name: row.get("name")?,
        state: row.code("staff_member", "state", State::parse)?,
        second_factor: row.get("second_factor")?,
        created_at: row.get("created_at")?,
        grants: grants.collect::<Result<_, StoreError>>()?,
    })
}
