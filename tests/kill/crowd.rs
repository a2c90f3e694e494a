//! Many residents who file at the same time, and what the killer can see of them.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use tests::program::{LOOK_AGAIN, PATIENCE};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::resident::Resident;
use crate::scene::Scene;

/// Residents who file at the same time.
const RESIDENTS: usize = 16;

/// How it goes, for everybody to see.
#[derive(Clone, Debug, Default)]
struct Pulse {
    /// Filings sent and not answered yet.
    flights: usize,
    /// Applications whose receipt was read.
    receipts: usize,
    /// Whether to begin another application.
    open: bool,
    /// Whether it makes sense to try again now.
    up: bool,
    /// What a resident met that must not be.
    fault: Option<String>,
}

/// What residents share.
#[derive(Clone)]
pub(crate) struct Square(Arc<watch::Sender<Pulse>>);

/// The residents of a run.
pub(crate) struct Crowd {
    pub(crate) square: Square,
    pub(crate) journals: Vec<PathBuf>,
    tasks: JoinSet<()>,
}

impl Crowd {
    /// Residents begin to file, each at both offices by turns of chance.
    pub(crate) fn gather(scene: &mut Scene) -> Result<Self> {
        let mut crowd = Self {
            square: Square::new(),
            journals: Vec::new(),
            tasks: JoinSet::new(),
        };
        for number in 0..RESIDENTS {
            let file = scene.cluster.home().join(format!("journal-{number}"));
            let mut resident = Resident::new(number, scene, crowd.square.clone(), &file)?;
            crowd.journals.push(file);
            let square = crowd.square.clone();
            crowd.tasks.spawn(async move {
                while square.is_open() {
                    if let Err(fault) = resident.files_one().await {
                        square.meets(&fault);
                    }
                }
            });
        }
        Ok(crowd)
    }

    /// Nobody begins another application; everybody finishes theirs.
    pub(crate) async fn go_home(&mut self) -> Result<()> {
        self.square.change(|pulse| pulse.open = false);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        let ended = tokio::time::timeout(PATIENCE, all).await;
        self.square.is_well()?;
        ended.context("some residents never got their receipt")
    }
}

impl Square {
    /// A square where all is well.
    pub(crate) fn new() -> Self {
        let pulse = Pulse {
            open: true,
            up: true,
            ..Pulse::default()
        };
        Self(Arc::new(watch::Sender::new(pulse)))
    }

    /// Waits until `more` receipts were read after this moment.
    pub(crate) async fn until_receipts(&self, more: usize) -> Result<()> {
        let goal = self.0.borrow().receipts + more;
        self.until(|pulse| pulse.receipts >= goal).await
    }

    /// Waits until at least `count` filings are under way.
    pub(crate) async fn until_flights(&self, count: usize) -> Result<()> {
        self.until(|pulse| pulse.flights >= count).await
    }

    /// Filings under way.
    pub(crate) fn flights(&self) -> usize {
        self.0.borrow().flights
    }

    /// Says whether trying again makes sense now.
    pub(crate) fn is_up(&self, up: bool) {
        self.change(|pulse| pulse.up = up);
    }

    /// Waits as a resident does before trying again.
    pub(crate) async fn until_up(&self) {
        let mut seen = self.0.subscribe();
        let up = seen
            .wait_for(|pulse| pulse.up || pulse.fault.is_some())
            .await;
        drop(up);
        tokio::time::sleep(LOOK_AGAIN).await;
    }

    pub(crate) fn sent(&self) {
        self.change(|pulse| pulse.flights += 1);
    }

    pub(crate) fn answered(&self) {
        self.change(|pulse| pulse.flights -= 1);
    }

    pub(crate) fn has_receipt(&self) {
        self.change(|pulse| pulse.receipts += 1);
    }

    /// Whether residents should go on; not when one of them met a fault.
    pub(crate) fn is_open(&self) -> bool {
        let pulse = self.0.borrow();
        pulse.open && pulse.fault.is_none()
    }

    /// Remembers the first fault; the others usually follow from it.
    fn meets(&self, fault: &anyhow::Error) {
        let words = format!("{fault:#}");
        self.change(|pulse| {
            pulse.fault.get_or_insert(words);
        });
    }

    /// Whether nobody met a fault.
    pub(crate) fn is_well(&self) -> Result<()> {
        match &self.0.borrow().fault {
            Some(fault) => bail!("a resident met a fault: {fault}"),
            None => Ok(()),
        }
    }

    async fn until(&self, reached: impl Fn(&Pulse) -> bool) -> Result<()> {
        let mut seen = self.0.subscribe();
        let wanted = seen.wait_for(|pulse| reached(pulse) || pulse.fault.is_some());
        match tokio::time::timeout(PATIENCE, wanted).await {
            Ok(seen) => drop(seen?),
            Err(_) => bail!("the residents do not get on: {:?}", self.0.borrow()),
        }
        self.is_well()
    }

    fn change(&self, change: impl FnOnce(&mut Pulse)) {
        self.0.send_modify(change);
    }
}
