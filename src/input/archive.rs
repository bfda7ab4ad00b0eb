//! Members of zip, tar, tar.gz and tar.zst, and files under gzip or zstd, read in order without unpacking to disk.

use super::{Bomb, Capped, Input, InputError, Item, Limits, Named, named, wanted};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path};

/// What an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Tar,
    Gzip,
    Zstd,
}

/// What the first bytes of a file say. A ZIP may also be a document: see [`is_office`].
pub(super) fn kind(head: &[u8]) -> Option<Kind> {
    match head {
        _ if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") => Some(Kind::Zip),
        _ if head.starts_with(b"\x1F\x8B") => Some(Kind::Gzip),
        _ if head.starts_with(b"\x28\xB5\x2F\xFD") => Some(Kind::Zstd),
        _ if head.get(257..262) == Some(b"ustar") => Some(Kind::Tar),
        _ => None,
    }
}

/// Walks an archive in a file.
pub(super) fn file(kind: Kind, input: &Input, limits: Limits, give: &mut dyn FnMut(Item) -> bool) -> bool {
    let opened = File::open(&input.path).and_then(|f| Ok((f.metadata()?.len(), f)));
    match opened {
        Ok((packed, file)) => {
            let mut walk = Walk { limits, give, total: limits.total(packed), broken: false };
            let walked = catch_unwind(AssertUnwindSafe(|| walk.archive(kind, BufReader::new(file), input, 0)));
            walked.unwrap_or_else(|_| give(failed(input, "damaged_archive", &"a fault in reading the archive")))
        }
        Err(e) => give(failed(input, "io", &e)),
    }
}

/// Walks an archive in memory; other bytes are given as they are.
pub(super) fn bytes(input: Input, bytes: Vec<u8>, limits: Limits, give: &mut dyn FnMut(Item) -> bool) -> bool {
    let may_be_archive = matches!(named(&input.path), Named::Archive | Named::Nothing);
    let Some(kind) = kind(&bytes[..bytes.len().min(1024)]).filter(|_| may_be_archive) else {
        return give(Item::Member(input, bytes));
    };
    let mut walk = Walk { limits, give, total: limits.total(bytes.len() as u64), broken: false };
    let walked = catch_unwind(AssertUnwindSafe(|| walk.archive(kind, Cursor::new(bytes), &input, 0)));
    walked.unwrap_or_else(|_| give(failed(&input, "damaged_archive", &"a fault in reading the archive")))
}

fn failed(input: &Input, code: &'static str, reason: &dyn std::fmt::Display) -> Item {
    Item::Failed(InputError { path: input.path.clone(), code, reason: reason.to_string() })
}

/// The code of what a reader of an archive met.
fn code(e: &io::Error) -> &'static str {
    if e.get_ref().is_some_and(|e| e.is::<Bomb>()) { "bomb" } else { "damaged_archive" }
}

struct Walk<'g> {
    limits: Limits,
    give: &'g mut dyn FnMut(Item) -> bool,
    /// What may still be unpacked, archives inside included.
    total: u64,
    /// The stream of the archive gave out: what follows cannot be found.
    broken: bool,
}

impl Walk<'_> {
    fn archive(&mut self, kind: Kind, source: impl Read + Seek, input: &Input, depth: u32) -> bool {
        if depth > self.limits.depth {
            let reason = format!("archives lie in archives more than {} deep", self.limits.depth);
            return (self.give)(failed(input, "nesting", &reason));
        }
        match kind {
            Kind::Zip => self.zip(source, input, depth),
            Kind::Tar => self.tar(source, input, depth),
            Kind::Gzip => {
                let packed = flate2::read::MultiGzDecoder::new(source);
                self.packed(packed, input, depth)
            }
            Kind::Zstd => match ruzstd::decoding::StreamingDecoder::new(source) {
                Ok(packed) => self.packed(packed, input, depth),
                Err(e) => (self.give)(failed(input, "damaged_archive", &e)),
            },
        }
    }

    /// A compressed stream: a tar, or one file.
    fn packed(&mut self, stream: impl Read, input: &Input, depth: u32) -> bool {
        let mut stream = Capped::new(stream, self.total);
        let mut head = Vec::new();
        if let Err(e) = stream.by_ref().take(1024).read_to_end(&mut head) {
            return (self.give)(failed(input, code(&e), &e));
        }
        if kind(&head) == Some(Kind::Tar) {
            return self.tar(Cursor::new(head).chain(stream), input, depth);
        }
        let mut bytes = head;
        let path = input.path.with_extension("");
        let name = input.name.rsplit_once('.').map_or(input.name.as_str(), |(n, _)| n).to_owned();
        match self.fill(&mut bytes, stream) {
            Ok(true) => self.document(Input { path, name }, bytes, depth),
            Ok(false) => self.too_large(input),
            Err(e) => (self.give)(failed(input, code(&e), &e)),
        }
    }

    fn too_large(&mut self, input: &Input) -> bool {
        let reason = format!("larger than {} bytes", self.limits.member);
        (self.give)(failed(input, "too_large", &reason))
    }

    /// Reads a member to its end; `false` where it is larger than a member may be.
    fn fill(&mut self, bytes: &mut Vec<u8>, from: impl Read) -> io::Result<bool> {
        Capped::new(from, self.total).take(self.limits.member + 1).read_to_end(bytes)?;
        let n = bytes.len() as u64;
        self.total = self.total.checked_sub(n).ok_or_else(|| io::Error::other(Bomb(self.total)))?;
        Ok(n <= self.limits.member)
    }

    fn tar(&mut self, stream: impl Read, input: &Input, depth: u32) -> bool {
        // The whole stream counts, members that are passed over too.
        let mut archive = tar::Archive::new(Capped::new(stream, self.total));
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(e) => return (self.give)(failed(input, code(&e), &e)),
        };
        for entry in entries {
            // Behind damage there is no way to find the next member.
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(e) => return (self.give)(failed(input, code(&e), &e)),
            };
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            self.broken = false;
            if !self.member(input, &name, &mut entry, depth) {
                return false;
            }
            if self.broken {
                break;
            }
        }
        true
    }

    fn zip(&mut self, source: impl Read + Seek, input: &Input, depth: u32) -> bool {
        let mut archive = match zip::ZipArchive::new(source) {
            Ok(archive) => archive,
            Err(e) => return (self.give)(failed(input, "damaged_archive", &e)),
        };
        for i in 0..archive.len() {
            let known = archive.name_for_index(i).and_then(Result::ok).unwrap_or_default().into_owned();
            let more = match archive.by_index(i) {
                Ok(entry) if entry.is_dir() || entry.is_symlink() => true,
                Ok(mut entry) => {
                    let name = if known.is_empty() { format!("member {}", i + 1) } else { known };
                    self.member(input, &name, &mut entry, depth)
                }
                Err(zip::result::ZipError::UnsupportedArchive(e)) => {
                    let member = inside(input, &known);
                    let locked = e == zip::result::ZipError::PASSWORD_REQUIRED;
                    (self.give)(failed(&member, if locked { "encrypted" } else { "unsupported" }, &e))
                }
                Err(e) => (self.give)(failed(input, "damaged_archive", &e)),
            };
            if !more {
                return false;
            }
        }
        true
    }

    /// One member, if its name is one that is taken.
    fn member(&mut self, archive: &Input, name: &str, from: &mut dyn Read, depth: u32) -> bool {
        let path = Path::new(name);
        // Litter of other systems.
        let last = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("__MACOSX/") || last.starts_with("._") || named(path) == Named::Foreign {
            return true;
        }
        let input = inside(archive, name);
        let escapes = |c| matches!(c, Component::ParentDir | Component::RootDir | Component::Prefix(_));
        if path.components().any(escapes) || name.contains('\0') {
            return (self.give)(failed(&input, "unsafe_path", &"its name leads out of the archive"));
        }
        let mut bytes = Vec::new();
        match self.fill(&mut bytes, from) {
            Ok(true) if wanted(path, || bytes[..bytes.len().min(1024)].to_vec()) => self.document(input, bytes, depth),
            Ok(true) => true,
            Ok(false) => self.too_large(&input),
            Err(e) => {
                self.broken = true;
                (self.give)(failed(&input, code(&e), &e))
            }
        }
    }

    /// A document in memory, or an archive in an archive.
    fn document(&mut self, input: Input, bytes: Vec<u8>, depth: u32) -> bool {
        let may_be_archive = matches!(named(&input.path), Named::Archive | Named::Nothing);
        match kind(&bytes[..bytes.len().min(1024)]).filter(|_| may_be_archive) {
            Some(kind) => self.archive(kind, Cursor::new(bytes), &input, depth + 1),
            None => (self.give)(Item::Member(input, bytes)),
        }
    }
}

/// A member of an archive as an input.
fn inside(archive: &Input, name: &str) -> Input {
    let name = name.trim_start_matches("./");
    Input { path: archive.path.join(name.trim_start_matches('/')), name: format!("{}/{name}", archive.name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Walker;
    use std::io::Write;

    fn walk(path: &Path) -> (Vec<(String, usize)>, Vec<&'static str>) {
        let (mut found, mut errors) = (Vec::new(), Vec::new());
        Walker::default().walk(&[path.to_path_buf()], &mut |item| {
            match item {
                Item::File(i) => found.push((i.name, 0)),
                Item::Member(i, bytes) => found.push((i.name, bytes.len())),
                Item::Failed(e) => errors.push(e.code),
            }
            true
        });
        (found, errors)
    }

    fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut tar = tar::Builder::new(Vec::new());
        for (name, bytes) in members {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            tar.append(&header, *bytes).unwrap();
        }
        tar.into_inner().unwrap()
    }

    fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn every_kind_of_archive_gives_its_members_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let members: &[(&str, &[u8])] = &[
            ("b/deux.md", b"deux"),
            ("un.txt", b"un"),
            ("x.exe", b"MZ"),
            ("../fuite.md", b"non"),
            ("__MACOSX/._a.md", b""),
        ];
        let tar = tar_of(members);
        let all = [
            ("a.zip", zip_of(members)),
            ("a.tar", tar.clone()),
            ("a.tar.gz", gzip(&tar)),
            ("a.tgz", gzip(&tar)),
            ("a.tar.zst", zstd(&tar)),
        ];
        for (name, bytes) in all {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let (found, errors) = walk(&path);
            assert_eq!(found, [(format!("{name}/b/deux.md"), 4), (format!("{name}/un.txt"), 2)], "{name}");
            assert_eq!(errors, ["unsafe_path"], "{name}");
        }
        let path = dir.path().join("pv.md.gz");
        std::fs::write(&path, gzip(b"# PV")).unwrap();
        assert_eq!(walk(&path).0, [("pv.md".to_owned(), 4)]);
    }

    #[test]
    fn archives_in_archives_end_somewhere() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.zip");
        let mut bytes = zip_of(&[("pv.md", b"x")]);
        for _ in 0..2 {
            bytes = zip_of(&[("in.zip", &bytes)]);
        }
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(walk(&path).0, [("a.zip/in.zip/in.zip/pv.md".to_owned(), 1)]);
        for _ in 0..3 {
            bytes = zip_of(&[("in.zip", &bytes)]);
        }
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(walk(&path), (vec![], vec!["nesting"]));
    }

    #[test]
    fn bombs_are_named_and_cost_little() {
        let dir = tempfile::tempdir().unwrap();
        let zeros = vec![0u8; 120 << 20];
        for (name, bytes) in [("a.tar.gz", gzip(&tar_of(&[("bin", &zeros)]))), ("b.zip", zip_of(&[("bin", &zeros)]))] {
            let path = dir.path().join(name);
            assert!(bytes.len() < 200_000);
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(walk(&path), (vec![], vec!["bomb"]), "{name}");
        }
    }

    #[test]
    fn every_truncation_gives_members_or_a_reason() {
        let dir = tempfile::tempdir().unwrap();
        let members: &[(&str, &[u8])] = &[("un.md", b"un"), ("deux.md", b"deux")];
        let tar = tar_of(members);
        for (name, bytes) in [("a.zip", zip_of(members)), ("a.tar.gz", gzip(&tar)), ("a.tar.zst", zstd(&tar))] {
            let path = dir.path().join(name);
            for cut in 1..bytes.len() {
                std::fs::write(&path, &bytes[..cut]).unwrap();
                let (found, errors) = walk(&path);
                assert!(found.len() + errors.len() > 0, "{name} cut at {cut}");
            }
        }
    }
}
