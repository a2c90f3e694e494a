//! Who is visiting: the session behind the cookie, in the office visited and nowhere else.

use access::{Actor, Grant, Role};
use axum::http::HeaderMap;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::ids::{ResidentId, StaffId, UnitId};
use store::sessions::{self, PersonKind};
use tenancy::Tenant;

use crate::texts::{LANGUAGES, REGION_LANGUAGES, STAFF_LANGUAGES};
use crate::visit::Site;
use crate::{AppState, PageError, tokens};

/// Cookie of a resident's session. `__Host-` keeps it away from every other office's host.
pub(crate) const RESIDENT_COOKIE: &str = "__Host-ratusz";
/// Cookie of a session of staff.
pub(crate) const STAFF_COOKIE: &str = "__Host-ratusz-urzad";
/// Cookie of an operator's session.
pub(crate) const OPERATOR_COOKIE: &str = "__Host-ratusz-admin";
/// Cookie of the language chosen.
pub(crate) const LANGUAGE_COOKIE: &str = "__Host-jezyk";

/// Who somebody is found to be.
pub(crate) struct Identity {
    pub(crate) actor: Actor,
    pub(crate) name: Option<String>,
    pub(crate) session: Option<Vec<u8>>,
}

impl Identity {
    fn nobody() -> Self {
        Self {
            actor: Actor::Nobody,
            name: None,
            session: None,
        }
    }
}

/// Whether `path` belongs to the office desk, where staff sessions count.
pub(crate) fn is_desk(path: &str) -> bool {
    path.strip_prefix("/urzad")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Looks the visitor of an office up. Without a cookie no connection is opened.
///
/// # Errors
/// When the database is away.
pub(crate) async fn in_office(
    app: &AppState,
    tenant: &Tenant,
    path: &str,
    headers: &HeaderMap,
) -> Result<Identity, PageError> {
    let (name, kind) = match is_desk(path) {
        true => (STAFF_COOKIE, PersonKind::Staff),
        false => (RESIDENT_COOKIE, PersonKind::Resident),
    };
    let Some(hash) = token_hash(headers, name) else {
        return Ok(Identity::nobody());
    };
    let tx = tenant.begin().await?;
    let Some(found) = sessions::find(&tx, &hash, kind, app.now()).await? else {
        return Ok(Identity::nobody());
    };
    // The office asks more of its staff than when this session began: they sign in again.
    let too_weak = tenant.profile().second_factor_for_all && !found.second_factor;
    if kind == PersonKind::Staff && too_weak {
        return Ok(Identity::nobody());
    }
    if found.touch_due {
        sessions::touch(&tx, &hash, app.now()).await?;
        tx.commit().await?;
    }
    let actor = match kind {
        PersonKind::Resident => Actor::Resident {
            id: ResidentId(found.person_id),
            assurance: found.assurance,
        },
        PersonKind::Staff => Actor::Staff {
            id: StaffId(found.person_id),
            grants: found
                .roles
                .iter()
                .filter_map(grant)
                // Whoever became an administrator after signing in proves the second factor first.
                .filter(|grant| found.second_factor || grant.role != Role::TenantAdmin)
                .collect(),
        },
    };
    Ok(Identity {
        actor,
        name: Some(found.name),
        session: Some(hash),
    })
}

/// Looks the visitor of the console up.
///
/// # Errors
/// When the database is away.
pub(crate) async fn in_console(app: &AppState, headers: &HeaderMap) -> Result<Identity, PageError> {
    let Some(hash) = token_hash(headers, OPERATOR_COOKIE) else {
        return Ok(Identity::nobody());
    };
    let tx = app.tenancy().registry().await?;
    let Some(found) = sessions::find_operator(&tx, &hash, app.now()).await? else {
        return Ok(Identity::nobody());
    };
    tx.commit().await?;
    // A role this program does not know opens nothing.
    let Ok(role) = Role::parse(&found.role) else {
        return Ok(Identity::nobody());
    };
    let id = found.id;
    Ok(Identity {
        actor: Actor::Operator { id, role },
        name: Some(found.name),
        session: Some(hash),
    })
}

/// The languages an office speaks, as far as there are texts; Polish always and first.
pub(crate) fn languages_of(tenant: &Tenant) -> Vec<&'static str> {
    let spoken = &tenant.profile().languages;
    let speaks = |code: &&&str| **code == LANGUAGES[0] || spoken.iter().any(|one| one == **code);
    LANGUAGES.iter().filter(speaks).copied().collect()
}

/// The languages of a page: those of the office for residents, Polish and English for staff.
pub(crate) fn languages_at(site: Site, tenant: Option<&Tenant>, path: &str) -> Vec<&'static str> {
    match (site, tenant) {
        (Site::Office, Some(tenant)) => {
            let mut spoken = languages_of(tenant);
            if is_desk(path) {
                spoken.retain(|code| STAFF_LANGUAGES.contains(code));
            }
            spoken
        }
        (Site::Region, _) => REGION_LANGUAGES.to_vec(),
        (Site::Office | Site::Admin | Site::Login, _) => STAFF_LANGUAGES.to_vec(),
    }
}

/// The language of a visit and whether it was chosen just now.
pub(crate) fn language(
    spoken: &[&'static str],
    query: Option<&str>,
    headers: &HeaderMap,
) -> (&'static str, bool) {
    let find = |wanted: &str| spoken.iter().find(|code| **code == wanted).copied();
    let asked = query
        .unwrap_or_default()
        .split('&')
        .find_map(|pair| pair.strip_prefix("jezyk="))
        .and_then(find);
    if let Some(asked) = asked {
        return (asked, true);
    }
    let jar = CookieJar::from_headers(headers);
    let kept = jar
        .get(LANGUAGE_COOKIE)
        .and_then(|cookie| find(cookie.value()));
    (kept.unwrap_or(LANGUAGES[0]), false)
}

/// A host-only cookie that scripts cannot read and other sites cannot send along with a POST.
pub(crate) fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}

/// The cookie that makes the browser forget `name`.
pub(crate) fn forget(name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(name, String::new());
    cookie.make_removal();
    cookie
}

fn token_hash(headers: &HeaderMap, name: &str) -> Option<Vec<u8>> {
    cookie_value(headers, name).map(|token| tokens::hash(&token))
}

/// The value of a cookie; a cookie sent twice or empty counts as none.
pub(crate) fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let prefix = format!("{name}=");
    let mut values = headers
        .get_all(axum::http::header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(prefix.as_str()));
    let value = values.next().filter(|value| !value.is_empty())?;
    values.next().is_none().then(|| value.to_owned())
}

fn grant((role, unit): &(String, Option<uuid::Uuid>)) -> Option<Grant> {
    let role = Role::parse(role).ok()?;
    Some(Grant {
        role,
        unit: unit.map(UnitId),
    })
}
