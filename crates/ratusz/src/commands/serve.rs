//! `ratusz serve`: the pages and the private listener, until told to stop.

use std::time::Duration;

use access::Access;
use anyhow::{Context, anyhow};
use metrics_exporter_prometheus::PrometheusBuilder;
use tenancy::Tenancy;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
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
    let mail = tokio::spawn(post(
        &app,
        &configuration.settings,
        transport,
        ended.clone(),
    )?);
    let publisher = {
        let publisher = Publisher::new(tenancy.clone(), Clock::new(crate::now));
        let ended = over(ended.clone());
        tokio::spawn(async move { publisher.run(ended).await })
    };
    let keeper = {
        let tenancy = tenancy.clone();
        tokio::spawn(async move { tenancy.keep_fresh().await })
    };
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
    keeper.abort();
    // The letter under way is finished; the others wait for the next start.
    if tokio::time::timeout(LETTER_WAIT, mail).await.is_err() {
        tracing::warn!("a mail server kept the program waiting: its letter is sent again later");
    }
    if tokio::time::timeout(LETTER_WAIT, publisher).await.is_err() {
        tracing::warn!("a publication is finished by the next start");
    }
    tenancy.close().await;
    tracing::info!("stopped");
    Ok(())
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
