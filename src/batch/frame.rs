//! What passes between the run and its worker processes: lengths and bytes, on pipes.

use std::io::{self, Read, Write};

/// The longest frame, in bytes: a file of [`crate::input::MAX_FILE`] bytes; nothing longer is sent.
const MAX: u64 = 2 << 30;

/// Writes one field.
pub(super) fn put(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)
}

/// Reads one field; an end of the stream is an error of kind `UnexpectedEof`.
pub(super) fn get(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > MAX {
        return Err(io::Error::other("a frame is too long"));
    }
    let mut bytes = Vec::new();
    // At once, where there is room: growing would copy what has come so far again and again.
    bytes.try_reserve_exact(length as usize).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
