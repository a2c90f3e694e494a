//! What the pages need to know from the configuration, already checked.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// How strict the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A demo or a developer's machine: invented people may sign in, pages say so.
    Development,
    Production,
}

/// Limits against careless and hostile clients.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Largest body of a request, in bytes; forms without files are far below.
    pub body_bytes_max: usize,
    /// Seconds a client has to send the head of a request.
    pub header_seconds: u64,
    /// Seconds a request may take altogether.
    pub request_seconds: u64,
    /// Seconds a connection may stand still.
    pub idle_seconds: u64,
    /// Connections served at once.
    pub connections_max: usize,
    /// Of them, from one address; an IPv6 network of one subscriber counts as one address.
    pub connections_per_address: usize,
    /// Reverse proxies: through them come the connections of everybody.
    pub proxies: Vec<IpAddr>,
    /// Requests a minute from one address to one office; sign-ins have a tenth of it.
    pub requests_per_minute: u32,
}

/// Settings of the pages.
#[derive(Clone, Debug)]
pub struct Settings {
    pub mode: Mode,
    /// Domain under which every office has its name, e.g. `ratusz.example.pl`.
    pub base_domain: String,
    /// `https` in production.
    pub scheme: String,
    /// Port people see in addresses; `None` for the scheme's own.
    pub public_port: Option<u16>,
    pub listen: SocketAddr,
    /// Addresses of reverse proxies whose forwarded headers are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Folder of attachments.
    pub files_dir: PathBuf,
    /// Folder with the offices' files, for `plan` in the console.
    pub tenants_dir: PathBuf,
    /// URL of a database administrator; without it the console cannot apply.
    pub admin_url: Option<String>,
    /// Secrets by name, referred to by offices' files (`client_secret_ref`).
    pub secrets: HashMap<String, String>,
    pub limits: Limits,
}

impl Settings {
    /// Whether this is a demo or a developer's machine.
    #[must_use]
    pub fn is_development(&self) -> bool {
        self.mode == Mode::Development
    }

    /// Address of the page `path` at `host`, made from configuration and never from a request.
    #[must_use]
    pub fn url(&self, host: &str, path: &str) -> String {
        let port = self
            .public_port
            .map(|port| format!(":{port}"))
            .unwrap_or_default();
        format!("{}://{host}{port}{path}", self.scheme)
    }

    /// Address of the page `path` of the office `slug` under the base domain.
    #[must_use]
    pub fn office_url(&self, slug: &str, path: &str) -> String {
        self.url(&format!("{slug}.{}", self.base_domain), path)
    }

    /// Address of the page `path` of the region.
    #[must_use]
    pub fn region_url(&self, path: &str) -> String {
        self.url(&self.base_domain, path)
    }
}
