//! A resident who files again and again, clicks twice, and does not give up until there is a
//! receipt.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::browser::{Answer, Browser, Lost};
use crate::chance::Chance;
use crate::crowd::Square;
use crate::journal::{Event, Journal};
use crate::scene::{Office, SERVICE, Scene};

/// Percent of filings sent twice at the same moment, and of receipts asked for once more.
const DOUBLE_CLICKS: usize = 25;
/// Steps of the form and what is answered there.
const STEPS: [(&str, &[(&str, &str)]); 2] = [
    (
        "informacja",
        &[
            (
                "zakres",
                "Umowy na odśnieżanie ulic z ostatniej zimy, razem z kosztami.",
            ),
            ("znany_okres", "false"),
        ],
    ),
    ("forma", &[("sposob", "odbior"), ("format", "dowolny")]),
];

/// One person with a journal.
pub(crate) struct Resident {
    number: usize,
    offices: Vec<Office>,
    server: std::net::SocketAddr,
    square: Square,
    journal: Journal,
    chance: Chance,
}

/// What one click brought.
enum Click {
    Receipt(String),
    /// Nothing certain: try again.
    Nothing,
}

impl Resident {
    pub(crate) fn new(
        number: usize,
        scene: &mut Scene,
        square: Square,
        journal: &Path,
    ) -> Result<Self> {
        Ok(Self {
            number,
            offices: scene.offices.clone(),
            server: scene.program.pages,
            square,
            journal: Journal::open(journal)?,
            chance: scene.chance.split(),
        })
    }

    /// Starts a draft, fills it in, sends it until there is a receipt, looks at the receipt.
    pub(crate) async fn files_one(&mut self) -> Result<()> {
        let office = self.offices[self.chance.below(self.offices.len())].clone();
        let mut ready = self.prepares(&office).await?;
        let number = self.sends(&ready).await?;
        let page = format!("/potwierdzenia/{number}");
        let receipt = self.insists(&mut ready.browser, &page, None).await?;
        ensure!(receipt.status == 200, "{page} answers {}", receipt.status);
        ensure!(
            receipt.body.contains(&number),
            "{page} does not show its number"
        );
        self.square.has_receipt();
        Ok(())
    }

    /// A draft at `office`, filled in and ready to be sent.
    pub(crate) async fn prepares(&mut self, office: &Office) -> Result<Ready> {
        let address = format!("10.0.0.{}", self.number + 1);
        let mut browser = Browser::new(self.server, &office.host, address);
        let begin = format!("/uslugi/{SERVICE}/wniosek");
        let answer = self.insists(&mut browser, &begin, Some(&[])).await?;
        let place = answer.header("location");
        let draft = place
            .strip_prefix("/robocze/")
            .and_then(|rest| rest.split('/').next());
        let draft = draft
            .with_context(|| format!("{begin} leads to `{place}`"))?
            .to_owned();
        for (step, answers) in STEPS {
            self.saves(
                &mut browser,
                &format!("/robocze/{draft}/krok/{step}"),
                answers,
            )
            .await?;
        }
        Ok(Ready {
            office: office.slug.clone(),
            draft,
            browser,
        })
    }

    /// Saves a step, reading its page again when the draft has moved on meanwhile.
    async fn saves(
        &mut self,
        browser: &mut Browser,
        path: &str,
        answers: &[(&str, &str)],
    ) -> Result<()> {
        loop {
            let page = self.insists(browser, path, None).await?;
            ensure!(page.status == 200, "{path} answers {}", page.status);
            let mut form = page.hidden();
            form.extend_from_slice(answers);
            let answer = self.insists(browser, path, Some(&form)).await?;
            match answer.status {
                303 => return Ok(()),
                409 => {}
                status => bail!("{path} answers {status}: {}", answer.words()),
            }
        }
    }

    /// Sends until a receipt comes back; the number on it.
    async fn sends(&mut self, ready: &Ready) -> Result<String> {
        loop {
            let twice = self.chance.happens(DOUBLE_CLICKS);
            let mut number = self.clicks(ready, twice).await?;
            if number.is_some() && self.chance.happens(DOUBLE_CLICKS) {
                number = self.clicks(ready, false).await?.or(number);
            }
            match number {
                Some(number) => return Ok(number),
                None => self.square.until_up().await,
            }
        }
    }

    /// Sends once, and the receipt must come.
    pub(crate) async fn sends_once(&mut self, ready: &Ready) -> Result<()> {
        let number = self.clicks(ready, false).await?;
        number.map(drop).context("no receipt came")
    }

    /// One click or two at once; what came back goes into the journal.
    async fn clicks(&mut self, ready: &Ready, twice: bool) -> Result<Option<String>> {
        let Ready { office, draft, .. } = ready;
        self.journal.note(Event::Sending, office, draft, "");
        let heard = match twice {
            false => vec![click(ready.clone(), &self.square).await],
            true => {
                let (first, second) = tokio::join!(
                    click(ready.clone(), &self.square),
                    click(ready.clone(), &self.square)
                );
                vec![first, second]
            }
        };
        let mut number = None;
        for heard in heard {
            match heard {
                Err(Lost::Unanswered) => self.journal.note(Event::Unsure, office, draft, ""),
                Err(Lost::NotSent) => {}
                Ok(answer) => match understood(&answer)? {
                    Click::Nothing => self.journal.note(Event::Unsure, office, draft, ""),
                    Click::Receipt(read) => {
                        self.journal.note(Event::Receipt, office, draft, &read);
                        number = Some(read);
                    }
                },
            }
        }
        Ok(number)
    }

    /// Asks until there is an answer that is not "come back later".
    async fn insists(
        &mut self,
        browser: &mut Browser,
        path: &str,
        form: Option<&[(&str, &str)]>,
    ) -> Result<Answer> {
        loop {
            let answer = match form {
                Some(form) => browser.post(path, form).await,
                None => browser.get(path).await,
            };
            match answer {
                Ok(answer) if answer.status == 503 => is_polite(&answer)?,
                Ok(answer) if answer.status < 500 => return Ok(answer),
                Ok(answer) => bail!("{path} answers {}: {}", answer.status, answer.words()),
                Err(Lost::NotSent | Lost::Unanswered) => {}
            }
            ensure!(
                self.square.is_well().is_ok(),
                "another resident met a fault"
            );
            self.square.until_up().await;
        }
    }
}

/// A draft that only has to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub(crate) office: String,
    pub(crate) draft: String,
    pub(crate) browser: Browser,
}

async fn click(mut ready: Ready, square: &Square) -> Result<Answer, Lost> {
    square.sent();
    let answer = ready
        .browser
        .post(&format!("/robocze/{}/zloz", ready.draft), &[])
        .await;
    square.answered();
    answer
}

fn understood(answer: &Answer) -> Result<Click> {
    match answer.status {
        303 => {
            let place = answer.header("location");
            let number = place.strip_prefix("/potwierdzenia/");
            let number = number.with_context(|| format!("filing leads to `{place}`"))?;
            Ok(Click::Receipt(number.to_owned()))
        }
        503 => is_polite(answer).map(|()| Click::Nothing),
        status => bail!("filing answers {status}: {}", answer.words()),
    }
}

/// Whoever is asked to come back is told when.
pub(crate) fn is_polite(answer: &Answer) -> Result<()> {
    let seconds = answer.header("retry-after").parse::<u32>();
    ensure!(seconds.is_ok(), "503 without Retry-After");
    Ok(())
}
