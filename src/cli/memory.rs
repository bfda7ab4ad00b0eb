//! How the program's memory goes back to the system.
//!
//! The allocator of glibc keeps what was freed for the thread that freed it, and the larger the blocks that come and go
//! the more it keeps: two threads that prepare page images of 9 to 26 MB held 300 MB between the pages. With a fixed
//! threshold, large blocks are pages of their own, which go back as soon as they are freed; it costs a thousandth of
//! what the engine takes for a page.

/// Blocks from this size on are given back at once, in bytes: no image of a page is smaller.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 1 << 20;

/// Has large blocks given back as soon as they are freed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
pub fn give_back_large_blocks() {
    // SAFETY: it sets a number inside the allocator, before any other thread is there; blocks that are in use stay as
    // they are.
    let _ = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
}

/// Other allocators are left as they are.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back_large_blocks() {}
