//! The engine: one thread lists and reads archives, some work, one takes the results in order.
//!
//! At most [`WINDOW`] documents a worker are between listing and result, so memory does not grow with the archive,
//! and a slow document holds the others up only when that many are done behind it.

use super::{Content, Failure, Hash, hex};
use crate::input::{self, Bytes, Input, Item};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Documents between listing and result, for each worker.
const WINDOW: u64 = 64;

/// Why a document gave nothing, in words that outlive the process that found it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem {
    /// Where: `input`, `read`, `extract`, `emit`.
    pub stage: String,
    /// A stable word for the kind.
    pub code: String,
    /// The reason, in English.
    pub message: String,
    /// The reason in the language of the user.
    pub shown: String,
}

impl Problem {
    /// From a failure, with its translation.
    pub fn new(failure: &Failure, shown: String) -> Self {
        Self { stage: failure.stage().to_owned(), code: failure.code().to_owned(), message: failure.to_string(), shown }
    }
}

/// What a worker made of a document.
#[derive(Debug)]
pub struct Made<T> {
    /// What is to be written.
    pub piece: T,
    /// Its pages; 1 for formats that have none.
    pub pages: u32,
}

/// How a document ended.
#[derive(Debug)]
pub enum End<T> {
    /// It was read.
    Made(Made<T>),
    /// It was not.
    Failed(Problem),
    /// Document number `0` of this run, counted from 0, has the same bytes and was read in its place.
    Duplicate(u64),
    /// It was done in an earlier run.
    Known,
}

/// A document that is done.
#[derive(Debug)]
pub struct Done<T> {
    /// Which.
    pub input: Input,
    /// The hash of its content, where it could be loaded.
    pub hash: Option<Hash>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Time in work.
    pub time: Duration,
    /// How it ended.
    pub end: End<T>,
}

impl<T> Done<T> {
    /// The hash as text.
    #[must_use]
    pub fn sha256(&self) -> Option<String> {
        self.hash.map(|h| hex(&h))
    }
}

/// What a worker does: bytes in, something to write out. Each worker has its own.
pub type Work<'w, T> = Box<dyn FnMut(&Input, Content) -> Result<Made<T>, Problem> + Send + 'w>;

/// What is to be done besides the work.
pub struct Plan<'p> {
    /// Workers.
    pub jobs: usize,
    /// Whether documents with the same bytes are worked on once.
    pub once: bool,
    /// Which documents are taken, by name: a shard.
    pub takes: &'p (dyn Fn(&str) -> bool + Sync),
    /// Whether a document, by name and content, was done before.
    pub known: &'p (dyn Fn(&str, Option<&Hash>) -> bool + Sync),
    /// Says a failure in the language of the user.
    pub tell: &'p (dyn Fn(&Failure) -> String + Sync),
    /// Set from outside: nothing more is begun, what is in work is finished.
    pub stop: &'p AtomicBool,
}

/// How far the sink is, for the lister to wait on.
#[derive(Default)]
struct Gate {
    sunk: Mutex<(u64, bool)>,
    moved: Condvar,
}

fn locked<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Gate {
    /// Waits until fewer than `window` documents are out; `false` when the run is closed.
    fn wait(&self, seq: u64, window: u64, stop: &AtomicBool) -> bool {
        let mut state = locked(&self.sunk);
        while !state.1 && seq >= state.0 + window {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            let timed = self.moved.wait_timeout(state, Duration::from_millis(100));
            state = timed.map_or_else(|e| e.into_inner().0, |t| t.0);
        }
        !state.1 && !stop.load(Ordering::Relaxed)
    }

    fn set(&self, sunk: u64, closed: bool) {
        *locked(&self.sunk) = (sunk, closed);
        self.moved.notify_all();
    }
}

/// Hashes of contents by the first document that has each.
#[derive(Default)]
struct Seen(Mutex<FxHashMap<[u8; 16], u64>>);

impl Seen {
    /// Notes a content and gives the first document known to have it.
    fn note(&self, hash: &Hash, seq: u64) -> u64 {
        let mut key = [0; 16];
        key.copy_from_slice(&hash[..16]);
        let mut map = locked(&self.0);
        let first = map.entry(key).or_insert(seq);
        *first = (*first).min(seq);
        *first
    }
}

/// Runs `workers` over what `walk` gives and hands every result to `sink`, in the order of the input; `sink` says
/// whether to go on.
pub fn run<T: Send>(
    plan: &Plan<'_>,
    walk: impl FnOnce(&mut dyn FnMut(Item) -> bool) + Send,
    workers: Vec<Work<'_, T>>,
    mut sink: impl FnMut(Done<T>) -> bool,
) {
    let gate = Gate::default();
    let seen = Seen::default();
    let window = WINDOW * plan.jobs.max(1) as u64;
    let (send_item, items) = mpsc::sync_channel::<(u64, Item)>(plan.jobs.max(1) * 2);
    let items = Mutex::new(items);
    let (send_done, dones) = mpsc::channel::<(u64, Done<T>)>();
    std::thread::scope(|scope| {
        let (gate, items, seen) = (&gate, &items, &seen);
        scope.spawn(move || {
            let mut seq = 0;
            walk(&mut |item| {
                let name = match &item {
                    Item::File(i) | Item::Member(i, _) => i.name.clone(),
                    Item::Failed(e) => e.path.display().to_string(),
                };
                if !(plan.takes)(&name) {
                    return !plan.stop.load(Ordering::Relaxed);
                }
                let more = gate.wait(seq, window, plan.stop) && send_item.send((seq, item)).is_ok();
                seq += 1;
                more
            });
        });
        for mut work in workers {
            let send_done = send_done.clone();
            let builder = std::thread::Builder::new().stack_size(16 << 20);
            let spawned = builder.spawn_scoped(scope, move || {
                loop {
                    let next = locked(items).recv();
                    let Ok((seq, item)) = next else { break };
                    let input = match &item {
                        Item::File(i) | Item::Member(i, _) => i.clone(),
                        Item::Failed(e) => Input { path: e.path.clone(), name: e.path.display().to_string() },
                    };
                    let done = catch_unwind(AssertUnwindSafe(|| one(plan, seen, seq, item, &mut work)));
                    // A result that never came would hold up all that follow.
                    let done = done.unwrap_or_else(|_| {
                        let fault = Failure::Fault("panic".to_owned());
                        let end = End::Failed(Problem::new(&fault, (plan.tell)(&fault)));
                        Done { input, hash: None, bytes: 0, time: Duration::ZERO, end }
                    });
                    if send_done.send((seq, done)).is_err() {
                        break;
                    }
                }
            });
            // Without a thread its share is done by the others; without any, nothing comes and the run ends.
            drop(spawned);
        }
        drop(send_done);
        let (mut next, mut waiting) = (0u64, BTreeMap::new());
        'all: for (seq, done) in dones {
            waiting.insert(seq, done);
            while let Some(mut done) = waiting.remove(&next) {
                // Every earlier document has been loaded: only now is it certain which was the first.
                if let Some(hash) = done.hash.filter(|_| plan.once && matches!(done.end, End::Made(_) | End::Failed(_)))
                {
                    let first = seen.note(&hash, next);
                    if first < next {
                        done.end = End::Duplicate(first);
                    }
                }
                next += 1;
                if !sink(done) {
                    break 'all;
                }
                gate.set(next, false);
            }
        }
        gate.set(next, true);
        // What is still in the channel is dropped, so that the lister is not left waiting.
        while locked(items).try_recv().is_ok() {}
    });
}

fn one<T>(plan: &Plan<'_>, seen: &Seen, seq: u64, item: Item, work: &mut Work<'_, T>) -> Done<T> {
    let started = Instant::now();
    let fail = |f: &Failure| End::Failed(Problem::new(f, (plan.tell)(f)));
    let (input, loaded) = match item {
        Item::File(input) => {
            let loaded = input::load(&input.path).map_err(Failure::Io).and_then(|b| b.ok_or(Failure::TooLarge));
            (input, loaded)
        }
        Item::Member(input, bytes) => (input, Ok(Bytes::Read(bytes))),
        Item::Failed(e) => {
            let name = e.path.display().to_string();
            (Input { path: e.path.clone(), name }, Err(Failure::Input { code: e.code, reason: e.reason }))
        }
    };
    let (hash, size, end) = match loaded {
        Err(f) if (plan.known)(&input.name, None) => {
            drop(f);
            (None, 0, End::Known)
        }
        Err(f) => (None, 0, fail(&f)),
        Ok(bytes) => {
            let content = Content::of(Arc::new(bytes));
            let (hash, size) = (content.hash, content.len());
            let first = if plan.once { seen.note(&hash, seq) } else { seq };
            let end = if (plan.known)(&input.name, Some(&hash)) {
                End::Known
            } else if first < seq {
                End::Duplicate(first)
            } else {
                match work(&input, content) {
                    Ok(made) => End::Made(made),
                    Err(problem) => End::Failed(problem),
                }
            };
            (Some(hash), size, end)
        }
    };
    Done { input, hash, bytes: size, time: started.elapsed(), end }
}
