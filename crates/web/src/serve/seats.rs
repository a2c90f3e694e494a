//! Seats for connections: so many for everybody, and of them a share for each address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::Limits;
use crate::limits::subscriber;

pub(super) struct Seats {
    all: Arc<Semaphore>,
    taken: Arc<Taken>,
    share: usize,
    /// Through these come the connections of everybody.
    proxies: Vec<IpAddr>,
}

/// Connections open now, by address; addresses without any are not kept.
type Taken = Mutex<HashMap<IpAddr, usize>>;

/// A place among all, not yet an address's.
pub(super) type Free = OwnedSemaphorePermit;

/// A seat taken until this is dropped.
pub(super) struct Seat {
    _free: Free,
    counted: Option<(Arc<Taken>, IpAddr)>,
}

impl Seats {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            all: Arc::new(Semaphore::new(limits.connections_max)),
            taken: Arc::default(),
            share: limits.connections_per_address,
            proxies: limits.proxies.clone(),
        }
    }

    /// Waits until there is a free place.
    pub(super) async fn free(&self) -> Option<Free> {
        Arc::clone(&self.all).acquire_owned().await.ok()
    }

    /// Gives the place to a connection from `address`; `None` when its share is spent.
    pub(super) fn take(&self, free: Free, address: IpAddr) -> Option<Seat> {
        if self.proxies.contains(&address.to_canonical()) {
            return Some(Seat {
                _free: free,
                counted: None,
            });
        }
        let subscriber = subscriber(address);
        let mut taken = lock(&self.taken);
        let open = taken.entry(subscriber).or_default();
        if *open >= self.share {
            return None;
        }
        *open += 1;
        drop(taken);
        Some(Seat {
            _free: free,
            counted: Some((Arc::clone(&self.taken), subscriber)),
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some((taken, address)) = &self.counted else {
            return;
        };
        let mut taken = lock(taken);
        if let Some(open) = taken.get_mut(address) {
            *open -= 1;
            if *open == 0 {
                taken.remove(address);
            }
        }
    }
}

fn lock(taken: &Taken) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(share: usize, proxies: &[&str]) -> Seats {
        Seats {
            all: Arc::new(Semaphore::new(100)),
            taken: Arc::default(),
            share,
            proxies: proxies.iter().map(|text| ip(text)).collect(),
        }
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    async fn take(seats: &Seats, address: &str) -> Option<Seat> {
        let free = seats.free().await.expect("a place");
        seats.take(free, ip(address))
    }

    #[tokio::test]
    async fn an_address_has_its_share_and_gets_it_back() {
        let seats = seats(2, &[]);
        let first = take(&seats, "192.0.2.1").await.expect("the first");
        let _second = take(&seats, "::ffff:192.0.2.1").await.expect("the second");
        assert!(take(&seats, "192.0.2.1").await.is_none());
        let _other = take(&seats, "192.0.2.2").await.expect("another address");
        drop(first);
        let third = take(&seats, "192.0.2.1").await;
        assert!(third.is_some());
        drop(third);
        assert_eq!(
            seats.all.available_permits(),
            98,
            "refused ones hold nothing"
        );
    }

    #[tokio::test]
    async fn a_whole_network_of_a_subscriber_is_one_address() {
        let seats = seats(1, &[]);
        let _first = take(&seats, "2001:db8:0:1::1").await.expect("the first");
        assert!(take(&seats, "2001:db8:0:1:ffff::2").await.is_none());
        assert!(take(&seats, "2001:db8:0:2::1").await.is_some());
    }

    #[tokio::test]
    async fn a_proxy_brings_everybody() {
        let seats = seats(1, &["10.0.0.1"]);
        let _first = take(&seats, "10.0.0.1").await.expect("the first");
        assert!(take(&seats, "10.0.0.1").await.is_some());
        assert!(lock(&seats.taken).is_empty());
    }

    #[tokio::test]
    async fn addresses_that_left_are_forgotten() {
        let seats = seats(1, &[]);
        for last in 1..=200 {
            drop(take(&seats, &format!("198.51.100.{last}")).await);
        }
        assert!(lock(&seats.taken).is_empty());
    }
}
