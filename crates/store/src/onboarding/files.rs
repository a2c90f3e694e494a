//! Reading the folder of offices from disk.

use std::fs;
use std::path::{Path, PathBuf};

/// Largest file that is read; the limits of the catalogue are lower.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Folders inside an office's folder that are read.
const INNER: [&str; 3] = ["services", "templates", "blocks"];

/// Why the folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("{path}")]
    Unreadable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{0} is not text in UTF-8, or larger than 4 MiB")]
    NotText(PathBuf),
    #[error("{0} holds no folder with a tenant.toml")]
    NoOffice(PathBuf),
}

/// All files that describe offices under `folder`, as path and text, in order of their paths.
///
/// # Errors
/// [`FilesError`] naming the first file that cannot be read.
pub fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, FilesError> {
    let mut files = Vec::new();
    for office in entries(folder)? {
        if !office.join("tenant.toml").is_file() {
            continue;
        }
        for path in entries(&office)? {
            if INNER.iter().any(|inner| path.ends_with(inner)) && path.is_dir() {
                for file in entries(&path)? {
                    keep(&file, &mut files)?;
                }
            } else {
                keep(&path, &mut files)?;
            }
        }
    }
    if files.is_empty() {
        return Err(FilesError::NoOffice(folder.to_owned()));
    }
    files.sort();
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, FilesError> {
    let unreadable = |source| FilesError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    Ok(paths)
}

fn keep(path: &Path, files: &mut Vec<(String, String)>) -> Result<(), FilesError> {
    let wanted = path
        .extension()
        .is_some_and(|extension| extension == "toml" || extension == "svg");
    if !wanted || !path.is_file() {
        return Ok(());
    }
    let unreadable = |source| FilesError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let bytes = fs::metadata(path).map_err(unreadable)?.len();
    if bytes > FILE_BYTES_MAX {
        return Err(FilesError::NotText(path.to_owned()));
    }
    let content = fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(content).map_err(|_| FilesError::NotText(path.to_owned()))?;
    files.push((path.to_string_lossy().replace('\\', "/"), text));
    Ok(())
}
