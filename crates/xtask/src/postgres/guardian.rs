//! A small shell beside us that clears up when we end, however we end.
//!
//! It waits on a pipe that only this process holds open. A normal end, Ctrl-C and `kill -9` all
//! close the pipe; then it ends what it was told to watch, stops the server and goes.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::exec::{Failure, not_started};

/// $1 is the file with the server's number, $2 a folder to remove at the end or nothing, $3 what
/// to say. SIGINT is the server's fast shutdown; its file goes when it is done. Without being told
/// the server's number (we ended while starting it) the file is believed.
const SCRIPT: &str = r#"
trap '' INT HUP QUIT
alive() {
    kill -0 "$1" 2>/dev/null || return 1
    if [ -r "/proc/$1/stat" ]; then ! grep -sq '^[0-9]* (.*) Z' "/proc/$1/stat"; fi
}
watched= server=
while read -r what pid; do
    case "$what" in watch) watched=$pid ;; server) server=$pid ;; esac
done
if [ -n "$watched" ]; then
    kill -TERM "$watched" 2>/dev/null
    left=400
    while [ "$left" -gt 0 ] && alive "$watched"; do sleep 0.1; left=$((left - 1)); done
fi
if [ -z "$server" ] && [ -f "$1" ]; then server=$(head -n 1 "$1"); fi
if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null
    left=600
    while [ "$left" -gt 0 ] && [ -f "$1" ] && alive "$server"; do
        sleep 0.1; left=$((left - 1))
    done
fi
if [ -n "$2" ]; then rm -rf "$2"; fi
if [ -n "$3" ]; then echo "$3"; fi
"#;

/// Ends with the process that made it.
pub(crate) struct Guardian {
    child: Child,
    pipe: Option<ChildStdin>,
}

impl Guardian {
    /// `remove` goes when the server has stopped; `farewell` is said then, unless empty.
    pub(crate) fn post(
        server_pid: &Path,
        remove: Option<&Path>,
        farewell: &str,
    ) -> Result<Self, Failure> {
        let mut command = Command::new("sh");
        command
            .args(["-c", SCRIPT, "ratusz-guardian"])
            .arg(server_pid);
        command
            .arg(remove.map_or_else(Default::default, Path::as_os_str))
            .arg(farewell);
        // A group of its own: Ctrl-C is for those in front, not for the one who clears up.
        command
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped());
        if farewell.is_empty() {
            command.stdout(Stdio::null()).stderr(Stdio::null());
        }
        let mut child = command.spawn().map_err(not_started(&command))?;
        let pipe = child.stdin.take();
        Ok(Self { child, pipe })
    }

    /// Have the process `pid` ended politely before the server is stopped; nothing clears it.
    pub(crate) fn watch(&mut self, pid: Option<u32>) -> Result<(), Failure> {
        self.tell(&format!(
            "watch {}\n",
            pid.map_or(String::new(), |pid| pid.to_string())
        ))
    }

    /// The number of the server to stop.
    pub(crate) fn server_is(&mut self, pid: &str) -> Result<(), Failure> {
        self.tell(&format!("server {pid}\n"))
    }

    fn tell(&mut self, line: &str) -> Result<(), Failure> {
        match self
            .pipe
            .as_mut()
            .map(|pipe| pipe.write_all(line.as_bytes()))
        {
            Some(Ok(())) => Ok(()),
            Some(Err(_)) | None => Err(Failure::new("the guardian of the server is gone")),
        }
    }

    /// The guardian's number and its pipe, for a program that takes this one's place.
    pub(crate) fn hand_over(mut self) -> (u32, Option<ChildStdin>) {
        (self.child.id(), self.pipe.take())
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        if self.pipe.take().is_some() {
            // Nothing is left to do if waiting fails: it clears up without us.
            let _ = self.child.wait();
        }
    }
}
