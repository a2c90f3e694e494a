//! Configuration: defaults, then a TOML file, then the environment; every mistake told at once.

mod mail;
mod reader;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use config::Environment;
use tenancy::{PlatformSecret, Sites, TenancyConfig};
use web::Mode;
use web::mail::Smtp;

use reader::Reader;

/// Every key there is; `secrets.<name>` besides.
const KEYS: [&str; 30] = [
    "mode",
    "base_domain",
    "secret_file",
    "tenants.dir",
    "database.url",
    "database.admin_url",
    "database.connections_max",
    "database.connections_per_tenant",
    "database.wait_ms",
    "database.idle_seconds",
    "http.listen",
    "http.scheme",
    "http.public_port",
    "http.trusted_proxies",
    "http.body_max_mb",
    "http.header_timeout_s",
    "http.request_timeout_s",
    "http.idle_timeout_s",
    "http.connections_max",
    "http.connections_per_address",
    "http.requests_per_minute",
    "monitor.listen",
    "files.dir",
    "mail.host",
    "mail.port",
    "mail.encryption",
    "mail.user",
    "mail.from",
    "log.format",
    "log.level",
];
const SECRETS: &str = "secrets.";

/// The whole configuration, checked.
pub(crate) struct Configuration {
    pub(crate) settings: web::Settings,
    pub(crate) secret: PlatformSecret,
    pub(crate) database: Database,
    pub(crate) monitor_listen: SocketAddr,
    /// The mail server; without one letters are written as files.
    pub(crate) mail: Option<Smtp>,
    pub(crate) log: Log,
}

pub(crate) struct Database {
    /// Where the database is, without a role.
    pub(crate) url: String,
    connections_max: usize,
    connections_per_tenant: usize,
    wait_ms: u64,
    idle_seconds: u64,
}

pub(crate) struct Log {
    pub(crate) format: LogFormat,
    pub(crate) level: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

/// A mistake in the configuration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Complaint {
    pub(crate) key: String,
    /// The file or the variable it comes from; empty when the key is missing.
    pub(crate) place: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// All mistakes of the configuration.
#[derive(Debug, thiserror::Error)]
pub(crate) struct Complaints(pub(crate) Vec<Complaint>);

impl fmt::Display for Complaints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Konfiguracja ma błędy ({}):", self.0.len())?;
        for complaint in &self.0 {
            write!(f, "  {}: {}", complaint.key, complaint.message)?;
            if !complaint.place.is_empty() {
                write!(f, " [{}]", complaint.place)?;
            }
            writeln!(f)?;
            if !complaint.hint.is_empty() {
                writeln!(f, "    co zrobić: {}", complaint.hint)?;
            }
        }
        Ok(())
    }
}

impl Configuration {
    /// How the program reaches the database.
    pub(crate) fn tenancy(&self) -> TenancyConfig {
        TenancyConfig {
            url: self.database.url.clone(),
            secret: self.secret.clone(),
            sites: Sites {
                base_domain: self.settings.base_domain.clone(),
                development_login: self.settings.is_development(),
            },
            connections_max: self.database.connections_max,
            connections_per_tenant: self.database.connections_per_tenant,
            wait_ms: self.database.wait_ms,
            idle_seconds: self.database.idle_seconds,
        }
    }
}

/// Reads the configuration from `file`, if any, and the environment.
///
/// # Errors
/// [`Complaints`] with every mistake.
pub(crate) fn load(file: Option<&Path>) -> Result<Configuration, Complaints> {
    let environment = Environment::with_prefix("RATUSZ")
        .prefix_separator("__")
        .separator("__");
    load_with(file, environment)
}

fn load_with(file: Option<&Path>, environment: Environment) -> Result<Configuration, Complaints> {
    let mut reader = Reader::gather(file, environment)?;
    reader.refuse_unknown(&KEYS, SECRETS);
    let mode = reader.choice(
        "mode",
        &[
            ("development", Mode::Development),
            ("production", Mode::Production),
        ],
        Mode::Production,
    );
    let development = mode == Mode::Development;
    let settings = settings(&mut reader, mode);
    let secret = secret(&mut reader, mode);
    let database = database(&mut reader, settings.admin_url.as_ref());
    let monitor_listen = reader.parsed("monitor.listen", "127.0.0.1:8081", "adres:port");
    let mail = mail::read(&mut reader, &settings.secrets);
    let formats = [("text", LogFormat::Text), ("json", LogFormat::Json)];
    let usual = if development {
        LogFormat::Text
    } else {
        LogFormat::Json
    };
    let log = Log {
        format: reader.choice("log.format", &formats, usual),
        level: reader
            .text("log.level")
            .unwrap_or_else(|| "info".to_owned()),
    };
    if tracing_subscriber::EnvFilter::try_new(&log.level).is_err() {
        let hint = "error, warn, info, debug albo trace; części: „info,tenancy=debug”";
        reader.complain("log.level", "nie da się odczytać poziomu", hint);
    }
    let complaints = reader.complaints();
    match (secret, complaints.is_empty()) {
        (Some(secret), true) => Ok(Configuration {
            settings,
            secret,
            database,
            monitor_listen,
            mail,
            log,
        }),
        _ => Err(Complaints(complaints)),
    }
}

fn settings(reader: &mut Reader, mode: Mode) -> web::Settings {
    let development = mode == Mode::Development;
    let listen: SocketAddr = reader.parsed("http.listen", "127.0.0.1:8080", "adres:port");
    let usual = if development { "http" } else { "https" };
    let schemes = [("http", "http"), ("https", "https")];
    let scheme = reader.choice("http.scheme", &schemes, usual);
    if !development && scheme == "http" {
        let hint = "ustaw https i certyfikat na serwerze pośredniczącym";
        reader.complain("http.scheme", "w pracy produkcyjnej musi być https", hint);
    }
    let port_key = "http.public_port";
    let public_port = match (reader.has(port_key), development) {
        (true, _) => Some(reader.number(port_key, 1..=65_535, 443)),
        (false, true) => Some(u64::from(listen.port())),
        (false, false) => None,
    };
    let usual_port = if scheme == "https" { 443 } else { 80 };
    let public_port = public_port
        .filter(|port| *port != usual_port)
        .and_then(|port| u16::try_from(port).ok());
    let trusted_proxies = reader.list::<IpAddr>("http.trusted_proxies", "adres IP");
    web::Settings {
        mode,
        base_domain: base_domain(reader),
        scheme: scheme.to_owned(),
        public_port,
        listen,
        trusted_proxies: trusted_proxies.clone(),
        files_dir: PathBuf::from(reader.text("files.dir").unwrap_or_else(|| "files".into())),
        tenants_dir: PathBuf::from(
            reader
                .text("tenants.dir")
                .unwrap_or_else(|| "tenants".into()),
        ),
        admin_url: database_url(reader, "database.admin_url"),
        secrets: secrets(reader),
        limits: limits(reader, mode, trusted_proxies),
    }
}

fn limits(reader: &mut Reader, mode: Mode, proxies: Vec<IpAddr>) -> web::Limits {
    const BYTES_IN_MB: u64 = 1024 * 1024;
    let (usual_requests, usual_share) = match mode {
        Mode::Production => (600, 256),
        // One machine plays everybody.
        Mode::Development => (1_000_000, 100_000),
    };
    let body_mb = reader.number("http.body_max_mb", 1..=1_024, 32);
    let requests = reader.number("http.requests_per_minute", 10..=10_000_000, usual_requests);
    let connections = reader.number("http.connections_max", 1..=100_000, 4_096);
    let share = reader.number("http.connections_per_address", 1..=100_000, usual_share);
    web::Limits {
        body_bytes_max: usize::try_from(body_mb * BYTES_IN_MB).unwrap_or(usize::MAX),
        header_seconds: reader.number("http.header_timeout_s", 1..=300, 10),
        request_seconds: reader.number("http.request_timeout_s", 1..=3_600, 300),
        idle_seconds: reader.number("http.idle_timeout_s", 1..=3_600, 75),
        connections_max: usize::try_from(connections).unwrap_or(usize::MAX),
        connections_per_address: usize::try_from(share).unwrap_or(usize::MAX),
        proxies,
        requests_per_minute: u32::try_from(requests).unwrap_or(u32::MAX),
    }
}

fn base_domain(reader: &mut Reader) -> String {
    let key = "base_domain";
    let Some(text) = reader.text(key) else {
        reader.complain(
            key,
            "brakuje tego klucza",
            "np. base_domain = \"uslugi.example.pl\"",
        );
        return String::new();
    };
    match tenancy::directory::canonical(&text) {
        Some(domain) if !text.contains(':') => domain,
        _ => {
            let hint = "sama nazwa, bez https:// i portu, np. uslugi.example.pl";
            reader.complain(key, "to nie jest nazwa domeny", hint);
            text
        }
    }
}

fn database(reader: &mut Reader, admin_url: Option<&String>) -> Database {
    let url = database_url(reader, "database.url").or_else(|| admin_url.cloned());
    if url.is_none() && !reader.has("database.url") && !reader.has("database.admin_url") {
        let hint = "np. url = \"postgres://%2Fvar%2Frun%2Fpostgresql/ratusz\"";
        reader.complain("database.url", "brakuje adresu bazy", hint);
    }
    let max = reader.number("database.connections_max", 2..=10_000, 64);
    let share = reader.number("database.connections_per_tenant", 1..=8, 4);
    Database {
        url: url.unwrap_or_default(),
        connections_max: usize::try_from(max).unwrap_or(usize::MAX),
        connections_per_tenant: usize::try_from(share).unwrap_or(usize::MAX),
        wait_ms: reader.number("database.wait_ms", 10..=60_000, 2_000),
        idle_seconds: reader.number("database.idle_seconds", 1..=86_400, 60),
    }
}

fn database_url(reader: &mut Reader, key: &str) -> Option<String> {
    let url = reader.text(key)?;
    let good = ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    if !good {
        let hint = "zaczyna się od postgres://; folder gniazda zapisz z %2F zamiast ukośników";
        reader.complain(key, "to nie jest adres PostgreSQL", hint);
    }
    good.then_some(url)
}

fn secrets(reader: &Reader) -> HashMap<String, String> {
    reader
        .below(SECRETS)
        .collect::<BTreeMap<_, _>>()
        .into_iter()
        .collect()
}

/// Reads the platform secret from its file.
fn secret(reader: &mut Reader, mode: Mode) -> Option<PlatformSecret> {
    let key = "secret_file";
    let Some(path) = reader.text(key) else {
        let hint = "wskaż plik; nowy sekret: openssl rand -hex 32 > plik; chmod 600 plik";
        reader.complain(key, "brakuje tego klucza", hint);
        return None;
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(fault) => {
            let hint = "sprawdź ścieżkę i prawo odczytu";
            reader.complain(key, &format!("nie da się odczytać {path}: {fault}"), hint);
            return None;
        }
    };
    if mode == Mode::Production && is_open_to_others(Path::new(&path)) {
        let hint = format!("chmod 600 {path}");
        reader.complain(key, "plik z sekretem mogą czytać inni", &hint);
    }
    match PlatformSecret::from_hex(&text) {
        Ok(secret) => Some(secret),
        Err(fault) => {
            let hint = "co najmniej 32 losowe bajty szesnastkowo: openssl rand -hex 32";
            reader.complain(key, &format!("zły sekret w {path}: {fault}"), hint);
            None
        }
    }
}

/// Whether anybody but the owner may read the file; the owner's group may, for systemd.
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const OTHERS: u32 = 0o007;
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & OTHERS != 0)
}

#[cfg(test)]
mod tests;
