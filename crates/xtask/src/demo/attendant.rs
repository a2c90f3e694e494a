//! Waiting for Ctrl-C beside the running program.
//!
//! The standard library cannot catch signals, a shell can: it takes this process's place, keeps
//! the guardian's pipe as its standard input, and passes one polite request on to the program.

use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use crate::exec::{Failure, not_started};
use crate::postgres::Cluster;

/// $1 is the program, $2 the guardian or nothing. The waits are short sleeps because neither is a
/// child the shell knows.
const SCRIPT: &str = r#"
alive() {
    kill -0 "$1" 2>/dev/null || return 1
    if [ -r "/proc/$1/stat" ]; then ! grep -sq '^[0-9]* (.*) Z' "/proc/$1/stat"; fi
}
asked=
trap 'asked=yes; echo; echo "Stopping ..."; kill -TERM "$1" 2>/dev/null' INT TERM HUP
while alive "$1"; do sleep 0.2; done
trap '' INT TERM HUP
[ -n "$asked" ] || echo "The program ended by itself; its own words are above."
exec </dev/null
if [ -n "$2" ]; then while alive "$2"; do sleep 0.1; done; fi
[ -n "$asked" ]
"#;

/// Waits for the end of the process `server`, or for a request to stop; never returns if it works.
///
/// # Errors
/// There is no shell.
pub(super) fn take_over(server: u32, cluster: Cluster) -> Result<(), Failure> {
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "ratusz-demo", &server.to_string()]);
    match cluster.hand_over() {
        Some((guardian, Some(pipe))) => {
            command.arg(guardian.to_string()).stdin(pipe);
        }
        Some((_, None)) | None => {
            command.arg("").stdin(Stdio::null());
        }
    }
    let error = command.exec();
    Err(not_started(&command)(error))
}
