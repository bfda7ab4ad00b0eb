//! Limits of archives: what is read from one is bounded whatever it claims.

use std::io::{self, Read};

/// How much is taken from an archive.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one member, unpacked.
    pub member: u64,
    /// Bytes unpacked that are always allowed.
    pub free: u64,
    /// Bytes unpacked for each byte of the archive, beyond `free`. Minutes shrink to a twentieth at best.
    pub ratio: u64,
    /// How deep archives may lie in archives.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { member: 256 << 20, free: 64 << 20, ratio: 200, depth: 3 }
    }
}

impl Limits {
    /// Bytes that an archive of `packed` bytes may unpack to.
    #[must_use]
    pub const fn total(self, packed: u64) -> u64 {
        self.free.saturating_add(packed.saturating_mul(self.ratio))
    }
}

/// The archive unpacks to more than it may.
#[derive(Debug, thiserror::Error)]
#[error("it unpacks to more than {0} bytes, far more than its size: a decompression bomb")]
pub struct Bomb(pub u64);

/// A reader that fails with [`Bomb`] behind a number of bytes.
#[derive(Debug)]
pub struct Capped<R> {
    inner: R,
    limit: u64,
    left: u64,
}

impl<R> Capped<R> {
    /// Lets `limit` bytes through.
    pub const fn new(inner: R, limit: u64) -> Self {
        Self { inner, limit, left: limit }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| io::Error::other(Bomb(self.limit)))?;
        Ok(n)
    }
}
