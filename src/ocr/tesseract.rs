//! Tesseract (5 or later) as a process for each page: a crash or a page without end costs that page.
//!
//! The image goes in by standard input and the words come out as TSV by standard output: nothing is written to disk.
//! `OMP_THREAD_LIMIT=1`: pages are worked on in parallel, and Tesseract's own threads burn three times the time.

use super::engine::{Engine, EngineError, EngineWord};
use super::gray::Gray;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The command that installs it on Debian and Ubuntu.
const REMEDY: &str = "apt-get install tesseract-ocr tesseract-ocr-fra";
/// The most output of one page that is read.
const MAX_OUTPUT: u64 = 64 << 20;
/// What a pipe takes at once.
const PIPE: usize = 1 << 16;
/// The time that `--version` may take.
const START_LIMIT: Duration = Duration::from_secs(20);

/// Tesseract.
#[derive(Debug)]
pub struct Tesseract {
    program: PathBuf,
    name: String,
    language: String,
    limit: Duration,
}

impl Tesseract {
    /// Finds the program (on `PATH` where `program` has no folder) and checks that it reads `language`.
    ///
    /// # Errors
    /// When it does not run, is older than version 5 or lacks the language.
    pub fn find(program: Option<&Path>, language: &str, limit: Duration) -> Result<Self, EngineError> {
        let program = program.unwrap_or_else(|| Path::new("tesseract")).to_path_buf();
        let refuse = |reason: String| EngineError::Unavailable {
            program: program.display().to_string(),
            reason,
            remedy: REMEDY,
        };
        let ask = |argument: &str| -> Result<String, EngineError> {
            let mut command = command(&program);
            command.arg(argument);
            run(command, |_| Ok(()), START_LIMIT).map_err(|e| refuse(e.to_string()))
        };
        let version = ask("--version")?;
        let number = version.split_whitespace().nth(1).unwrap_or("").trim_start_matches('v').to_owned();
        let major: u32 = number.split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
        if major < 5 {
            return Err(refuse(format!("version 5 or later is needed, found « {number} »")));
        }
        let languages = ask("--list-langs")?;
        if !languages.lines().any(|l| l.trim() == language) {
            return Err(refuse(format!("it has no language « {language} »")));
        }
        Ok(Self { program, name: format!("tesseract {number}"), language: language.to_owned(), limit })
    }
}

impl Engine for Tesseract {
    fn name(&self) -> &str {
        &self.name
    }

    fn language(&self) -> &str {
        &self.language
    }

    fn recognize(&self, page: Gray, dpi: u32) -> Result<Vec<EngineWord>, EngineError> {
        let mut command = command(&self.program);
        command.args(["stdin", "stdout", "-l", &self.language, "--oem", "1", "--psm", "3"]);
        command.args(["--dpi", &dpi.to_string(), "-c", "tessedit_create_tsv=1"]);
        Ok(words(&run(command, move |to| page.write_bmp(to), self.limit)?))
    }
}

fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("OMP_THREAD_LIMIT", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    {
        // A group of its own, so that what a wrapper script started ends with it.
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    command
}

/// Ends a child and what it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Runs a command, to which `give` writes, and gives its standard output.
fn run(
    mut command: Command,
    give: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
    limit: Duration,
) -> Result<String, EngineError> {
    let mut child = command.spawn().map_err(|e| EngineError::Failed(e.to_string()))?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // A program that closes its input early says why by its exit.
        let _ = stdin.map(|s| {
            let mut to = io::BufWriter::with_capacity(PIPE, s);
            give(&mut to).and_then(|()| to.flush())
        });
    });
    let errors = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = stderr.map(|s| s.take(1 << 16).read_to_end(&mut text));
        text
    });
    std::thread::spawn(move || {
        let mut text = Vec::new();
        let read = stdout.map(|s| s.take(MAX_OUTPUT).read_to_end(&mut text));
        let _ = sender.send(read.is_some_and(|r| r.is_ok()).then_some(text));
    });
    let Ok(output) = receiver.recv_timeout(limit) else {
        end(&mut child);
        return Err(EngineError::TimeOut(limit.as_secs()));
    };
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => std::thread::sleep(Duration::from_millis(1)),
            Err(e) => return Err(EngineError::Failed(e.to_string())),
        }
    };
    if !status.success() {
        let said = errors.join().unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let last = said.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or("").trim();
        return Err(EngineError::Failed(format!("{status} {last}").trim().to_owned()));
    }
    let output = output.ok_or_else(|| EngineError::Failed("its output could not be read".to_owned()))?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// The words of a TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn words(tsv: &str) -> Vec<EngineWord> {
    let mut out: Vec<EngineWord> = Vec::new();
    let mut line = 0;
    for row in tsv.lines() {
        let fields: Vec<&str> = row.splitn(12, '\t').collect();
        if fields.first() == Some(&"4") {
            line += 1;
        }
        let (Some(&"5"), Some(text)) = (fields.first(), fields.get(11)) else { continue };
        let text: String = text.split_whitespace().collect();
        let number = |k: usize| fields.get(k).and_then(|f| f.parse::<f32>().ok()).filter(|n| n.is_finite());
        let (Some(x), Some(y), Some(w), Some(h)) = (number(6), number(7), number(8), number(9)) else { continue };
        if text.is_empty() || w <= 0.0 || h <= 0.0 {
            continue;
        }
        let confidence = (number(10).unwrap_or(0.0) / 100.0).clamp(0.0, 1.0);
        out.push(EngineWord { text, bbox: [x, y, x + w, y + h], confidence, line });
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_tsv() {
        let tsv = "level\tpage_num\n4\t1\t1\t1\t1\t0\t5\t5\t90\t20\t-1\t\n5\t1\t1\t1\t1\t1\t5\t6\t30\t10\t91.5\tde\n\
                   5\t1\t1\t1\t1\t2\t40\t6\t0\t10\t91\tx\n5\t1\t1\t1\t1\t3\t40\t6\tnan\t10\t91\tx\nrubbish\n";
        let found = words(tsv);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].text.as_str(), found[0].bbox, found[0].line), ("de", [5.0, 6.0, 35.0, 16.0], 1));
    }

    /// An engine that does not end is ended with what it started, soon after its time.
    #[test]
    fn a_hanging_engine_is_ended() {
        let mut shell = command(Path::new("/bin/sh"));
        shell.args(["-c", "sleep 600 & sleep 600"]);
        let start = std::time::Instant::now();
        let out = run(shell, |to| to.write_all(&[0; 1 << 20]), Duration::from_millis(300));
        assert!(matches!(out, Err(EngineError::TimeOut(_))), "{out:?}");
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}
