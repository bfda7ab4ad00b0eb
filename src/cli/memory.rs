//! How the program's memory comes from the system and goes back to it.
//!
//! The allocator of glibc keeps what was freed for the thread that freed it, and the larger the blocks that come and go
//! the more it keeps: two threads that prepare page images of 9 to 26 MB held 300 MB between the pages. With a fixed
//! threshold, large blocks are pages of their own, which go back as soon as they are freed; it costs a thousandth of
//! what the engine takes for a page.
//!
//! A fixed threshold also fixes how much of a heap's end is kept: 128 KB, less than the pages of a PDF take and free in
//! turn, and each time it is given back the system clears it anew. So a little more is kept, and more is asked for at a
//! time.

/// Blocks from this size on are given back at once, in bytes: no image of a page is smaller.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 1 << 20;
/// What is kept free at the end of a heap, and asked for beyond what is needed, in bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const SPARE: libc::c_int = 4 << 20;

/// Has large blocks given back as soon as they are freed, and the end of each heap kept.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
pub fn set_up() {
    for (what, bytes) in
        [(libc::M_MMAP_THRESHOLD, LARGE), (libc::M_TRIM_THRESHOLD, SPARE), (libc::M_TOP_PAD, SPARE / 4)]
    {
        // SAFETY: it sets a number inside the allocator, before any other thread is there; blocks that are in use stay
        // as they are.
        let _ = unsafe { libc::mallopt(what, bytes) };
    }
}

/// Other allocators are left as they are.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn set_up() {}

/// Has the heap of a thread that was just started grow in one step to as much as is kept of it. It would grow page by page,
/// hundreds of times, and each time hold up every thread that asks the system for memory. What is not used costs nothing.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn set_up_thread() {
    // Just below the size of blocks that are pages of their own, and together below what would be given back.
    const BLOCK: usize = LARGE as usize / 16 * 15;
    let blocks: [Vec<u8>; SPARE as usize / LARGE as usize] = std::array::from_fn(|_| Vec::with_capacity(BLOCK));
    std::hint::black_box(&blocks);
}

/// Other allocators are left as they are.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn set_up_thread() {}
