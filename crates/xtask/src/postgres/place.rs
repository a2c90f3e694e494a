//! The folders of one private cluster, and the checks that they can be used.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use super::owner::Owner;
use crate::exec::{Failure, cannot};

/// A unix socket's path must stay shorter than this many bytes.
const SOCKET_PATH_MAX: usize = 107;
/// Port that only names the socket file; chosen apart from everybody's 5432.
pub(crate) const PORT: u16 = 54329;

/// Where a cluster lies and where it listens.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// PostgreSQL's data directory.
    pub(crate) cluster: PathBuf,
    /// Folder of the socket.
    pub(crate) sockets: PathBuf,
    /// Stands while the cluster is being made, and tells of an interruption afterwards.
    pub(crate) unfinished: PathBuf,
    /// What the server writes about itself.
    pub(crate) log: PathBuf,
}

impl Place {
    /// The folders under `home`, which must be absolute.
    pub(crate) fn under(home: &Path) -> Self {
        let mut sockets = home.join("socket");
        if socket_in(&sockets).as_os_str().len() > SOCKET_PATH_MAX {
            sockets = PathBuf::from(format!("/tmp/ratusz-{:016x}", fnv(&home.to_string_lossy())));
        }
        Self {
            cluster: home.join("cluster"),
            sockets,
            unfinished: home.join("cluster.unfinished"),
            log: home.join("cluster").join("server.log"),
        }
    }

    pub(crate) fn socket(&self) -> PathBuf {
        socket_in(&self.sockets)
    }

    /// Where a server writes its number beside the socket.
    pub(crate) fn socket_lock(&self) -> PathBuf {
        self.sockets.join(format!(".s.PGSQL.{PORT}.lock"))
    }

    /// Whether a server listens here.
    pub(crate) fn is_used(&self) -> bool {
        UnixStream::connect(self.socket()).is_ok()
    }

    /// Address of a database here, for the superuser `ratusz`.
    pub(crate) fn url(&self, database: &str) -> String {
        let mut host = String::new();
        for byte in self.sockets.to_string_lossy().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    host.push(char::from(byte));
                }
                _ => host.push_str(&format!("%{byte:02X}")),
            }
        }
        format!("postgres://ratusz@{host}:{PORT}/{database}")
    }

    /// Makes the folders and sees that `owner` reaches them and nobody else does.
    ///
    /// # Errors
    /// A folder cannot be made, is closed to `owner`, or belongs to somebody else.
    pub(crate) fn make(&self, owner: &Owner) -> Result<(), Failure> {
        for folder in [&self.cluster, &self.sockets] {
            fs::create_dir_all(folder).map_err(cannot("make", folder))?;
            if let Some((account, bar)) = owner.barred_by(folder) {
                return Err(Failure::new(format!(
                    "the account `{account}`, which runs PostgreSQL, may not pass through {bar}: \
                     choose another place with --data DIR"
                )));
            }
            owner.take(folder)?;
            let only_own = fs::Permissions::from_mode(0o700);
            fs::set_permissions(folder, only_own).map_err(cannot("close to others", folder))?;
            if !owner.owns(folder) {
                return Err(Failure::new(format!(
                    "{} belongs to somebody else: choose another place with --data DIR",
                    folder.display()
                )));
            }
        }
        Ok(())
    }
}

fn socket_in(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

/// FNV-1a: the same short name for the same folder, in every run and on every machine.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Place, SOCKET_PATH_MAX};

    #[test]
    fn writes_the_socket_folder_into_the_address() {
        let place = Place::under(Path::new("/var/lib/ratusz/demo"));
        assert_eq!(
            place.url("ratusz"),
            "postgres://ratusz@%2Fvar%2Flib%2Fratusz%2Fdemo%2Fsocket:54329/ratusz"
        );
    }

    #[test]
    fn moves_the_socket_when_its_path_would_be_too_long() {
        let deep = format!("/{}", "a".repeat(120));
        let place = Place::under(Path::new(&deep));
        assert!(place.sockets.starts_with("/tmp"));
        assert!(place.socket().as_os_str().len() <= SOCKET_PATH_MAX);
        assert_ne!(
            place.sockets,
            Place::under(Path::new(&format!("{deep}b"))).sockets
        );
    }
}
