//! The private listener: health, figures, and whether a certificate may be issued for a host.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde::Deserialize;
use tenancy::Place;

use crate::AppState;

/// Routes of the private listener; `render` prints the figures in Prometheus' text format.
pub fn router(
    app: AppState,
    render: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> Router {
    let figures = move |State(app): State<AppState>| {
        let render = render.clone();
        async move {
            let pools = app.tenancy().figures();
            gauge("ratusz_pool_offices", pools.offices);
            gauge("ratusz_pool_connections", pools.connections);
            gauge("ratusz_pool_busy", pools.busy);
            render()
        }
    };
    Router::new()
        .route("/health/live", get(|| async { "ok\n" }))
        .route("/health/ready", get(ready))
        .route("/health/tenants", get(tenants))
        .route("/internal/tls-ask", get(tls_ask))
        .route("/metrics", get(figures))
        .with_state(app)
}

/// Ready: the registry answers. One broken office does not make the whole unready.
async fn ready(State(app): State<AppState>) -> (StatusCode, &'static str) {
    match app.tenancy().ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}

/// One line an office: slug, state, schema version.
async fn tenants(State(app): State<AppState>) -> String {
    let line = |office: &tenancy::Tenant| {
        format!(
            "{} {} {}\n",
            office.slug(),
            office.state().as_str(),
            office.schema_version()
        )
    };
    app.tenancy().offices().iter().map(line).collect()
}

#[derive(Deserialize)]
struct Asked {
    domain: String,
}

/// A certificate may be issued for names that are ours, and for nothing else.
async fn tls_ask(State(app): State<AppState>, Query(asked): Query<Asked>) -> StatusCode {
    match app.tenancy().resolve(&asked.domain) {
        Some(Place::Office(_) | Place::Suspended(_) | Place::Region | Place::Admin) => {
            StatusCode::OK
        }
        Some(Place::Login) | None => StatusCode::NOT_FOUND,
    }
}

fn gauge(name: &'static str, value: usize) {
    metrics::gauge!(name).set(f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
}
