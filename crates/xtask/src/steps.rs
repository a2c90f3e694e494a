//! Telling the person what happens now and how long it took.

use std::io::{IsTerminal, Write, stdout};
use std::time::{Duration, Instant};

/// How often a progress line is printed when the output is not a terminal.
const LINE_EVERY: Duration = Duration::from_secs(20);

/// One step under way.
pub(crate) struct Step {
    begun: Instant,
    printed: Instant,
    on_terminal: bool,
    line_open: bool,
}

impl Step {
    pub(crate) fn begin(what: &str) -> Self {
        println!("==> {what}");
        let now = Instant::now();
        let on_terminal = stdout().is_terminal();
        Self {
            begun: now,
            printed: now,
            on_terminal,
            line_open: false,
        }
    }

    /// Something the person should know while the step goes on.
    pub(crate) fn note(&mut self, words: &str) {
        self.clear_line();
        println!("    {words}");
    }

    /// Replaces the line of progress on a terminal; elsewhere prints one now and then.
    pub(crate) fn progress(&mut self, words: &str) {
        if self.on_terminal {
            print!("\r\x1b[K    {words}");
            self.line_open = true;
            // A lost progress line is not worth stopping for.
            let _ = stdout().flush();
        } else if self.printed.elapsed() >= LINE_EVERY {
            self.printed = Instant::now();
            println!("    {words}");
        }
    }

    pub(crate) fn done(mut self, outcome: &str) {
        self.clear_line();
        println!(
            "    {outcome} ({:.1} s)",
            self.begun.elapsed().as_secs_f64()
        );
    }

    fn clear_line(&mut self) {
        if self.line_open {
            print!("\r\x1b[K");
            self.line_open = false;
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.clear_line();
    }
}
