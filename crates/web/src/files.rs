//! Files of residents: streamed in and out, sealed chunk by chunk, typed by content.

mod kind;
mod name;

use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tenancy::{FILE_CHUNK_BYTES, FileOpener, FileSealer, KeyError, Tenant};
use uuid::Uuid;

pub(crate) use kind::extensions;
pub(crate) use name::{clean, disposition};

/// Bytes of a megabyte, as in the limits of forms.
pub(crate) const MEGABYTE: u64 = 1024 * 1024;
/// Written to storage at once; object stores ask for no less.
const PART_BYTES: usize = 5 * 1024 * 1024;
/// Enough of the beginning to tell the type.
const HEAD_BYTES: usize = 8 * 1024;

/// Why the storage failed.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("the storage of files failed")]
    Storage(#[from] object_store::Error),
    #[error("a file could not be sealed or opened")]
    Sealing(#[from] KeyError),
    #[error("the stored file is shorter than it should be")]
    Cut,
}

/// Why a file is not taken; the words for people are made from it by pages.
#[derive(Debug)]
pub enum Refusal {
    Empty,
    /// Megabytes.
    TooLarge {
        max_mb: u32,
    },
    /// Neither the name nor the content is of an accepted type.
    Type,
    /// It did not come in whole.
    Unsent,
    Storage(FilesError),
}

impl<E: Into<FilesError>> From<E> for Refusal {
    fn from(fault: E) -> Self {
        Self::Storage(fault.into())
    }
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    /// Extensions without the dot; empty means every type known here.
    pub(crate) accept: &'a [String],
    pub(crate) max_mb: u32,
}

/// A file taken: its sealed bytes are in place, nothing in the database knows of it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub id: Uuid,
    pub name: String,
    pub media_type: &'static str,
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// The storage of files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// Keeps files in the local folder `root`, made when it is missing. What was taken survives
    /// a loss of power.
    ///
    /// # Errors
    /// When the folder cannot be made or opened.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(root)?;
        let store = LocalFileSystem::new_with_prefix(root)
            .map_err(std::io::Error::other)?
            .with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
        })
    }

    /// Takes a file in, sealing it on the way; nothing is left behind when it is refused.
    ///
    /// # Errors
    /// [`Refusal`]: too large as soon as the limit is passed, so the rest is not read.
    pub(crate) async fn receive<E>(
        &self,
        tenant: &Tenant,
        rules: Rules<'_>,
        given_name: &str,
        content: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Received, Refusal> {
        let mut content = std::pin::pin!(content);
        let name = clean(given_name);
        let max_bytes = u64::from(rules.max_mb) * MEGABYTE;
        let mut head = Vec::new();
        let mut ended = false;
        while head.len() < HEAD_BYTES && !ended {
            match content.next().await {
                Some(Ok(bytes)) => head.extend_from_slice(&bytes),
                Some(Err(_)) => return Err(Refusal::Unsent),
                None => ended = true,
            }
        }
        if head.is_empty() {
            return Err(Refusal::Empty);
        }
        let start = head.get(..HEAD_BYTES).unwrap_or(&head);
        let media_type = kind::media_type(rules.accept, &name, start).ok_or(Refusal::Type)?;
        let id = store::ids::fresh();
        let mut writer = Writer::begin(self, tenant, id).await?;
        let mut next = Some(Bytes::from(head));
        while let Some(bytes) = next {
            let within = writer.received + length(&bytes) <= max_bytes;
            if !within {
                writer.give_up().await;
                return Err(Refusal::TooLarge {
                    max_mb: rules.max_mb,
                });
            }
            if let Err(fault) = writer.take(&bytes).await {
                writer.give_up().await;
                return Err(Refusal::Storage(fault));
            }
            next = match content.next().await {
                Some(Ok(bytes)) => Some(bytes),
                Some(Err(_)) => {
                    writer.give_up().await;
                    return Err(Refusal::Unsent);
                }
                None => None,
            };
        }
        let (bytes, sha256) = writer.end().await?;
        Ok(Received {
            id,
            name,
            media_type,
            bytes,
            sha256,
        })
    }

    /// Takes in a file the program made itself, of any type known here.
    ///
    /// # Errors
    /// [`Refusal`] when it is larger than a megabyte or the storage fails.
    pub async fn keep(
        &self,
        tenant: &Tenant,
        name: &str,
        content: Vec<u8>,
    ) -> Result<Received, Refusal> {
        let rules = Rules {
            accept: &[],
            max_mb: 1,
        };
        let content = stream::once(async { Ok::<_, std::convert::Infallible>(content.into()) });
        self.receive(tenant, rules, name, content).await
    }

    /// The clear bytes of the file `id` of an office, opened as they are read.
    ///
    /// # Errors
    /// [`FilesError`] when it is not there or its first chunk is damaged; the stream fails on the
    /// first later chunk that is.
    pub(crate) async fn read(
        &self,
        tenant: &Tenant,
        id: Uuid,
    ) -> Result<BoxStream<'static, Result<Bytes, FilesError>>, FilesError> {
        let object = object_name(id);
        let mut sealed = self.store.get(&place(tenant, id)).await?.into_stream();
        let mut buffer = Vec::new();
        while buffer.len() < FileSealer::HEAD_BYTES {
            let bytes = sealed.next().await.ok_or(FilesError::Cut)??;
            buffer.extend_from_slice(&bytes);
        }
        let rest = buffer.split_off(FileSealer::HEAD_BYTES);
        let opener = tenant.keys().open_file(&object, &buffer)?;
        let reader = Reader {
            sealed,
            buffer: rest,
            opener,
            ended: false,
        };
        // The first chunk is opened before anything is promised to the one who asks.
        let Some((first, reader)) = reader.next().await? else {
            return Err(FilesError::Cut);
        };
        let rest = stream::try_unfold(reader, Reader::next);
        Ok(stream::once(async { Ok(first) }).chain(rest).boxed())
    }

    /// Deletes the bytes of files; what is not there is passed over. A file that cannot be
    /// deleted is noted in the log, because nothing points at it any more.
    pub async fn remove(&self, tenant: &Tenant, ids: &[Uuid]) {
        for id in ids {
            match self.store.delete(&place(tenant, *id)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(fault) => {
                    tracing::warn!(tenant = tenant.slug(), file = %id, error = %fault,
                        "a file nothing points at could not be deleted");
                }
            }
        }
    }
}

/// Seals and writes what comes in.
struct Writer {
    upload: Box<dyn MultipartUpload>,
    sealer: FileSealer,
    clear: Vec<u8>,
    sealed: Vec<u8>,
    hasher: Sha256,
    received: u64,
}

impl Writer {
    async fn begin(files: &Files, tenant: &Tenant, id: Uuid) -> Result<Self, FilesError> {
        let sealer = tenant.keys().seal_file(&object_name(id));
        Ok(Self {
            upload: files.store.put_multipart(&place(tenant, id)).await?,
            sealed: sealer.head().to_vec(),
            sealer,
            clear: Vec::new(),
            hasher: Sha256::new(),
            received: 0,
        })
    }

    async fn take(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        self.received += length(bytes);
        self.hasher.update(bytes);
        self.clear.extend_from_slice(bytes);
        // The last chunk is sealed as the last, so one is always held back.
        while self.clear.len() > FILE_CHUNK_BYTES {
            let rest = self.clear.split_off(FILE_CHUNK_BYTES);
            let chunk = self.sealer.chunk(&self.clear)?;
            self.sealed.extend_from_slice(&chunk);
            self.clear = rest;
        }
        if self.sealed.len() >= PART_BYTES {
            self.upload
                .put_part(std::mem::take(&mut self.sealed).into())
                .await?;
        }
        Ok(())
    }

    async fn end(mut self) -> Result<(u64, [u8; 32]), FilesError> {
        let last = self.sealer.last(&self.clear)?;
        self.sealed.extend_from_slice(&last);
        self.upload.put_part(self.sealed.into()).await?;
        self.upload.complete().await?;
        Ok((self.received, self.hasher.finalize().into()))
    }

    async fn give_up(mut self) {
        if let Err(fault) = self.upload.abort().await {
            tracing::warn!(error = %fault, "a refused file could not be deleted");
        }
    }
}

/// Opens what is read.
struct Reader {
    sealed: BoxStream<'static, object_store::Result<Bytes>>,
    buffer: Vec<u8>,
    opener: FileOpener,
    ended: bool,
}

impl Reader {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, FilesError> {
        if self.ended {
            return Ok(None);
        }
        while self.buffer.len() <= FileSealer::SEALED_CHUNK_BYTES && !self.ended {
            match self.sealed.next().await {
                Some(bytes) => self.buffer.extend_from_slice(&bytes?),
                None => self.ended = true,
            }
        }
        let clear = if self.buffer.len() > FileSealer::SEALED_CHUNK_BYTES {
            self.ended = false;
            let rest = self.buffer.split_off(FileSealer::SEALED_CHUNK_BYTES);
            let chunk = std::mem::replace(&mut self.buffer, rest);
            self.opener.chunk(&chunk)?
        } else {
            self.opener.last(&self.buffer)?
        };
        Ok(Some((Bytes::from(clear), self)))
    }
}

/// Where the object of a file lies: the office's schema, then the identifier.
fn place(tenant: &Tenant, id: Uuid) -> ObjectPath {
    ObjectPath::from_iter([tenant.schema().as_str(), &object_name(id)])
}

fn object_name(id: Uuid) -> String {
    id.to_string()
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
