//! Requests to identity providers: bounded in time and size, following no redirects.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use crate::Settings;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(8);
/// Largest answer read; discovery documents and keys are a hundredth of it.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// Why a provider could not be asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("the provider could not be reached")]
    Unreachable(#[source] reqwest::Error),
    #[error("the provider sent more than {ANSWER_BYTES_MAX} bytes")]
    TooLarge,
    #[error("the provider's answer makes no sense")]
    Malformed,
}

/// The client of identity providers.
pub(super) struct Fetch {
    client: reqwest::Client,
    /// The program itself, where the development provider answers under a name that the
    /// system's resolver does not know (`login.localhost`).
    here: Option<Here>,
}

struct Here {
    base_domain: String,
    listen: SocketAddr,
}

impl Fetch {
    /// # Errors
    /// Words about what is missing, mostly the system's certificates.
    pub(super) fn new(settings: &Settings) -> Result<Self, String> {
        // A second call finds the provider installed already, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .https_only(!settings.is_development())
            .user_agent("Ratusz")
            .build()
            .map_err(|fault| format!("the HTTP client: {}", crate::error::chain(&fault)))?;
        let here = settings.is_development().then(|| Here {
            base_domain: settings.base_domain.clone(),
            listen: settings.listen,
        });
        Ok(Self { client, here })
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let request = self.prepared(request)?;
        let mut answer = self
            .client
            .execute(request)
            .await
            .map_err(FetchError::Unreachable)?;
        let mut response = HttpResponse::new(Vec::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        while let Some(chunk) = answer.chunk().await.map_err(FetchError::Unreachable)? {
            if response.body().len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(FetchError::TooLarge);
            }
            response.body_mut().extend_from_slice(&chunk);
        }
        Ok(response)
    }

    /// The request for our client; one to this program goes to its own address, with the name
    /// it was meant for as host.
    fn prepared(&self, request: HttpRequest) -> Result<reqwest::Request, FetchError> {
        let (parts, body) = request.into_parts();
        let mut url: reqwest::Url = parts
            .uri
            .to_string()
            .parse()
            .map_err(|_| FetchError::Malformed)?;
        let mut host = None;
        if let Some(here) = &self.here
            && url.host_str().is_some_and(|name| here.is_ours(name))
        {
            host = parts.uri.authority().map(|authority| authority.to_string());
            let moved = url.set_ip_host(here.listen.ip()).is_ok()
                && url.set_port(Some(here.listen.port())).is_ok();
            if !moved {
                return Err(FetchError::Malformed);
            }
        }
        let mut prepared = reqwest::Request::new(parts.method, url);
        *prepared.headers_mut() = parts.headers;
        if let Some(host) = host {
            let value = host.parse().map_err(|_| FetchError::Malformed)?;
            prepared.headers_mut().insert(reqwest::header::HOST, value);
        }
        *prepared.body_mut() = Some(body.into());
        Ok(prepared)
    }
}

impl Here {
    fn is_ours(&self, name: &str) -> bool {
        let rest = name.strip_suffix(self.base_domain.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
