//! Worker processes: no input can take the run down.
//!
//! A thread can be kept from panicking the others, but not from overflowing its stack, aborting on an allocation or
//! running for ever. So each document may be read in a process of its own kind, which is this program again: it is
//! killed when its time is up, its memory is limited by the system, and when it ends, the document is named and
//! another process takes the next one.

use super::engine::{Made, Problem};
use super::{Content, Failure, frame};
use crate::input::Input;
use crate::read::Shared;
use crate::record::Record;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Limits of one document.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Seconds.
    pub seconds: u64,
    /// MiB of memory of the worker.
    pub mib: u64,
    /// Pages.
    pub pages: usize,
}

/// A process at work, as its watch sees it.
struct Process {
    child: Mutex<Child>,
    /// When its time is up; `None` while it has nothing to do.
    deadline: Mutex<Option<Instant>>,
    late: AtomicBool,
    gone: AtomicBool,
}

fn locked<T>(m: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Process {
    /// Kills the process when it is late, until it is gone.
    fn watch(self: &Arc<Self>) {
        let process = Arc::clone(self);
        let _ = std::thread::Builder::new().stack_size(128 << 10).spawn(move || {
            while !process.gone.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(50));
                if locked(&process.deadline).is_some_and(|d| Instant::now() > d) {
                    process.late.store(true, Ordering::Relaxed);
                    let _ = locked(&process.child).kill();
                    break;
                }
            }
        });
    }
}

/// Bytes that a pipe to or from a worker holds: what any user may ask for on Linux.
#[cfg(target_os = "linux")]
const PIPE: usize = 1 << 20;

/// Starts workers and speaks to one of them at a time.
pub struct Worker {
    command: Box<dyn Fn() -> io::Result<Command> + Send>,
    limits: Limits,
    live: Option<Live>,
}

struct Live {
    process: Arc<Process>,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
    said: std::thread::JoinHandle<String>,
}

impl Drop for Live {
    fn drop(&mut self) {
        self.process.gone.store(true, Ordering::Relaxed);
        let mut child = locked(&self.process.child);
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Worker {
    /// A worker that `command` starts; it must run [`serve`]. Nothing is started before the first document.
    pub fn new(command: impl Fn() -> io::Result<Command> + Send + 'static, limits: Limits) -> Self {
        Self { command: Box::new(command), limits, live: None }
    }

    fn start(&self) -> io::Result<Live> {
        let mut command = (self.command)()?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Ctrl-C is for the run, which lets its workers finish.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (to, from, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(to), Some(from), Some(mut err)) = (to, from, err) else {
            return Err(io::Error::other("a worker without pipes"));
        };
        // A document goes through in one go, not by turns of 64 KiB; a system that grants less is only slower.
        #[cfg(target_os = "linux")]
        {
            let _ = rustix::pipe::fcntl_setpipe_size(&to, PIPE);
            let _ = rustix::pipe::fcntl_setpipe_size(&from, PIPE);
        }
        let said = std::thread::Builder::new().stack_size(128 << 10).spawn(move || {
            let (mut last, mut buf) = (Vec::new(), [0; 1024]);
            while let Ok(n @ 1..) = err.read(&mut buf) {
                last.extend_from_slice(&buf[..n]);
                last.drain(..last.len().saturating_sub(4096));
            }
            String::from_utf8_lossy(&last).into_owned()
        })?;
        let process = Arc::new(Process {
            child: Mutex::new(child),
            deadline: Mutex::new(None),
            late: AtomicBool::new(false),
            gone: AtomicBool::new(false),
        });
        process.watch();
        Ok(Live {
            process,
            to: BufWriter::with_capacity(1 << 16, to),
            from: BufReader::with_capacity(1 << 16, from),
            said,
        })
    }

    /// Has a document read: its record as JSON.
    ///
    /// # Errors
    /// What the worker says, or how it ended.
    pub fn work(
        &mut self,
        input: &Input,
        content: &Content,
        tell: &(dyn Fn(&Failure) -> String + Sync),
    ) -> Result<Made<Vec<u8>>, Problem> {
        let fail = |f: &Failure| Problem::new(f, tell(f));
        // A process that something outside killed is no fault of the document: it is tried once more.
        for last in [false, true] {
            let mut live = match self.live.take().map_or_else(|| self.start(), Ok) {
                Ok(live) => live,
                Err(e) => return Err(fail(&Failure::Crash(format!("cannot start: {e}")))),
            };
            *locked(&live.process.deadline) = Some(Instant::now() + Duration::from_secs(self.limits.seconds));
            let answer = ask(&mut live, input, content);
            *locked(&live.process.deadline) = None;
            match answer {
                Ok(answer) => {
                    self.live = Some(live);
                    return answer;
                }
                Err(_) => {
                    let failure = post_mortem(live, self.limits);
                    if last || !matches!(&failure, Failure::Crash(how) if how.starts_with("killed")) {
                        return Err(fail(&failure));
                    }
                }
            }
        }
        Err(fail(&Failure::Crash("no answer".to_owned())))
    }
}

fn ask(live: &mut Live, input: &Input, content: &Content) -> io::Result<Result<Made<Vec<u8>>, Problem>> {
    frame::put(&mut live.to, input.name.as_bytes())?;
    frame::put(&mut live.to, input.path.as_os_str().as_encoded_bytes())?;
    live.to.write_all(&content.hash)?;
    // What is mapped here the worker maps for itself: neither holds a scan in memory. A path is sent as text.
    let by_path = content.bytes.is_mapped() && input.path.to_str().is_some();
    live.to.write_all(&[u8::from(by_path)])?;
    if by_path {
        live.to.write_all(&content.len().to_le_bytes())?;
    } else {
        frame::put(&mut live.to, (*content.bytes).as_ref())?;
    }
    live.to.flush()?;
    let mut pages = [0; 4];
    live.from.read_exact(&mut pages)?;
    let pages = u32::from_le_bytes(pages);
    let answer = frame::get(&mut live.from)?;
    Ok(if pages == u32::MAX {
        Err(serde_json::from_slice(&answer).map_err(io::Error::from)?)
    } else {
        Ok(Made { piece: answer, pages })
    })
}

/// Why a worker ended.
fn post_mortem(live: Live, limits: Limits) -> Failure {
    let late = live.process.late.load(Ordering::Relaxed);
    let process = Arc::clone(&live.process);
    let Live { .. } = &live;
    let status = {
        let mut child = locked(&process.child);
        // A closed pipe is all that is known: a worker that is not dead yet is of no more use.
        let waited = (0..40).find_map(|_| {
            let status = child.try_wait().ok().flatten();
            if status.is_none() {
                std::thread::sleep(Duration::from_millis(5));
            }
            status
        });
        if waited.is_none() {
            let _ = child.kill();
        }
        waited.or_else(|| child.wait().ok())
    };
    let said = live.into_said();
    if late {
        return Failure::Time(limits.seconds);
    }
    // Said by an allocation that may not fail, and by the reading of a document that does not fit.
    if said.contains("memory allocation of") || said.contains("out of memory") {
        return Failure::Memory(limits.mib);
    }
    if said.contains("overflowed its stack") {
        return Failure::Crash("stack overflow".to_owned());
    }
    #[cfg(unix)]
    if let Some(signal) = status.and_then(|s| std::os::unix::process::ExitStatusExt::signal(&s)) {
        return Failure::Crash(if signal == 9 { "killed".to_owned() } else { format!("signal {signal}") });
    }
    Failure::Crash(status.map_or_else(|| "unknown".to_owned(), |s| s.to_string()))
}

impl Live {
    /// The last of what the worker wrote to standard error, once it is dead.
    fn into_said(mut self) -> String {
        let said = std::mem::replace(&mut self.said, std::thread::spawn(String::new));
        drop(self);
        said.join().unwrap_or_default()
    }
}

/// The file that the run has hashed; one that has changed its length since is another.
fn opened(path: &Path, length: u64) -> Result<Shared, Failure> {
    let bytes = crate::input::load(path)?.ok_or(Failure::TooLarge)?;
    if bytes.len() as u64 == length {
        Ok(Arc::new(bytes))
    } else {
        Err(io::Error::other("the file has changed").into())
    }
}

/// The worker's side: reads documents on standard input until it ends and answers on standard output.
///
/// # Errors
/// When a pipe breaks.
pub fn serve(
    limits: Limits,
    work: impl Fn(&Input, &Content) -> Result<Record, Failure>,
    tell: impl Fn(&Failure) -> String,
) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = Some(limits.mib << 20);
        let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
        // A crash is told by its signal; an image of memory helps nobody here and costs seconds.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    let mut from = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut to = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    loop {
        let name = match frame::get(&mut from) {
            Ok(name) => String::from_utf8_lossy(&name).into_owned(),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(e) => return Err(e),
        };
        // Of the path only the ending is looked at, unless the file is to be opened here.
        let path = String::from_utf8_lossy(&frame::get(&mut from)?).into_owned();
        let input = Input { path: Path::new(&path).to_path_buf(), name };
        let mut hash = [0; 32];
        from.read_exact(&mut hash)?;
        let mut by_path = [0];
        from.read_exact(&mut by_path)?;
        let bytes: Result<Shared, Failure> = if by_path == [0] {
            Ok(Arc::new(frame::get(&mut from)?))
        } else {
            let mut length = [0; 8];
            from.read_exact(&mut length)?;
            opened(&input.path, u64::from_le_bytes(length))
        };
        let made = bytes.and_then(|bytes| work(&input, &Content { bytes, hash })).and_then(|record| {
            let pages = record.source.pages.unwrap_or(1);
            serde_json::to_vec(&record).map(|json| (pages, json)).map_err(|e| Failure::Fault(e.to_string()))
        });
        match made {
            Ok((pages, json)) => {
                to.write_all(&pages.min(u32::MAX - 1).to_le_bytes())?;
                frame::put(&mut to, &json)?;
            }
            Err(failure) => {
                to.write_all(&u32::MAX.to_le_bytes())?;
                let problem = Problem::new(&failure, tell(&failure));
                frame::put(&mut to, &serde_json::to_vec(&problem).map_err(io::Error::from)?)?;
            }
        }
        to.flush()?;
    }
}
