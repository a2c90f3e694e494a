//! Forms: a page of five hundred fields, and a whole flow of six steps with a file.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::figure::{self, Budget};
use crate::load::{Answer, Connection};
use crate::offices::PATTERN;
use crate::process;

pub(crate) const SLUG: &str = "formularze";
const FIELDS: usize = 500;
pub(crate) const LONG: &str = "dlugi-formularz";
/// A form to which the designer adds a field.
pub(crate) const MIDDLE: &str = "sredni-formularz";
const MIDDLE_FIELDS: usize = 300;
const FLOW: &str = "szesc-krokow";
const FLOW_STEPS: usize = 6;
/// Requests whose CPU is summed into one value: the kernel counts it in hundredths of a second.
const REQUESTS: usize = 60;
const ROUNDS: usize = 3;
const BOUNDARY: &str = "granica-pomiaru";
/// A small file that is what it says.
const FILE: &str = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// Writes the office and its two services into `folder`.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let office = folder.join(SLUG);
    let services = office.join("services");
    fs::create_dir_all(&services)?;
    fs::write(office.join("tenant.toml"), PATTERN.replace("@SLUG@", SLUG))?;
    fs::write(
        services.join(format!("{LONG}.toml")),
        long_form(LONG, FIELDS)?,
    )?;
    let middle = long_form(MIDDLE, MIDDLE_FIELDS)?;
    fs::write(services.join(format!("{MIDDLE}.toml")), middle)?;
    fs::write(services.join(format!("{FLOW}.toml")), flow()?)?;
    Ok(())
}

fn head(slug: &str) -> String {
    format!(
        "slug = \"{slug}\"\ntitle = \"Formularz do pomiaru\"\nedition = 1\nkind = \"application\"\n\
         procedure = \"kpa\"\ncategory = \"inne\"\nidentity = \"none\"\nmaturity = 4\n\
         maturity_evidence = \"Cała sprawa przez internet.\"\nclass = \"0541\"\nunit = \"OA\"\n\
         [card]\nsummary = \"Formularz do pomiaru.\"\nwho = \"Każdy.\"\nneeded = [\"Nic.\"]\n\
         how = \"Wypełnij i wyślij.\"\nresult = \"Potwierdzenie.\"\ntime = \"14 dni.\"\n\
         appeal = \"Nie ma.\"\npersonal_data = \"Nie zbieramy danych.\"\n\
         legal_basis = [\"art. 63 Konstytucji\"]\n[deadline]\nterm = \"D14\"\nbasis = \"próba\"\n"
    )
}

/// Every fifth field of another kind; every tenth is shown only when the first one says so.
fn long_form(slug: &str, fields: usize) -> Result<String> {
    let mut text = head(slug) + "[[form.steps]]\nkey = \"wszystko\"\ntitle = \"Wszystko\"\n";
    for number in 0..fields {
        write!(
            text,
            "[[form.steps.fields]]\nkey = \"p{number}\"\nlabel = \"Pole numer {number}\"\n\
             hint = \"Podpowiedź do pola {number}.\"\n"
        )?;
        text.push_str(match number % 5 {
            0 => "type = \"text\"\n",
            1 => "type = \"number\"\nmin = \"0\"\nmax = \"100000\"\n",
            2 => "type = \"yes_no\"\n",
            3 => "type = \"date\"\n",
            _ => {
                "type = \"radio\"\noptions = [{ value = \"a\", label = \"Pierwsza\" }, \
                  { value = \"b\", label = \"Druga\" }]\n"
            }
        });
        if number > 0 && number % 10 == 0 {
            text.push_str("show_if = '{\"==\":[{\"var\":\"p0\"},\"tak\"]}'\n");
        }
    }
    Ok(text)
}

fn long_answers() -> Result<String> {
    let mut body = String::new();
    for number in 0..FIELDS {
        let value = match number % 5 {
            0 => "tak",
            1 => "12",
            2 => "true",
            3 => "2026-05-03",
            _ => "a",
        };
        write!(body, "p{number}={value}&")?;
    }
    body.pop();
    Ok(body)
}

fn flow() -> Result<String> {
    let mut text = head(FLOW);
    for step in 0..FLOW_STEPS {
        write!(
            text,
            "[[form.steps]]\nkey = \"k{step}\"\ntitle = \"Krok {step}\"\n"
        )?;
        for field in 0..4 {
            write!(
                text,
                "[[form.steps.fields]]\nkey = \"k{step}_{field}\"\ntype = \"text\"\n\
                 label = \"Pole {field} kroku {step}\"\n"
            )?;
        }
    }
    text.push_str(
        "[[form.steps.fields]]\nkey = \"plik\"\ntype = \"file\"\nlabel = \"Plik\"\n\
         accept = [\"pdf\"]\nmax_mb = 1\nmax_files = 1\n",
    );
    Ok(text)
}

/// What to measure.
pub(crate) struct Wanted {
    server: SocketAddr,
    pid: u32,
    postgres_pid: u32,
    host: String,
}

impl Wanted {
    /// Words: server pid postgres-pid port.
    ///
    /// # Errors
    /// When a word is missing or no number.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let word = |index: usize| words.get(index).copied().context("a word is missing");
        Ok(Self {
            server: word(0)?.parse()?,
            pid: word(1)?.parse()?,
            postgres_pid: word(2)?.parse()?,
            host: format!("{SLUG}.localhost:{}", word(3)?),
        })
    }

    /// CPU milliseconds of the program and its database so far.
    fn cpu_ms(&self) -> Result<f64> {
        let both = process::cpu_seconds(self.pid)? + process::cpu_seconds(self.postgres_pid)?;
        Ok(both * 1_000.0)
    }
}

/// One browser: a connection and its cookies.
struct Browser<'a> {
    wanted: &'a Wanted,
    connection: Connection,
    cookie: String,
}

impl<'a> Browser<'a> {
    async fn open(wanted: &'a Wanted) -> Result<Self> {
        Ok(Self {
            wanted,
            connection: Connection::open(wanted.server).await?,
            cookie: String::new(),
        })
    }

    async fn get(&mut self, path: &str) -> Result<Answer> {
        let host = &self.wanted.host;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\n\r\n",
            self.cookie
        );
        let answer = self.connection.send(request.as_bytes()).await?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
        Ok(answer)
    }

    async fn post(&mut self, path: &str, kind: &str, body: &str) -> Result<String> {
        let host = &self.wanted.host;
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        let answer = self.connection.send(request.as_bytes()).await?;
        ensure!(answer.status == 303, "{path} answers {}", answer.status);
        let new: Vec<&str> = answer
            .headers("set-cookie")
            .filter_map(|line| line.split(';').next())
            .collect();
        if !new.is_empty() {
            self.cookie = new.join("; ");
        }
        Ok(answer.header("location").unwrap_or_default().to_owned())
    }

    async fn send_form(&mut self, path: &str, body: &str) -> Result<String> {
        self.post(path, "application/x-www-form-urlencoded", body)
            .await
    }

    /// A new draft of `service`; its address.
    async fn start(&mut self, service: &str) -> Result<String> {
        self.cookie.clear();
        let to = self
            .send_form(&format!("/uslugi/{service}/wniosek"), "")
            .await?;
        Ok(to.split('/').take(3).collect::<Vec<_>>().join("/"))
    }
}

/// Measures the long form and the flow.
///
/// # Errors
/// When the server refuses an answer.
pub(crate) async fn measure(wanted: &Wanted) -> Result<()> {
    let mut browser = Browser::open(wanted).await?;
    long(&mut browser).await?;
    let (mut cpu, mut requests) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let before = wanted.cpu_ms()?;
        for _ in 0..REQUESTS {
            whole_flow(&mut browser).await?;
        }
        if round > 0 {
            cpu.push((wanted.cpu_ms()? - before) / count());
            requests.push(f64::from(u32::try_from(3 + 2 * FLOW_STEPS + 2)?));
        }
    }
    figure::print(
        "CPU from card to receipt, 6 steps and a file",
        "ms",
        &mut cpu,
        Budget::AtMost(6.0),
    );
    figure::print("requests of that flow", "", &mut requests, Budget::None);
    Ok(())
}

fn count() -> f64 {
    f64::from(u32::try_from(REQUESTS).unwrap_or(u32::MAX))
}

async fn long(browser: &mut Browser<'_>) -> Result<()> {
    let wanted = browser.wanted;
    let draft = browser.start(LONG).await?;
    let (step, check) = (format!("{draft}/krok/wszystko"), format!("{draft}/sprawdz"));
    let answers = long_answers()?;
    // The first answer brings the conditional ones.
    let to = browser.send_form(&step, &answers).await?;
    ensure!(to == check, "the answers lead to {to}");
    let shown = browser.get(&step).await?;
    let fields = String::from_utf8_lossy(&shown.body)
        .matches("Podpowiedź do pola")
        .count();
    ensure!(fields >= FIELDS, "only {fields} fields are shown");
    let (mut shows, mut saves, mut checks) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let begun = wanted.cpu_ms()?;
        for _ in 0..REQUESTS {
            browser.get(&step).await?;
        }
        let shown = wanted.cpu_ms()?;
        for _ in 0..REQUESTS {
            browser.send_form(&step, &answers).await?;
        }
        let saved = wanted.cpu_ms()?;
        for _ in 0..REQUESTS {
            browser.get(&check).await?;
        }
        let checked = wanted.cpu_ms()?;
        if round > 0 {
            shows.push((shown - begun) / count());
            saves.push((saved - shown) / count());
            checks.push((checked - saved) / count());
        }
    }
    let budget = Budget::AtMost(20.0);
    figure::print("500 fields: page shown, CPU", "ms", &mut shows, budget);
    figure::print("500 fields: step saved, CPU", "ms", &mut saves, budget);
    figure::print("500 fields: all checked, CPU", "ms", &mut checks, budget);
    Ok(())
}

/// Card, start, every step shown and saved, check, receipt.
async fn whole_flow(browser: &mut Browser<'_>) -> Result<()> {
    browser.get(&format!("/uslugi/{FLOW}")).await?;
    let draft = browser.start(FLOW).await?;
    for step in 0..FLOW_STEPS {
        let path = format!("{draft}/krok/k{step}");
        browser.get(&path).await?;
        let to = if step + 1 == FLOW_STEPS {
            let mut body = String::new();
            for field in 0..4 {
                write!(
                    body,
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"k{step}_{field}\"\r\n\
                     \r\nodpowiedź\r\n"
                )?;
            }
            write!(
                body,
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"plik\"; \
                 filename=\"plik.pdf\"\r\nContent-Type: application/pdf\r\n\r\n{FILE}\r\n\
                 --{BOUNDARY}--\r\n"
            )?;
            let kind = format!("multipart/form-data; boundary={BOUNDARY}");
            browser.post(&path, &kind, &body).await?
        } else {
            let body = format!("k{step}_0=a&k{step}_1=b&k{step}_2=c&k{step}_3=d");
            browser.send_form(&path, &body).await?
        };
        ensure!(to != path, "step {step} was not taken");
    }
    browser.get(&format!("{draft}/sprawdz")).await?;
    let receipt = browser.send_form(&format!("{draft}/zloz"), "").await?;
    ensure!(receipt.starts_with("/potwierdzenia/"), "sent to {receipt}");
    browser.get(&receipt).await?;
    Ok(())
}
