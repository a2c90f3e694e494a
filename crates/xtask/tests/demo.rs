//! What `cargo xtask demo` says when it cannot begin.

use std::net::TcpListener;
use std::process::Command;

/// Runs the tool; its one line of complaint.
fn refused(words: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(words)
        .output();
    let run = run.expect("the tool starts");
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let lines: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
    let &[line] = lines.as_slice() else {
        panic!("not one line: {said}");
    };
    assert!(run.stdout.is_empty(), "nothing was begun: {run:?}");
    line.to_owned()
}

#[test]
fn a_used_port_is_told_in_one_line_before_anything_is_built() {
    // Another program's listener; the port before it is refused too, for its second listener.
    let used = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = used.local_addr().expect("its address").port();
    for asked in [port, port - 1] {
        let line = refused(&["demo", "--port", &asked.to_string()]);
        assert!(line.starts_with("xtask: port "), "{line}");
        assert!(line.contains("--port 9090"), "says what to do: {line}");
    }
    let line = refused(&["demo", "--port", &port.to_string()]);
    assert!(
        line.contains(&format!("port {port} cannot be used")),
        "{line}"
    );
}

#[test]
fn a_port_that_is_none_is_told_in_one_line() {
    let line = refused(&["demo", "--port", "http"]);
    assert_eq!(line, "xtask: `http` is not a port; possible are 1 to 65534");
}
