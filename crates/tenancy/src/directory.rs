//! From a host name to a place on this deployment, in memory, without a query.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::{OfficeState, Tenant, TenantId};

/// The addresses of this deployment, from configuration.
#[derive(Clone, Debug)]
pub struct Sites {
    /// Domain under which every office has its `<slug>`, e.g. `ratusz.example.pl`; lower case.
    pub base_domain: String,
    /// Whether the development identity provider answers at `login.<base domain>`.
    pub development_login: bool,
}

/// What answers at a host name.
#[derive(Clone, Debug)]
pub enum Place {
    /// An office that answers.
    Office(Tenant),
    /// An office that is switched off: a notice and nothing else.
    Suspended(Tenant),
    /// The base domain: the region with all its offices.
    Region,
    /// The console of the operators.
    Admin,
    /// The development identity provider.
    Login,
}

/// All offices by host, slug and number. Replaced whole at every reload.
#[derive(Default)]
struct Known {
    by_host: HashMap<String, Tenant>,
    by_slug: HashMap<String, Tenant>,
    by_id: HashMap<TenantId, Tenant>,
    sorted: Vec<Tenant>,
}

/// The directory of offices.
pub struct Directory {
    sites: Sites,
    known: RwLock<Arc<Known>>,
}

impl Directory {
    pub(crate) fn new(sites: Sites) -> Self {
        Self {
            sites,
            known: RwLock::default(),
        }
    }

    pub(crate) fn replace(&self, mut tenants: Vec<Tenant>) {
        tenants.sort_by(|a, b| a.slug().cmp(b.slug()));
        let mut known = Known::default();
        for tenant in &tenants {
            for host in tenant.hosts() {
                known.by_host.insert(host.clone(), tenant.clone());
            }
            known
                .by_slug
                .insert(tenant.slug().to_owned(), tenant.clone());
            known.by_id.insert(tenant.id(), tenant.clone());
        }
        known.sorted = tenants;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
    }

    /// The place at `host` as sent by the client: case, port and a trailing dot do not matter.
    /// `None` for anything not exactly known.
    #[must_use]
    pub fn resolve(&self, host: &str) -> Option<Place> {
        let host = canonical(host)?;
        let base = self.sites.base_domain.as_str();
        if host == base {
            return Some(Place::Region);
        }
        let known = self.known();
        let label = host
            .strip_suffix(base)
            .and_then(|rest| rest.strip_suffix('.'));
        let tenant = match label {
            Some("admin") => return Some(Place::Admin),
            Some("login") => return self.sites.development_login.then_some(Place::Login),
            Some(slug) => known.by_slug.get(slug),
            None => known.by_host.get(&host),
        }?;
        match tenant.state() {
            OfficeState::Active => Some(Place::Office(tenant.clone())),
            OfficeState::Suspended => Some(Place::Suspended(tenant.clone())),
            OfficeState::Preparing => None,
        }
    }

    /// All offices in order of their slugs, whatever their state.
    #[must_use]
    pub fn offices(&self) -> Vec<Tenant> {
        self.known().sorted.clone()
    }

    #[must_use]
    pub fn by_slug(&self, slug: &str) -> Option<Tenant> {
        self.known().by_slug.get(slug).cloned()
    }

    #[must_use]
    pub fn by_id(&self, id: TenantId) -> Option<Tenant> {
        self.known().by_id.get(&id).cloned()
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Brings a `Host` value to the form hosts are known by; `None` if it is not a host name.
#[must_use]
pub fn canonical(host: &str) -> Option<String> {
    const HOST_BYTES_MAX: usize = 253;
    const LABEL_BYTES_MAX: usize = 63;
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        Some(_) => return None,
        None => host,
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let good_label = |label: &str| {
        (1..=LABEL_BYTES_MAX).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let good = name.len() <= HOST_BYTES_MAX && name.split('.').all(good_label);
    good.then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn spellings_of_one_host_are_one() {
        for host in [
            "Grajewo.Example.PL",
            "grajewo.example.pl.",
            "grajewo.example.pl:443",
        ] {
            assert_eq!(canonical(host).as_deref(), Some("grajewo.example.pl"));
        }
    }

    #[test]
    fn what_is_no_host_name_is_refused() {
        let long = "a".repeat(64);
        for host in [
            "", "a b", "a\"b", "a/b", "a@b", "a%00", "a..b", "-a.pl", "a:b:1", &long, "[::1]",
        ] {
            assert_eq!(canonical(host), None, "{host}");
        }
    }
}
