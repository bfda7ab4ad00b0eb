//! Input: files, folders and lists of paths, in a fixed order.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// The largest file that is loaded, in bytes.
pub const MAX_FILE: u64 = 1 << 30;

/// A document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in the record: relative to the given root, `/` between the parts.
    pub name: String,
}

/// A path that could not be listed.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct InputError {
    /// The path.
    pub path: PathBuf,
    /// Why not.
    pub reason: String,
}

/// The bytes of a file: read, or mapped where there are many of them and few are looked at (scans).
#[derive(Debug)]
pub enum Bytes {
    /// In memory.
    Read(Vec<u8>),
    /// Mapped from the file.
    Mapped(memmap2::Mmap),
}

/// Files from this size on are mapped.
const MAP_FROM: u64 = 4 << 20;

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Read(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// Loads a file.
///
/// # Errors
/// When it cannot be opened or read.
pub fn load(path: &Path) -> std::io::Result<Bytes> {
    let mut file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length >= MAP_FROM
        && let Some(map) = map(&file)
    {
        return Ok(Bytes::Mapped(map));
    }
    let mut bytes = Vec::with_capacity(length.min(MAX_FILE) as usize);
    std::io::Read::read_to_end(&mut file, &mut bytes)?;
    Ok(Bytes::Read(bytes))
}

/// The only unsafe code of the program. The map is read-only and private; what is undefined is that someone else
/// shortens or rewrites the file while it is read. An archive is not rewritten while it is converted; whoever does
/// gets a fault of the system instead of a record, never a wrong record in silence.
#[allow(unsafe_code)]
fn map(file: &std::fs::File) -> Option<memmap2::Mmap> {
    // SAFETY: see above; bytes are only read, as plain numbers, and never outlive the map.
    unsafe { memmap2::Mmap::map(file) }.ok()
}

/// Whether a file in a folder is taken; files given by name always are. XML and HTML are taken where they hold OCR.
fn wanted(path: &Path) -> bool {
    let Some(ending) = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase) else { return false };
    match ending.as_str() {
        "md" | "markdown" | "txt" | "text" | "pdf" | "tif" | "tiff" | "jpg" | "jpeg" | "png" | "alto" | "hocr" => true,
        "xml" | "html" | "htm" => {
            let mut head = Vec::new();
            let read = std::fs::File::open(path).and_then(|f| f.take(4096).read_to_end(&mut head));
            read.is_ok() && crate::read::holds_ocr(&head)
        }
        _ => false,
    }
}

/// Lists the documents under `paths`: files as given, folders recursively in the order of their names, `-` the paths
/// on standard input. What cannot be listed is an error of its own and does not stop the others.
#[must_use]
pub fn list(paths: &[PathBuf]) -> (Vec<Input>, Vec<InputError>) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            for line in std::io::stdin().lock().lines().map_while(Result::ok).filter(|l| !l.trim().is_empty()) {
                add(Path::new(line.trim()), &mut out, &mut errors);
            }
        } else {
            add(path, &mut out, &mut errors);
        }
    }
    (out, errors)
}

fn add(path: &Path, out: &mut Vec<Input>, errors: &mut Vec<InputError>) {
    if !path.is_dir() {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        out.push(Input { path: path.to_path_buf(), name });
        return;
    }
    // Links are followed, so that a linked document is read and a dead link is named; walkdir stops at loops.
    for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(e) if e.file_type().is_file() && wanted(e.path()) => {
                let rel = e.path().strip_prefix(path).unwrap_or(e.path());
                let name = rel.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                out.push(Input { path: e.path().to_path_buf(), name });
            }
            Ok(_) => {}
            Err(e) => errors.push(InputError { path: e.path().unwrap_or(path).to_path_buf(), reason: e.to_string() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_are_mapped_and_small_ones_read() {
        let dir = tempfile::tempdir().unwrap();
        let (small, large) = (dir.path().join("a"), dir.path().join("b"));
        std::fs::write(&small, "x").unwrap();
        std::fs::write(&large, vec![7u8; MAP_FROM as usize]).unwrap();
        assert!(matches!(load(&small).unwrap(), Bytes::Read(b) if b == b"x"));
        let bytes = load(&large).unwrap();
        assert!(matches!(bytes, Bytes::Mapped(_)) && bytes.iter().all(|b| *b == 7));
        assert!(load(&dir.path().join("c")).is_err());
    }

    #[test]
    fn folders_are_sorted_and_named_from_their_root() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("b")).unwrap();
        for f in ["b/z.md", "a.txt", "c.exe"] {
            std::fs::write(dir.path().join(f), "x").unwrap();
        }
        let (found, errors) = list(&[dir.path().to_path_buf()]);
        assert_eq!(found.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["a.txt", "b/z.md"]);
        assert!(errors.is_empty());
    }
}
