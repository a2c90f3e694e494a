//! Rate limits by address, site and kind of request. In this process's memory.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tenancy::TenantId;

use crate::Limits;
use crate::visit::Site;

/// Whose requests are counted together: one address at one office (or site) and kind.
type Key = (Site, Option<TenantId>, IpAddr);

/// Requests of these paths are counted by the stricter limit.
const GUARDED: [&str; 4] = [
    "/logowanie",
    "/urzad/logowanie",
    "/zaproszenie",
    "/weryfikacja",
];
/// How much stricter.
const GUARDED_SHARE: u32 = 10;
/// Addresses kept before the idle ones are forgotten.
const KEYS_MAX: usize = 50_000;

pub(crate) struct RateLimits {
    pages: DefaultKeyedRateLimiter<Key>,
    guarded: DefaultKeyedRateLimiter<Key>,
}

impl RateLimits {
    pub(crate) fn new(limits: &Limits) -> Self {
        let quota = |per_minute: u32| {
            Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN))
        };
        Self {
            pages: RateLimiter::keyed(quota(limits.requests_per_minute)),
            guarded: RateLimiter::keyed(quota(limits.requests_per_minute / GUARDED_SHARE)),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// Seconds to wait when there were too many.
    pub(crate) fn count(&self, key: Key, is_post: bool, path: &str) -> Result<(), u32> {
        let guarded = is_post && GUARDED.iter().any(|prefix| path.starts_with(prefix));
        let limiter = if guarded { &self.guarded } else { &self.pages };
        if limiter.len() > KEYS_MAX {
            limiter.retain_recent();
        }
        limiter.check_key(&key).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            u32::try_from(wait.as_secs())
                .unwrap_or(u32::MAX)
                .saturating_add(1)
        })
    }
}
