//! Rate limits by address, site and kind of request. In this process's memory.

use std::net::{IpAddr, Ipv6Addr};
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
/// Bits of an IPv6 address that tell one subscriber from another; the rest they choose freely.
const SUBSCRIBER_BITS: u32 = 64;
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
    pub(crate) fn count(
        &self,
        (site, tenant, address): Key,
        is_post: bool,
        path: &str,
    ) -> Result<(), u32> {
        let key = (site, tenant, subscriber(address));
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

/// The address as it is counted: a whole IPv6 network of one subscriber counts as one.
pub(crate) fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let kept = u128::MAX << (u128::BITS - SUBSCRIBER_BITS);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & kept))
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_address_or_one_network() {
        let ip = |text: &str| -> IpAddr { text.parse().expect("an address") };
        let same = |one: &str, other: &str| subscriber(ip(one)) == subscriber(ip(other));
        assert!(same("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"));
        assert!(same("192.0.2.1", "::ffff:192.0.2.1"));
        assert!(!same("2001:db8:0:1::1", "2001:db8:0:2::1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }

    #[test]
    fn walking_through_a_network_gives_no_new_tries() {
        let limits = Limits {
            body_bytes_max: 1,
            header_seconds: 1,
            request_seconds: 1,
            idle_seconds: 1,
            connections_max: 1,
            connections_per_address: 1,
            proxies: Vec::new(),
            requests_per_minute: 30,
        };
        let limits = RateLimits::new(&limits);
        let post = |last: u128| {
            let address = IpAddr::V6(Ipv6Addr::from_bits((0x2001_0db8 << 96) + last));
            limits.count((Site::Office, None, address), true, "/urzad/logowanie")
        };
        let refused = (1..=10).filter(|last| post(*last).is_err()).count();
        assert!(refused >= 6, "{refused} of ten refused, three are allowed");
    }
}
