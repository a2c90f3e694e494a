//! Passwords: hashing with argon2id, a few at a time, and the same work for unknown accounts.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::PageError;

/// Memory of one hash in KiB, passes and lanes.
///
/// # Source
/// OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, two passes, one lane.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Hashes worked on at once; each holds 19 MiB and one processor for tens of milliseconds.
const SEATS: usize = 4;
/// Longest wait for a seat before answering that the program is busy.
const WAIT: Duration = Duration::from_secs(10);
/// Fewest characters of a password.
pub const CHARACTERS_MIN: usize = 12;
/// Most characters of a password.
pub const CHARACTERS_MAX: usize = 128;
/// Stands in where there is no account: costs the same and fits no password.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmF0dXN6LXJhdHVzei1yYQ$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("a password could not be hashed: {0}")]
pub struct HashError(String);

/// The PHC text of a new hash of `password`. Takes tens of milliseconds of one processor: for
/// the command line; pages go through `Hashing`.
///
/// # Errors
/// [`HashError`] when the system gives no random salt.
pub fn hash(password: &str) -> Result<String, HashError> {
    let fault = |text: String| HashError(text);
    let hashed: PasswordHash = argon2()
        .map_err(|f| fault(f.to_string()))?
        .hash_password(password.as_bytes())
        .map_err(|f| fault(f.to_string()))?;
    Ok(hashed.to_string())
}

/// Whether `password` is the one `hash` was made of; compared exactly, byte by byte.
fn fits(password: &str, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else {
        return false;
    };
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok())
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes passwords away from the threads that serve pages.
#[derive(Clone)]
pub(crate) struct Hashing {
    seats: Arc<Semaphore>,
}

impl Hashing {
    pub(super) fn new() -> Self {
        Self {
            seats: Arc::new(Semaphore::new(SEATS)),
        }
    }

    /// Whether `password` fits. Without a hash, or for a password longer than any can be, the
    /// answer is no after the same work.
    ///
    /// # Errors
    /// [`PageError::Unavailable`] when too many are waiting.
    pub(super) async fn fits(&self, password: &str, hash: Option<&str>) -> Result<bool, PageError> {
        let is_possible = hash.is_some() && password.chars().count() <= CHARACTERS_MAX;
        let password: String = password.chars().take(CHARACTERS_MAX).collect();
        let hash = hash.unwrap_or(NOBODYS).to_owned();
        let fits = self.seated(move || fits(&password, &hash)).await?;
        Ok(fits && is_possible)
    }

    /// As [`hash`], in its turn.
    ///
    /// # Errors
    /// [`PageError::Unavailable`] when too many are waiting, [`PageError::Internal`] when there
    /// is no random salt.
    pub(super) async fn hash(&self, password: &str) -> Result<String, PageError> {
        let password = password.to_owned();
        let hashed = self.seated(move || hash(&password)).await?;
        hashed.map_err(PageError::internal)
    }

    async fn seated<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PageError> {
        let waiting = tokio::time::timeout(WAIT, Arc::clone(&self.seats).acquire_owned());
        let Ok(Ok(seat)) = waiting.await else {
            return Err(PageError::Unavailable);
        };
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(seat);
            done
        });
        done.await.map_err(PageError::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_compared_exactly() {
        let long = format!("{}ż", "zażółć gęślą jaźń 🙂 ".repeat(5));
        let hashed = hash(&long).expect("a hash");
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(fits(&long, &hashed));
        assert!(!fits(&format!("{long} "), &hashed));
        assert!(!fits(&long.to_uppercase(), &hashed));
        let mut end = long.clone();
        end.pop();
        assert!(!fits(&format!("{end}z"), &hashed));
    }

    #[test]
    fn the_stand_in_is_a_hash_of_the_same_cost_and_fits_nothing() {
        let parsed = PasswordHash::new(NOBODYS).expect("a readable hash");
        let ours = hash("cztery konie na moście").expect("a hash");
        let ours = PasswordHash::new(&ours).expect("a readable hash");
        assert_eq!(parsed.params.to_string(), ours.params.to_string());
        assert_eq!(parsed.algorithm, ours.algorithm);
        assert!(!fits("", NOBODYS));
        assert!(!fits("password", NOBODYS));
    }
}
