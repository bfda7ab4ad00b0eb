//! Where output goes: standard output, or files that get their name when they are whole.

use super::EmitError;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What the user named.
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file, or a folder for the formats that write one.
    Path(PathBuf),
}

impl Target {
    /// One stream of bytes.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn stream(self) -> Result<Stream, EmitError> {
        match self {
            Self::Stdout => Ok(Stream { out: BufWriter::new(Box::new(io::stdout())), rename: None }),
            Self::Path(path) => Stream::create(&path),
        }
    }

    /// A folder, made if it is not there.
    ///
    /// # Errors
    /// When there is none, or it cannot be made.
    pub fn folder(self, format: &'static str) -> Result<Folder, EmitError> {
        match self {
            Self::Stdout => Err(EmitError::NeedsFolder(format)),
            Self::Path(path) => {
                std::fs::create_dir_all(&path).map_err(EmitError::at(&path))?;
                Ok(Folder(path))
            }
        }
    }
}

/// A folder of output.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// A file in the folder, written aside until it is closed.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn file(&self, name: &str) -> Result<Stream, EmitError> {
        Stream::create(&self.0.join(name))
    }
}

/// A stream of bytes; a file is written aside, and `close` gives it its name.
pub struct Stream {
    out: BufWriter<Box<dyn Write + Send>>,
    rename: Option<(PathBuf, PathBuf)>,
}

impl Stream {
    /// A file that will be called `path`. What is there and is no file, a device or a pipe, is written to as it is: a
    /// file in its place would be of no use to those who listen, and `/dev/null` would be gone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(path: &Path) -> Result<Self, EmitError> {
        if std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir()) {
            let there = std::fs::OpenOptions::new().write(true).open(path).map_err(EmitError::at(path))?;
            return Ok(Self { out: BufWriter::new(Box::new(there)), rename: None });
        }
        let mut aside = path.as_os_str().to_owned();
        aside.push(".part");
        let aside = PathBuf::from(aside);
        let file = File::create(&aside).map_err(EmitError::at(&aside))?;
        Ok(Self { out: BufWriter::new(Box::new(file)), rename: Some((aside, path.to_path_buf())) })
    }

    /// Writes what is still in memory and gives the file its name.
    ///
    /// # Errors
    /// When either fails.
    pub fn close(mut self) -> Result<(), EmitError> {
        self.out.flush()?;
        drop(self.out);
        if let Some((from, to)) = self.rename {
            std::fs::rename(&from, &to).map_err(EmitError::at(&to))?;
        }
        Ok(())
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn pipes_and_devices_stay_what_they_are() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let listener = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read(pipe).unwrap()
        });
        let mut stream = Stream::create(&pipe).unwrap();
        stream.write_all(b"words").unwrap();
        stream.close().unwrap();
        assert_eq!(listener.join().unwrap(), b"words");
        assert!(!std::fs::metadata(&pipe).unwrap().is_file());
    }
}
