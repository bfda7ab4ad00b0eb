//! Input: files, folders, archives and lists of paths, one document after the other in a fixed order.
//!
//! Nothing is listed ahead and nothing is unpacked to disk: a hundred thousand files take no more memory than ten.
//! Folders come in the order of their names, archives in their own. What cannot be listed is an item of its own.

mod archive;
mod limits;

pub use limits::{Bomb, Capped, Limits};

use rustc_hash::{FxHashMap, FxHashSet};
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// The largest file that is loaded, in bytes.
pub const MAX_FILE: u64 = 1 << 30;

/// A document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is; for a member of an archive, that of the archive with the member's name behind it.
    pub path: PathBuf,
    /// Its name in the record: relative to the given root, `/` between the parts.
    pub name: String,
}

/// A path that could not be listed, or a member of an archive that is not read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct InputError {
    /// The path.
    pub path: PathBuf,
    /// A stable word for the kind of failure.
    pub code: &'static str,
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

impl crate::read::Source for Bytes {
    fn is_mapped(&self) -> bool {
        matches!(self, Self::Mapped(_))
    }

    fn release(&self, part: std::ops::Range<usize>) {
        if let Self::Mapped(map) = self {
            release(map, part);
        }
    }
}

/// Beside [`release`] the only unsafe code of the library. The map is read-only and private; what is undefined is that
/// someone else shortens or rewrites the file while it is read. An archive is not rewritten while it is converted;
/// whoever does gets a fault of the system instead of a record, never a wrong record in silence.
#[allow(unsafe_code)]
fn map(file: &std::fs::File) -> Option<memmap2::Mmap> {
    // SAFETY: see above; bytes are only read, as plain numbers, and never outlive the map.
    unsafe { memmap2::Mmap::map(file) }.ok()
}

/// Lets the system take back the pages of a part, down to the memory of the process; the next look reads the file again.
#[cfg(unix)]
#[allow(unsafe_code)]
fn release(map: &memmap2::Mmap, part: std::ops::Range<usize>) {
    let end = part.end.min(map.len());
    let Some(length) = end.checked_sub(part.start) else { return };
    // SAFETY: the map is private and was never written to, so every page of it is the file's; dropping one loses
    // nothing, and the bytes read the same after it (but for a file rewritten meanwhile, which is the case of `map`).
    let _ = unsafe { map.unchecked_advise_range(memmap2::UncheckedAdvice::DontNeed, part.start, length) };
}

#[cfg(not(unix))]
fn release(_: &memmap2::Mmap, _: std::ops::Range<usize>) {}

/// What comes out of the inputs, in order.
#[derive(Debug)]
pub enum Item {
    /// A file to load.
    File(Input),
    /// A member of an archive, with its bytes.
    Member(Input, Vec<u8>),
    /// What cannot be listed or read.
    Failed(InputError),
}

/// What a file's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Document,
    Archive,
    /// A word processor's or other file that is never minutes.
    Foreign,
    /// XML, of which only OCR is taken.
    Xml,
    /// Nothing: no ending, or one that no program gives (« PV du 12.03.2019 »).
    Nothing,
}

fn named(path: &Path) -> Named {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "" => Named::Nothing,
        "zip" | "tar" | "tgz" | "gz" | "zst" | "tzst" => Named::Archive,
        "doc" => Named::Document,
        "xml" => Named::Xml,
        e if crate::read::FORMATS.iter().any(|f| f.extensions.contains(&e)) => Named::Document,
        e if e.len() > 5 || e.bytes().any(|b| !b.is_ascii_lowercase()) => Named::Nothing,
        _ => Named::Foreign,
    }
}

/// Whether a file in a folder or archive is taken, from its name and first bytes; files given by name always are. A
/// name that says nothing is believed when the bytes are a known format; one that says something else, when they are PDF.
fn wanted(path: &Path, head: impl FnOnce() -> Vec<u8>) -> bool {
    match named(path) {
        Named::Document | Named::Archive => true,
        Named::Nothing => {
            let head = head();
            crate::read::is_document(&head) || archive::kind(&head).is_some()
        }
        Named::Xml => crate::read::holds_ocr(&head()),
        Named::Foreign => head().starts_with(b"%PDF-"),
    }
}

/// Whether a file that lies in a folder is taken, from its name and its first 1024 bytes: what [`Walker::walk`] goes by,
/// for those who list files in another way.
#[must_use]
pub fn is_wanted(path: &Path, head: &[u8]) -> bool {
    wanted(path, || head.to_vec())
}

/// Whether the name of a file is that of an archive.
#[must_use]
pub fn is_archive_name(path: &Path) -> bool {
    named(path) == Named::Archive
}

/// The first bytes of a file; none where it cannot be read.
fn head_of(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = std::fs::File::open(path) {
        let _ = file.take(1024).read_to_end(&mut head);
    }
    head
}

/// Loads a file, at most [`MAX_FILE`] bytes; a text by its name at most [`crate::read::MAX_TEXT`].
///
/// # Errors
/// When it cannot be read; `Ok(None)` when it is larger.
pub fn load(path: &Path) -> std::io::Result<Option<Bytes>> {
    let file = std::fs::File::open(path)?;
    let is_text = crate::read::format_of(path).is_none_or(|f| f.is_text);
    let limit = if is_text { crate::read::MAX_TEXT } else { MAX_FILE };
    let meta = file.metadata()?;
    if meta.is_file() && meta.len() > limit {
        return Ok(None);
    }
    if meta.is_file()
        && meta.len() >= MAP_FROM
        && let Some(map) = map(&file)
    {
        return Ok(Some(Bytes::Mapped(map)));
    }
    let mut bytes = Vec::with_capacity(if meta.is_file() { meta.len() as usize + 1 } else { 0 });
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(Bytes::Read(bytes)))
}

/// Lists the documents under `paths` ahead, archives as one; for commands that look at few.
#[must_use]
pub fn list(paths: &[PathBuf]) -> (Vec<Input>, Vec<InputError>) {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    Walker::names_only().walk(paths, &mut |item| {
        match item {
            Item::File(input) | Item::Member(input, _) => out.push(input),
            Item::Failed(e) => errors.push(e),
        }
        true
    });
    (out, errors)
}

/// Goes through inputs. Keeps in mind which files symbolic links led to, so that each is read once.
#[derive(Debug, Default)]
pub struct Walker {
    limits: Limits,
    linked: FxHashSet<(u64, u64)>,
    plain: FxHashSet<(u64, u64)>,
    /// Files already given, by path, with their size and time; kept only when watching.
    known: Option<FxHashMap<PathBuf, (u64, std::time::SystemTime)>>,
    /// Archives are given as files.
    closed: bool,
}

impl Walker {
    /// One that gives every file once in all its walks, and again only when size or time have changed; a file that was
    /// written to in the last two seconds waits for the next walk.
    #[must_use]
    pub fn watching() -> Self {
        Self { known: Some(FxHashMap::default()), ..Self::default() }
    }

    /// One that opens no archive: to count with.
    #[must_use]
    pub fn names_only() -> Self {
        Self { closed: true, ..Self::default() }
    }

    /// Hands the documents under `paths` to `give`, which says whether to go on: files as given, folders recursively
    /// in the order of their names, the members of archives, `-` the paths on standard input.
    pub fn walk(&mut self, paths: &[PathBuf], give: &mut dyn FnMut(Item) -> bool) {
        for path in paths {
            let more = if path.as_os_str() == "-" {
                let lines = std::io::stdin().lock().lines().map_while(Result::ok);
                lines.filter(|l| !l.trim().is_empty()).all(|l| self.path(Path::new(l.trim()), give))
            } else {
                self.path(path, give)
            };
            if !more {
                return;
            }
        }
    }

    /// Hands a document in memory to `give`, or the members of the archive that its bytes are; the path of `input` tells
    /// the format where the bytes do not. Gives what `give` said last.
    pub fn bytes(&mut self, input: Input, bytes: Vec<u8>, give: &mut dyn FnMut(Item) -> bool) -> bool {
        archive::bytes(input, bytes, self.limits, give)
    }

    fn path(&mut self, path: &Path, give: &mut dyn FnMut(Item) -> bool) -> bool {
        if !path.is_dir() {
            let name =
                path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
            return self.file(path, &name, give);
        }
        // Links are followed; walkdir names a link that leads to a folder it stands in and goes on.
        for entry in walkdir::WalkDir::new(path).follow_links(true).max_depth(128).sort_by_file_name() {
            let more = match entry {
                Ok(e) if e.file_type().is_file() && wanted(e.path(), || head_of(e.path())) => {
                    let rel = e.path().strip_prefix(path).unwrap_or(e.path());
                    let name = rel.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                    if self.seen_by_link(&e) { true } else { self.file(e.path(), &name, give) }
                }
                Ok(_) => true,
                Err(e) => give(Item::Failed(InputError {
                    path: e.path().unwrap_or(path).to_path_buf(),
                    code: if e.loop_ancestor().is_some() { "link_loop" } else { "io" },
                    reason: e.to_string(),
                })),
            };
            if !more {
                return false;
            }
        }
        true
    }

    /// Whether a symbolic link led to this file before, or this link leads to a file already given.
    #[cfg(unix)]
    fn seen_by_link(&mut self, entry: &walkdir::DirEntry) -> bool {
        use std::os::unix::fs::MetadataExt;
        let Ok(meta) = entry.metadata() else { return false };
        let id = (meta.dev(), meta.ino());
        let by_link = entry.path_is_symlink();
        let seen = self.linked.contains(&id) || (by_link && self.plain.contains(&id));
        if self.known.is_none() {
            if by_link {
                self.linked.insert(id)
            } else {
                self.plain.insert(id)
            };
        }
        seen
    }

    #[cfg(not(unix))]
    fn seen_by_link(&mut self, _: &walkdir::DirEntry) -> bool {
        false
    }

    fn file(&mut self, path: &Path, name: &str, give: &mut dyn FnMut(Item) -> bool) -> bool {
        if self.is_known(path) {
            return true;
        }
        let input = Input { path: path.to_path_buf(), name: name.to_owned() };
        let may_be_archive = matches!(named(path), Named::Archive | Named::Nothing);
        match archive::kind(&head_of(path)).filter(|_| may_be_archive && !self.closed) {
            Some(kind) => archive::file(kind, &input, self.limits, give),
            None => give(Item::File(input)),
        }
    }

    fn is_known(&mut self, path: &Path) -> bool {
        let Some(known) = &mut self.known else { return false };
        let Ok(meta) = std::fs::metadata(path) else { return false };
        let Ok(time) = meta.modified() else { return false };
        if known.get(path) == Some(&(meta.len(), time)) {
            return true;
        }
        if time.elapsed().is_ok_and(|age| age.as_secs() < 2) {
            return true;
        }
        known.insert(path.to_path_buf(), (meta.len(), time));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> (Vec<String>, Vec<&'static str>) {
        let (mut found, mut errors) = (Vec::new(), Vec::new());
        Walker::default().walk(&[dir.to_path_buf()], &mut |item| {
            match item {
                Item::File(i) | Item::Member(i, _) => found.push(i.name),
                Item::Failed(e) => errors.push(e.code),
            }
            true
        });
        (found, errors)
    }

    #[test]
    fn large_files_are_mapped_and_small_ones_read() {
        let dir = tempfile::tempdir().unwrap();
        let (small, large) = (dir.path().join("a"), dir.path().join("b"));
        std::fs::write(&small, "x").unwrap();
        std::fs::write(&large, vec![7u8; MAP_FROM as usize]).unwrap();
        assert!(matches!(load(&small).unwrap(), Some(Bytes::Read(b)) if b == b"x"));
        let bytes = load(&large).unwrap().unwrap();
        assert!(matches!(bytes, Bytes::Mapped(_)) && bytes.iter().all(|b| *b == 7));
        crate::read::Source::release(&bytes, 100..MAP_FROM as usize);
        assert!(bytes.iter().all(|b| *b == 7));
        assert!(load(&dir.path().join("c")).is_err());
    }

    #[test]
    fn folders_are_sorted_and_named_from_their_root() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("b")).unwrap();
        for f in ["b/z.md", "a.txt", "c.exe"] {
            std::fs::write(dir.path().join(f), "x").unwrap();
        }
        for f in ["PV du 12.03.2019", "scan.bin"] {
            std::fs::write(dir.path().join(f), "%PDF-1.4").unwrap();
        }
        let (found, errors) = names(dir.path());
        assert_eq!(found, ["PV du 12.03.2019", "a.txt", "b/z.md", "scan.bin"]);
        assert!(errors.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_once_and_loops_are_named() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("b")).unwrap();
        std::fs::write(dir.path().join("b/x.md"), "x").unwrap();
        symlink(dir.path().join("b/x.md"), dir.path().join("a.md")).unwrap();
        symlink(dir.path().join("b/x.md"), dir.path().join("z.md")).unwrap();
        symlink(dir.path(), dir.path().join("b/up")).unwrap();
        let (found, errors) = names(dir.path());
        assert_eq!((found, errors), (vec!["a.md".to_owned()], vec!["link_loop"]));
    }
}
