//! The platform secret and what is derived from it: database passwords and the wrapping key.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit as _, Mac};
use sha2::Sha256;

use crate::{TenancyError, TenantId};

const SECRET_BYTES_MIN: usize = 32;
const NONCE_BYTES: usize = 24;

/// The one secret of the deployment, kept outside the database (file or environment).
#[derive(Clone)]
pub struct PlatformSecret(Vec<u8>);

impl std::fmt::Debug for PlatformSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlatformSecret(…)")
    }
}

impl PlatformSecret {
    /// Reads the secret from hexadecimal text of at least 64 digits.
    ///
    /// # Errors
    /// [`TenancyError::Secret`] if it is not hexadecimal, too short, or one repeated byte.
    pub fn from_hex(text: &str) -> Result<Self, TenancyError> {
        let bytes =
            hex::decode(text.trim()).map_err(|_| TenancyError::Secret("is not hexadecimal"))?;
        if bytes.len() < SECRET_BYTES_MIN {
            return Err(TenancyError::Secret("is shorter than 32 bytes"));
        }
        if bytes.iter().all(|b| *b == bytes[0]) {
            return Err(TenancyError::Secret("is an example value"));
        }
        Ok(Self(bytes))
    }

    /// 32 bytes bound to `purpose`; different purposes give unrelated values.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        hmac_sha256(&self.0, purpose.as_bytes())
    }

    /// Password of an office's database role: derived, so that it is stored nowhere.
    #[must_use]
    pub fn tenant_password(&self, tenant: TenantId) -> String {
        hex::encode(self.derive(&format!("database-role/{tenant}")))
    }

    /// Password of the role that reads the registry.
    #[must_use]
    pub fn registry_password(&self) -> String {
        hex::encode(self.derive("database-role/registry"))
    }

    /// Wraps an office's data key for keeping in the registry.
    ///
    /// # Errors
    /// [`TenancyError::Secret`] if encryption fails (it does not with valid lengths).
    pub fn wrap(&self, tenant: TenantId, key_id: i32, key: &[u8]) -> Result<Vec<u8>, TenancyError> {
        let nonce: [u8; NONCE_BYTES] = crate::keys::random_bytes();
        let aad = format!("tenant-key/{tenant}/{key_id}");
        let sealed = self
            .cipher()
            .encrypt(
                XNonce::from_slice(&nonce),
                Payload {
                    msg: key,
                    aad: aad.as_bytes(),
                },
            )
            .map_err(|_| TenancyError::Secret("could not wrap a key"))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens a wrapped data key.
    ///
    /// # Errors
    /// [`TenancyError::Secret`] if this secret did not wrap it, or for another office.
    pub fn unwrap(
        &self,
        tenant: TenantId,
        key_id: i32,
        wrapped: &[u8],
    ) -> Result<Vec<u8>, TenancyError> {
        let aad = format!("tenant-key/{tenant}/{key_id}");
        let (nonce, sealed) = wrapped
            .split_at_checked(NONCE_BYTES)
            .ok_or(TenancyError::Secret("met a damaged wrapped key"))?;
        self.cipher()
            .decrypt(
                XNonce::from_slice(nonce),
                Payload {
                    msg: sealed,
                    aad: aad.as_bytes(),
                },
            )
            .map_err(|_| TenancyError::Secret("does not open the stored keys"))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derive("wrap-tenant-keys").into())
    }
}

pub(crate) fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> PlatformSecret {
        PlatformSecret::from_hex(&"0123456789abcdef".repeat(4)).expect("a good secret")
    }

    #[test]
    fn refuses_short_and_example_secrets() {
        assert!(PlatformSecret::from_hex("abcd").is_err());
        assert!(PlatformSecret::from_hex(&"00".repeat(32)).is_err());
        assert!(PlatformSecret::from_hex(&"zz".repeat(32)).is_err());
    }

    #[test]
    fn a_key_wrapped_for_one_office_does_not_open_for_its_neighbour() {
        let wrapped = secret()
            .wrap(TenantId(1), 1, b"key of the first office")
            .expect("wraps");
        assert_eq!(
            secret().unwrap(TenantId(1), 1, &wrapped).expect("opens"),
            b"key of the first office"
        );
        assert!(secret().unwrap(TenantId(2), 1, &wrapped).is_err());
        assert!(secret().unwrap(TenantId(1), 2, &wrapped).is_err());
        assert!(secret().unwrap(TenantId(1), 1, &wrapped[..10]).is_err());
    }

    #[test]
    fn passwords_differ_between_offices() {
        assert_ne!(
            secret().tenant_password(TenantId(1)),
            secret().tenant_password(TenantId(2))
        );
    }
}
