//! Who runs the database server: PostgreSQL refuses to run as root.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::exec::{Failure, cannot, quietly};
use crate::install;

/// The account the server runs as.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    /// Only when it is not ourselves: name, user number, group number.
    other: Option<(String, u32, u32)>,
}

impl Owner {
    /// Ourselves; for root `postgres`, or `nobody` where PostgreSQL came without that account.
    ///
    /// # Errors
    /// Root on a system that has neither account.
    pub(crate) fn choose() -> Result<Self, Failure> {
        if !install::is_root() {
            return Ok(Self { other: None });
        }
        let known = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some((name.to_owned(), number("-u", name)?, number("-g", name)?)));
        let other = known.ok_or_else(|| {
            Failure::new(
                "PostgreSQL must not run as root, and there is no account `postgres` or `nobody`",
            )
        })?;
        Ok(Self { other: Some(other) })
    }

    /// A command that will run as this account.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/");
        if let Some((_, user, group)) = self.other {
            command.uid(user).gid(group);
        }
        command
    }

    /// Hands `path` over to this account.
    pub(crate) fn take(&self, path: &Path) -> Result<(), Failure> {
        let Some((_, user, group)) = self.other else {
            return Ok(());
        };
        chown(path, Some(user), Some(group)).map_err(cannot("hand over", path))
    }

    /// The nearest folder above `path` this account may not pass through, with its own name.
    ///
    /// Only for an account that is not ourselves: our own rights show when we use them.
    pub(crate) fn barred_by(&self, path: &Path) -> Option<(String, String)> {
        let (name, user, group) = self.other.as_ref()?;
        path.ancestors().skip(1).find_map(|folder| {
            let about = folder.metadata().ok()?;
            let bit = match (about.uid() == *user, about.gid() == *group) {
                (true, _) => 0o100,
                (false, true) => 0o010,
                (false, false) => 0o001,
            };
            (about.mode() & bit == 0).then(|| (name.clone(), folder.display().to_string()))
        })
    }

    /// Whether `path` belongs to this account.
    pub(crate) fn owns(&self, path: &Path) -> bool {
        let Ok(about) = path.symlink_metadata() else {
            return false;
        };
        let own = match self.other {
            Some((_, user, _)) => Some(user),
            None => quietly(Command::new("id").arg("-u"))
                .ok()
                .and_then(|id| id.trim().parse().ok()),
        };
        about.is_dir() && own == Some(about.uid())
    }
}

fn number(which: &str, name: &str) -> Option<u32> {
    quietly(Command::new("id").args([which, name]))
        .ok()?
        .trim()
        .parse()
        .ok()
}
