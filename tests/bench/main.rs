//! `measure`: the load generator and yardsticks behind `cargo xtask bench`.
//!
//! Each command prints lines `figure|name|unit|median|min|max|at_most or at_least or -|limit`.
//! All traffic is on loopback and bounded in time.

mod access;
mod bare;
mod designer;
mod figure;
mod filing;
mod form;
mod load;
mod offices;
mod page;
mod process;
mod search;

use anyhow::{Result, bail};

#[tokio::main]
async fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["bare", port, bytes] => bare::serve(port.parse()?, bytes.parse()?).await,
        ["access"] => access::measure().await,
        ["page", rest @ ..] => page::measure(&page::Wanted::read(rest)?).await,
        ["filing", rest @ ..] => filing::measure(&filing::Wanted::read(rest)?).await,
        ["form-office", folder] => form::write(folder.as_ref()),
        ["form", rest @ ..] => form::measure(&form::Wanted::read(rest)?).await,
        ["designer", rest @ ..] => designer::measure(&designer::Wanted::read(rest)?).await,
        ["offices", folder, count] => offices::write(folder.as_ref(), count.parse()?),
        ["many", rest @ ..] => offices::measure(&offices::Wanted::read(rest)?).await,
        ["answer", server, host] => page::answer(server.parse()?, host).await,
        ["search", rest @ ..] => search::measure(&search::Wanted::read(rest)?).await,
        ["memory", pid, name, limit] => process::memory(pid.parse()?, name, limit.parse()?),
        _ => bail!("usage: see tests/bench/main.rs"),
    }
}
