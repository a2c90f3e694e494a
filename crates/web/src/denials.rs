//! Refused access, remembered in the office's audit trail: who tried what, and on which thing.
//!
//! Whoever is not signed in leaves no entry, so nobody from outside makes the program write. What
//! is not there leaves the same entry as what is somebody else's: neither the answer nor the time
//! it takes tells which.

use std::num::NonZeroU32;

use access::{Action, Actor};
use axum::http::Extensions;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use store::StoreError;
use store::audit::{self, Entry};
use tenancy::TenantId;
use uuid::Uuid;

use crate::error::{self, Undressed};
use crate::routes::Matched;
use crate::visit::Visit;

/// People and actions kept before the idle ones are forgotten.
const KEYS_MAX: usize = 20_000;

/// Keeps the trail short: of one person and action at most one entry a minute.
pub(crate) struct Denials(DefaultKeyedRateLimiter<(TenantId, Uuid, Action)>);

impl Denials {
    pub(crate) fn new() -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(NonZeroU32::MIN)))
    }

    fn is_due(&self, key: (TenantId, Uuid, Action)) -> bool {
        if self.0.len() > KEYS_MAX {
            self.0.retain_recent();
        }
        self.0.check_key(&key).is_ok()
    }
}

/// Writes the entry if the answer with these `extensions` refuses somebody of the office visited.
pub(crate) async fn note(visit: &Visit, extensions: &Extensions) {
    let reason = extensions.get::<Undressed>();
    let Some(reason) = reason.and_then(|bare| bare.denied) else {
        return;
    };
    let (person, actor) = match visit.actor() {
        Actor::Resident { id, .. } => (id.0, format!("resident:{id}")),
        Actor::Staff { id, .. } => (id.0, format!("staff:{id}")),
        Actor::Nobody | Actor::Operator { .. } => return,
    };
    let Some(matched) = extensions.get::<Matched>() else {
        return;
    };
    let Ok(tenant) = visit.office() else {
        return;
    };
    let app = visit.app();
    if !app.denials().is_due((tenant.id(), person, matched.action)) {
        return;
    }
    let entry = Entry {
        at: app.now(),
        actor: &actor,
        action: "access_denied",
        subject: &subject(matched.path, visit.path()),
        detail: &format!("{}: {reason}", matched.action),
    };
    let noted = async {
        let tx = tenant.begin().await?;
        audit::note(&tx, &entry).await?;
        tx.commit().await.map_err(StoreError::from)
    };
    if let Err(fault) = noted.await {
        tracing::warn!(
            tenant = tenant.slug(),
            request_id = visit.request_id(),
            fault = %error::chain(&fault),
            "a refusal could not be noted in the audit trail"
        );
    }
}

/// The case or draft the address names, if it is an identifier; anything else people type in an
/// address stays out of the trail.
fn subject(pattern: &str, address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = pattern.split('/').zip(path.split('/'));
    let named = parts.find_map(|(part, word)| {
        let kind = match part {
            "{id}" => "case",
            "{draft}" => "draft",
            "{person}" => "staff",
            _ => return None,
        };
        let id: Uuid = word.parse().ok()?;
        Some(format!("{kind}:{id}"))
    });
    named.unwrap_or_else(|| "office".to_owned())
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn only_identifiers_of_things_get_into_the_trail() {
        let id = "0191e7a0-0000-7000-8000-000000000000";
        let case = "/urzad/sprawy/{id}/pliki/{file}";
        assert_eq!(
            subject(case, &format!("/urzad/sprawy/{id}/pliki/x?q=44051401359")),
            format!("case:{id}")
        );
        let draft = format!("/robocze/{id}");
        assert_eq!(subject("/robocze/{draft}", &draft), format!("draft:{id}"));
        for (pattern, address) in [
            ("/urzad/sprawy/{id}", "/urzad/sprawy/44051401359"),
            ("/potwierdzenia/{number}", "/potwierdzenia/TU-2222-2222"),
            ("/urzad/osoby", "/urzad/osoby?q=Nowak"),
        ] {
            assert_eq!(subject(pattern, address), "office", "{address}");
        }
    }
}
