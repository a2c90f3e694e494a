//! The ticket between a right password and a right code: sealed, short-lived, of one office.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use tenancy::TenantKeys;
use uuid::Uuid;

use crate::tokens;

/// Cookie that carries the ticket.
pub(super) const COOKIE: &str = "__Host-ratusz-krok";
/// How long somebody may look for the phone.
const MINUTES: i64 = 10;
const WHAT: &str = "sign-in-ticket";

/// Says that whoever carries it gave the right password of this account a moment ago. It opens
/// nothing but the page that asks for the code.
#[derive(Serialize, Deserialize)]
pub(super) struct Ticket {
    pub(super) id: Uuid,
    /// Different for every ticket: the secret of a new second factor is made from it.
    pub(super) mark: String,
    pub(super) return_to: String,
    given_at: i64,
}

impl Ticket {
    pub(super) fn new(id: Uuid, return_to: &str, now: DateTime<Utc>) -> Self {
        Self {
            id,
            mark: tokens::fresh(),
            return_to: return_to.to_owned(),
            given_at: now.timestamp(),
        }
    }

    /// The ticket as a cookie's value, sealed with the keys of the office or of the platform.
    pub(super) fn seal(&self, keys: &TenantKeys) -> Option<String> {
        let text = serde_json::to_vec(self).ok()?;
        let sealed = keys.seal(WHAT, &text).ok()?;
        Some(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Reads a ticket sealed here; `None` for anything else and once its time is over.
    pub(super) fn open(keys: &TenantKeys, value: &str, now: DateTime<Utc>) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
        let text = keys.open(WHAT, &sealed).ok()?;
        let ticket: Self = serde_json::from_slice(&text).ok()?;
        let age = now.timestamp() - ticket.given_at;
        (0..=Duration::minutes(MINUTES).num_seconds())
            .contains(&age)
            .then_some(ticket)
    }
}

#[cfg(test)]
mod tests {
    use tenancy::TenantId;

    use super::*;

    fn keys(tenant: i32) -> TenantKeys {
        TenantKeys::new(TenantId(tenant), vec![(1, vec![7; 32])]).expect("keys")
    }

    #[test]
    fn a_ticket_is_good_for_a_while_and_in_one_office() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let ticket = Ticket::new(Uuid::nil(), "/urzad", now);
        let value = ticket.seal(&keys(1)).expect("a value");
        let later = now + Duration::minutes(9);
        assert!(Ticket::open(&keys(1), &value, later).is_some());
        assert!(Ticket::open(&keys(2), &value, later).is_none());
        assert!(Ticket::open(&keys(1), &value, now + Duration::minutes(11)).is_none());
        assert!(Ticket::open(&keys(1), &value, now - Duration::minutes(1)).is_none());
        assert!(Ticket::open(&keys(1), "abc", later).is_none());
    }
}
