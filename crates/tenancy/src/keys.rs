//! Sealing with the keys of one office: answers, identities, files, and blind indexes.
//!
//! A sealed value is `version(1) | key id(4, big endian) | nonce(24) | ciphertext` under
//! XChaCha20-Poly1305; the associated data names the office and what the value is, so a value
//! moved to another row kind or office does not open.

use std::sync::Arc;

use chacha20poly1305::aead::stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::TenantId;
use crate::secret::hmac_sha256;

/// Clear bytes in one sealed chunk of a file; the last one may be shorter.
pub const FILE_CHUNK_BYTES: usize = 64 * 1024;

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const HEAD_BYTES: usize = 1 + 4 + NONCE_BYTES;
const STREAM_NONCE_BYTES: usize = 19;
const TAG_BYTES: usize = 16;

/// Why a sealed value could not be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("the sealed value is damaged or belongs elsewhere")]
    Damaged,
    #[error("the sealed value needs key {0}, which this office does not have")]
    UnknownKey(i32),
}

/// The data keys of one office: the newest seals, all open.
#[derive(Clone)]
pub struct TenantKeys {
    tenant: TenantId,
    keys: Arc<Vec<(i32, [u8; 32])>>,
}

impl std::fmt::Debug for TenantKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TenantKeys({})", self.tenant)
    }
}

impl TenantKeys {
    /// Keys of `tenant`, oldest first; `None` when there is none or one is not 32 bytes long.
    #[must_use]
    pub fn new(tenant: TenantId, keys: Vec<(i32, Vec<u8>)>) -> Option<Self> {
        let keys: Option<Vec<_>> = keys
            .into_iter()
            .map(|(id, key)| Some((id, key.try_into().ok()?)))
            .collect();
        let keys = keys.filter(|keys| !keys.is_empty())?;
        Some(Self {
            tenant,
            keys: Arc::new(keys),
        })
    }

    /// Seals `clear`; `what` names the kind of value and its row, e.g. `draft/<id>`.
    ///
    /// # Errors
    /// [`KeyError::Damaged`] if the cipher refuses (only for absurd lengths).
    pub fn seal(&self, what: &str, clear: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (id, key) = self.newest();
        let nonce: [u8; NONCE_BYTES] = random_bytes();
        let sealed = XChaCha20Poly1305::new(&self.purpose(key, "values").into())
            .encrypt(
                XNonce::from_slice(&nonce),
                Payload {
                    msg: clear,
                    aad: self.aad(what).as_bytes(),
                },
            )
            .map_err(|_| KeyError::Damaged)?;
        Ok([&[VERSION][..], &id.to_be_bytes(), &nonce, &sealed].concat())
    }

    /// Opens a value sealed for the same `what`.
    ///
    /// # Errors
    /// [`KeyError`] if the value was changed, moved, or sealed with a key that is gone.
    pub fn open(&self, what: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (head, body) = sealed
            .split_at_checked(HEAD_BYTES)
            .ok_or(KeyError::Damaged)?;
        let (version, rest) = head.split_first().ok_or(KeyError::Damaged)?;
        if *version != VERSION {
            return Err(KeyError::Damaged);
        }
        let (id, nonce) = rest.split_first_chunk::<4>().ok_or(KeyError::Damaged)?;
        let key = self.key(i32::from_be_bytes(*id))?;
        XChaCha20Poly1305::new(&self.purpose(key, "values").into())
            .decrypt(
                XNonce::from_slice(nonce),
                Payload {
                    msg: body,
                    aad: self.aad(what).as_bytes(),
                },
            )
            .map_err(|_| KeyError::Damaged)
    }

    /// A blind index: equal for equal `value` of the same `kind` in the same office, and telling
    /// nothing without the key. Uses the first key, so that it survives new ones.
    #[must_use]
    pub fn blind_index(&self, kind: &str, value: &str) -> Vec<u8> {
        let (_, key) = &self.keys[0];
        let key = self.purpose(key, "blind-index");
        hmac_sha256(&key, format!("{kind}\0{value}").as_bytes()).to_vec()
    }

    /// A signature key of this office for short-lived links, bound to `purpose`.
    #[must_use]
    pub fn derived(&self, purpose: &str) -> [u8; 32] {
        self.purpose(self.newest().1, purpose)
    }

    /// Starts sealing the file object `object`; the first bytes to write are its head.
    #[must_use]
    pub fn seal_file(&self, object: &str) -> FileSealer {
        let (id, key) = self.newest();
        let nonce: [u8; STREAM_NONCE_BYTES] = random_bytes();
        let head = [&[VERSION][..], &id.to_be_bytes(), &nonce].concat();
        let cipher = XChaCha20Poly1305::new(&self.purpose(key, "files").into());
        let stream = EncryptorBE32::from_aead(cipher, nonce.as_slice().into());
        FileSealer {
            stream: Some(stream),
            head,
            aad: self.aad(object),
        }
    }

    /// Starts opening a sealed file object from its head ([`FileSealer::head`] gives its length).
    ///
    /// # Errors
    /// [`KeyError`] if the head is damaged or needs a key that is gone.
    pub fn open_file(&self, object: &str, head: &[u8]) -> Result<FileOpener, KeyError> {
        let (version, rest) = head.split_first().ok_or(KeyError::Damaged)?;
        let (id, nonce) = rest.split_first_chunk::<4>().ok_or(KeyError::Damaged)?;
        if *version != VERSION || nonce.len() != STREAM_NONCE_BYTES {
            return Err(KeyError::Damaged);
        }
        let key = self.key(i32::from_be_bytes(*id))?;
        let cipher = XChaCha20Poly1305::new(&self.purpose(key, "files").into());
        let stream = DecryptorBE32::from_aead(cipher, nonce.into());
        Ok(FileOpener {
            stream: Some(stream),
            aad: self.aad(object),
        })
    }

    fn newest(&self) -> (i32, &[u8; 32]) {
        let (id, key) = &self.keys[self.keys.len() - 1];
        (*id, key)
    }

    fn key(&self, id: i32) -> Result<&[u8; 32], KeyError> {
        let found = self.keys.iter().find(|(known, _)| *known == id);
        found.map(|(_, key)| key).ok_or(KeyError::UnknownKey(id))
    }

    fn purpose(&self, key: &[u8; 32], purpose: &str) -> [u8; 32] {
        hmac_sha256(key, format!("{}/{purpose}", self.tenant).as_bytes())
    }

    fn aad(&self, what: &str) -> String {
        format!("{}/{what}", self.tenant)
    }
}

/// Seals a file chunk by chunk; every chunk but the last is [`FILE_CHUNK_BYTES`] long.
pub struct FileSealer {
    stream: Option<EncryptorBE32<XChaCha20Poly1305>>,
    head: Vec<u8>,
    aad: String,
}

impl FileSealer {
    /// Length of the head in bytes.
    pub const HEAD_BYTES: usize = 1 + 4 + STREAM_NONCE_BYTES;
    /// Length of a full sealed chunk in bytes.
    pub const SEALED_CHUNK_BYTES: usize = FILE_CHUNK_BYTES + TAG_BYTES;

    /// The bytes to write before the first chunk.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Seals a chunk that is not the last.
    ///
    /// # Errors
    /// [`KeyError::Damaged`] after more than 2^32 chunks or after the last one.
    pub fn chunk(&mut self, clear: &[u8]) -> Result<Vec<u8>, KeyError> {
        let stream = self.stream.as_mut().ok_or(KeyError::Damaged)?;
        stream
            .encrypt_next(Payload {
                msg: clear,
                aad: self.aad.as_bytes(),
            })
            .map_err(|_| KeyError::Damaged)
    }

    /// Seals the last chunk, which may be empty; marks the end so that a cut file does not open.
    ///
    /// # Errors
    /// [`KeyError::Damaged`] if called twice.
    pub fn last(&mut self, clear: &[u8]) -> Result<Vec<u8>, KeyError> {
        let stream = self.stream.take().ok_or(KeyError::Damaged)?;
        stream
            .encrypt_last(Payload {
                msg: clear,
                aad: self.aad.as_bytes(),
            })
            .map_err(|_| KeyError::Damaged)
    }
}

/// Opens a sealed file chunk by chunk, in order.
pub struct FileOpener {
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    aad: String,
}

impl FileOpener {
    /// Opens a chunk that is not the last.
    ///
    /// # Errors
    /// [`KeyError::Damaged`] if it was changed or is out of order.
    pub fn chunk(&mut self, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let stream = self.stream.as_mut().ok_or(KeyError::Damaged)?;
        stream
            .decrypt_next(Payload {
                msg: sealed,
                aad: self.aad.as_bytes(),
            })
            .map_err(|_| KeyError::Damaged)
    }

    /// Opens the last chunk.
    ///
    /// # Errors
    /// [`KeyError::Damaged`] if it was changed or is not the last of the file.
    pub fn last(&mut self, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let stream = self.stream.take().ok_or(KeyError::Damaged)?;
        stream
            .decrypt_last(Payload {
                msg: sealed,
                aad: self.aad.as_bytes(),
            })
            .map_err(|_| KeyError::Damaged)
    }
}

/// Random bytes from the operating system, for keys, nonces and tokens.
#[expect(
    clippy::disallowed_methods,
    reason = "keys and nonces are made of chance"
)]
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(tenant: i32) -> TenantKeys {
        TenantKeys::new(TenantId(tenant), vec![(1, vec![7; 32]), (2, vec![9; 32])]).expect("keys")
    }

    #[test]
    fn a_value_opens_only_in_its_office_and_place() {
        let sealed = keys(1).seal("draft/a", b"answers").expect("seals");
        assert_eq!(keys(1).open("draft/a", &sealed).expect("opens"), b"answers");
        assert_eq!(keys(1).open("draft/b", &sealed), Err(KeyError::Damaged));
        assert_eq!(keys(2).open("draft/a", &sealed), Err(KeyError::Damaged));
        for cut in 0..sealed.len() {
            assert!(keys(1).open("draft/a", &sealed[..cut]).is_err());
        }
    }

    #[test]
    fn a_blind_index_is_equal_only_within_one_office_and_kind() {
        let index = keys(1).blind_index("pesel", "44051401458");
        assert_eq!(index, keys(1).blind_index("pesel", "44051401458"));
        assert_ne!(index, keys(2).blind_index("pesel", "44051401458"));
        assert_ne!(index, keys(1).blind_index("nip", "44051401458"));
    }

    #[test]
    fn a_file_that_was_cut_does_not_open() {
        let mut sealer = keys(1).seal_file("object");
        let head = sealer.head().to_vec();
        let first = sealer.chunk(&[1; FILE_CHUNK_BYTES]).expect("seals");
        let last = sealer.last(b"end").expect("seals");
        let mut opener = keys(1).open_file("object", &head).expect("head");
        assert_eq!(
            opener.chunk(&first).expect("opens"),
            vec![1; FILE_CHUNK_BYTES]
        );
        assert_eq!(opener.last(&last).expect("opens"), b"end");
        let mut cut = keys(1).open_file("object", &head).expect("head");
        assert_eq!(cut.last(&first), Err(KeyError::Damaged));
        let mut moved = keys(1).open_file("other", &head).expect("head");
        assert_eq!(moved.chunk(&first), Err(KeyError::Damaged));
    }
}
