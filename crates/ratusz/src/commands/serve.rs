//! `ratusz serve`: the pages and the private listener, until told to stop.

use std::time::Duration;

use access::Access;
use anyhow::{Context, anyhow};
use metrics_exporter_prometheus::PrometheusBuilder;
use tenancy::Tenancy;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use web::mail::{Transport, Worker};
use web::publishing::Publisher;
use web::{AppState, Clock};

use crate::configuration::Configuration;

/// Longest wait at the end for a letter under way.
const LETTER_WAIT: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or Ctrl-C, then lets the requests under way finish.
///
/// # Errors
/// When the database, a port, or a part of the program is not ready.
pub(crate) async fn run(configuration: &Configuration) -> anyhow::Result<()> {
    // The one cryptography library of the program, for connections outward.
    drop(rustls::crypto::ring::default_provider().install_default());
    let settings = configuration.settings.clone();
    let pages = bind(settings.listen, "http.listen").await?;
    let private = bind(configuration.monitor_listen, "monitor.listen").await?;
    if settings.is_development()
        && let Some(url) = &settings.admin_url
    {
        let admin = tenancy::Admin::connect(url, configuration.secret.clone()).await?;
        admin.prepare().await?;
    }
    let tenancy = Tenancy::connect(configuration.tenancy())
        .await
        .context("baza nie jest gotowa; jeśli jest nowa, najpierw: ratusz migrate")?;
    let access = Access::load().await.context("reglament dostępu")?;
    let figures = PrometheusBuilder::new()
        .install_recorder()
        .context("liczby monitoringu")?;
    let limits = settings.limits.clone();
    let transport = transport(configuration)?;
    let app = AppState::new(tenancy.clone(), access, settings, Clock::new(crate::now))?;
    let (end, ended) = watch::channel(());
    tokio::spawn(async move {
        until_told().await;
        drop(end);
    });
    let work = Background::start(&app, configuration, transport, &ended)?;
    tracing::info!(
        address = %configuration.settings.listen,
        offices = tenancy.offices().len(),
        "serving"
    );
    let monitor = web::monitor::router(app.clone(), move || figures.render());
    tokio::join!(
        web::serve::serve(pages, web::app(app), &limits, over(ended.clone())),
        web::serve::serve(private, monitor, &limits, over(ended)),
    );
    work.finish().await;
    tenancy.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// What the program does besides answering.
struct Background {
    mail: JoinHandle<()>,
    counts: JoinHandle<()>,
    publisher: JoinHandle<()>,
    keeper: JoinHandle<()>,
    reader: JoinHandle<()>,
}

impl Background {
    fn start(
        app: &AppState,
        configuration: &Configuration,
        transport: Transport,
        ended: &watch::Receiver<()>,
    ) -> anyhow::Result<Self> {
        let letters = post(app, &configuration.settings, transport, ended.clone())?;
        let publisher = Publisher::new(app.tenancy().clone(), Clock::new(crate::now));
        let (counting, reading, tenancy) = (app.clone(), app.clone(), app.tenancy().clone());
        let (no_more_counts, no_more_dates) = (over(ended.clone()), over(ended.clone()));
        Ok(Self {
            mail: tokio::spawn(letters),
            counts: tokio::spawn(async move { counting.keep_counts(no_more_counts).await }),
            publisher: tokio::spawn(async move { publisher.run(no_more_dates).await }),
            keeper: tokio::spawn(async move { tenancy.keep_fresh().await }),
            reader: tokio::spawn(async move { reading.warm().await }),
        })
    }

    /// Lets what is under way be finished; the rest waits for the next start.
    async fn finish(self) {
        self.keeper.abort();
        self.reader.abort();
        let all = [
            (
                self.mail,
                "a mail server kept the program waiting: its letter is sent again later",
            ),
            (
                self.counts,
                "counts of searches without result could not be written in time",
            ),
            (
                self.publisher,
                "a publication is finished by the next start",
            ),
        ];
        for (work, late) in all {
            if tokio::time::timeout(LETTER_WAIT, work).await.is_err() {
                tracing::warn!("{late}");
            }
        }
    }
}

/// How letters leave.
fn transport(configuration: &Configuration) -> anyhow::Result<Transport> {
    let settings = &configuration.settings;
    let transport = match &configuration.mail {
        Some(smtp) => Transport::smtp(smtp),
        None => Transport::files(settings.files_dir.clone(), &settings.base_domain),
    };
    transport.map_err(|fault| anyhow!("poczta: {fault}"))
}

/// The worker that sends letters until told to end.
fn post(
    app: &AppState,
    settings: &web::Settings,
    transport: Transport,
    ended: watch::Receiver<()>,
) -> anyhow::Result<impl Future<Output = ()> + Send + use<>> {
    let place = (app.tenancy().clone(), settings.clone());
    let bell = app.bell().clone();
    let worker = Worker::new(place, transport, Clock::new(crate::now), bell);
    let worker = worker.map_err(|fault| anyhow!("poczta: {fault}"))?;
    Ok(async move { worker.run(over(ended)).await })
}

async fn bind(address: std::net::SocketAddr, key: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("nie da się nasłuchiwać na {address} ({key})"))
}

/// Resolves once the other end of the channel is gone.
async fn over(mut ended: watch::Receiver<()>) {
    while ended.changed().await.is_ok() {}
}

async fn until_told() {
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(fault) => {
            tracing::warn!(%fault, "SIGTERM cannot be heard");
            drop(tokio::signal::ctrl_c().await);
        }
    }
}
