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

/// What each heap of a command that reads one document grows by, in bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAP: libc::c_int = 32 << 20;

/// For a command that reads one document and ends, and for its first thread: heaps grow in few steps, and nothing that was
/// freed is given back before the end.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
pub fn set_up_for_one() {
    for (what, bytes) in [(libc::M_TRIM_THRESHOLD, 2 * HEAP), (libc::M_TOP_PAD, HEAP)] {
        // SAFETY: as above.
        let _ = unsafe { libc::mallopt(what, bytes) };
    }
    set_up_thread();
}

/// Has the heap of a thread that was just started grow in one step, and lie in large pages where the system has them. It
/// would grow page by page, and be fetched page by page, thousands of times, and each time hold up every thread that asks
/// the system for memory. What is not used costs nothing.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code)]
pub fn set_up_thread() {
    // Just below the size of blocks that are pages of their own; together more than any heap begins with.
    const BLOCK: usize = LARGE as usize / 16 * 15;
    const PAGE: usize = 2 << 20;
    let blocks: [Vec<u8>; SPARE as usize / LARGE as usize] = std::array::from_fn(|_| Vec::with_capacity(BLOCK));
    let blocks = std::hint::black_box(blocks);
    // Behind them is what the heap just grew by. A large page is one that nothing was written to before.
    let end = blocks.iter().map(|b| b.as_ptr() as usize + BLOCK).max().unwrap_or(0);
    let (start, length) = (end.next_multiple_of(PAGE), (HEAP - SPARE) as usize - PAGE);
    // SAFETY: it tells how memory should be held, and changes nothing that lies in it.
    let _ = unsafe { libc::madvise(start as *mut libc::c_void, length, libc::MADV_HUGEPAGE) };
}

/// Other allocators are left as they are.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn set_up_for_one() {}

/// Other allocators are left as they are.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn set_up_thread() {}
