//! How letters leave: over SMTP, or as files for a demo and for offices without a mail server.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tenancy::Tenant;
use uuid::Uuid;

use super::letters::Letter;

/// Longest wait for the mail server at any one step.
const SERVER_SECONDS: u64 = 30;
/// Folder of letters in the office's folder of files.
const FOLDER: &str = "poczta";

/// How the connection to the mail server is kept from others' eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte, mostly at port 465.
    Tls,
    /// Turned on before anything is told, mostly at port 587; refused if the server cannot.
    StartTls,
    /// Not at all: a relay on the same machine.
    None,
}

/// The mail server.
#[derive(Clone)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    /// Name and password.
    pub account: Option<(String, String)>,
    /// The address letters come from; the name beside it is the office's.
    pub from: String,
}

/// Why a letter was not sent. Told without addresses: servers repeat them in their answers.
#[derive(Debug, thiserror::Error)]
pub enum Unsent {
    /// No later attempt can do better.
    #[error("refused for good: {0}")]
    Refused(String),
    #[error("not now: {0}")]
    NotNow(String),
}

/// Where letters go.
#[derive(Clone)]
pub struct Transport {
    way: Way,
    from: Address,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// The folder of files of all offices.
    Files(PathBuf),
}

impl Transport {
    /// Over SMTP; connects at the first letter.
    ///
    /// # Errors
    /// In words, when the address or the name of the server is none.
    pub fn smtp(smtp: &Smtp) -> Result<Self, String> {
        let from = smtp.from.parse().map_err(|fault| format!("{fault}"))?;
        let secure = || TlsParameters::new(smtp.host.clone()).map_err(|fault| fault.to_string());
        let tls = match smtp.encryption {
            Encryption::Tls => Tls::Wrapper(secure()?),
            Encryption::StartTls => Tls::Required(secure()?),
            Encryption::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port)
            .tls(tls)
            .timeout(Some(Duration::from_secs(SERVER_SECONDS)));
        if let Some((name, password)) = &smtp.account {
            builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
        }
        Ok(Self {
            way: Way::Smtp(builder.build()),
            from,
        })
    }

    /// As files in the folder of each office's files, `root` being the folder of all.
    ///
    /// # Errors
    /// In words, when no address can be made of the domain.
    pub fn files(root: PathBuf, base_domain: &str) -> Result<Self, String> {
        // Only a demo has a domain without a dot.
        let domain = match base_domain.contains('.') {
            true => base_domain.to_owned(),
            false => format!("{base_domain}.invalid"),
        };
        let from = Address::new("nie-odpowiadaj", domain).map_err(|fault| fault.to_string())?;
        Ok(Self {
            way: Way::Files(root),
            from,
        })
    }

    /// Whether letters stay on this machine.
    #[must_use]
    pub fn is_files(&self) -> bool {
        matches!(self.way, Way::Files(_))
    }

    /// Sends one letter of an office; sending it again with the same `id` is the same letter.
    ///
    /// # Errors
    /// [`Unsent`], which says whether to try again.
    pub(super) async fn send(
        &self,
        office: &Tenant,
        (id, written_at): (Uuid, DateTime<Utc>),
        letter: &Letter,
    ) -> Result<(), Unsent> {
        let message = self.message(office, (id, written_at), letter)?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(message).await.map(|_| ()).map_err(|fault| {
                let told = match fault.status() {
                    Some(code) => format!("the mail server says {code}"),
                    None if fault.is_timeout() => "the mail server does not answer".to_owned(),
                    None => "the mail server cannot be reached or understood".to_owned(),
                };
                match fault.is_permanent() {
                    true => Unsent::Refused(told),
                    false => Unsent::NotNow(told),
                }
            }),
            Way::Files(root) => {
                let folder = root.join(office.schema().as_str()).join(FOLDER);
                write(folder, id, message.formatted())
                    .await
                    .map_err(|fault| Unsent::NotNow(format!("no file: {}", fault.kind())))
            }
        }
    }

    fn message(
        &self,
        office: &Tenant,
        (id, written_at): (Uuid, DateTime<Utc>),
        letter: &Letter,
    ) -> Result<Message, Unsent> {
        let wrong = |what: &str| Unsent::Refused(format!("the {what} cannot be written"));
        let to: Address = letter.to.parse().map_err(|_| wrong("address"))?;
        let name = office.name().to_owned();
        let mut builder: MessageBuilder = Message::builder()
            .from(Mailbox::new(Some(name), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .message_id(Some(format!("<{id}@{}>", self.from.domain())))
            .date(written_at.into())
            // Holiday messages and the like are not answered to.
            .raw_header(automatic());
        if let Ok(answers) = office.profile().contact.email.parse::<Address>() {
            builder = builder.reply_to(Mailbox::new(Some(office.name().to_owned()), answers));
        }
        builder
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|_| wrong("letter"))
    }
}

/// # Source
/// RFC 3834, 5.
fn automatic() -> lettre::message::header::HeaderValue {
    use lettre::message::header::{HeaderName, HeaderValue};
    HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    )
}

/// Whole or not at all: a reader never meets half a letter.
async fn write(folder: PathBuf, id: Uuid, bytes: Vec<u8>) -> std::io::Result<()> {
    tokio::fs::create_dir_all(&folder).await?;
    let whole = folder.join(format!("{id}.eml"));
    let part = folder.join(format!("{id}.part"));
    tokio::fs::write(&part, bytes).await?;
    tokio::fs::rename(&part, &whole).await
}
