//! Signing in of residents at an identity provider of the office.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::assurance::Assurance;
use domain::ids::ResidentId;
use store::audit::{self, Entry};
use store::sessions::{self, PersonKind};
use store::sign_ins::{self, SignIn};
use tenancy::{IdentityProvider, Tenant};

use crate::address::Path;
use crate::error::encode;
use crate::identify::{RESIDENT_COOKIE, cookie, cookie_value, forget};
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;
use crate::{AppState, PageError, Settings, tokens};

use super::door::with_cookies;
use super::providers::{Brought, ProviderFault, Use, Vouched};
use super::{levels, return_to};

/// Cookie that ties a sign-in under way to the browser that began it. Lax, because the provider
/// sends the browser back from another site.
const BROWSER_COOKIE: &str = "__Host-ratusz-logowanie";
/// Path to which providers send the browser back.
pub(super) const CALLBACK: &str = "/logowanie/powrot";

type Pairs = Result<Query<Vec<(String, String)>>, QueryRejection>;

struct Choice {
    href: String,
    title: String,
}

#[derive(Template)]
#[template(path = "sign_in/providers.html")]
struct ProvidersPage {
    page: Page,
    crumbs: Vec<Crumb>,
    choices: Vec<Choice>,
    /// Says which level is needed; empty when any will do.
    level: String,
    /// Whether somebody is signed in whose level is too low.
    is_step_up: bool,
}

#[derive(Template)]
#[template(path = "sign_in/trouble.html")]
struct TroublePage {
    page: Page,
    crumbs: Vec<Crumb>,
    text: String,
    again: String,
}

/// The providers of the office.
pub(super) async fn choose(visit: Visit, asked: Pairs) -> Result<Response, PageError> {
    let office = visit.office()?;
    let asked = asked.map(|Query(pairs)| pairs).unwrap_or_default();
    let back = return_to::checked(only(&asked, "powrot"), return_to::HOME);
    let wanted = levels::wanted(only(&asked, "poziom"));
    let assurance = visit.actor().assurance();
    if visit.name().is_some() && assurance.satisfies(wanted) {
        return Ok(page::see_other(back));
    }
    let query = format!("?powrot={}&poziom={}", encode(back), wanted.as_str());
    let all = providers(office, visit.app().settings());
    let choices = all.iter().map(|provider| Choice {
        href: format!("/logowanie/{}{query}", encode(&provider.key)),
        title: provider.title.clone(),
    });
    let level = match wanted {
        Assurance::None | Assurance::Low => String::new(),
        level => visit.t(&format!("assurance-{}", level.as_str())),
    };
    let title = visit.t("signin-title");
    let page = ProvidersPage {
        crumbs: visit.crumbs(&[("", &title)]),
        choices: choices.collect(),
        level,
        is_step_up: visit.name().is_some(),
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

/// Sends the browser to a provider.
pub(super) async fn start(
    visit: Visit,
    State(app): State<AppState>,
    Path(key): Path<String>,
    asked: Pairs,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let office = visit.office()?;
    let asked = asked.map(|Query(pairs)| pairs).unwrap_or_default();
    let provider = find_provider(office, app.settings(), &key).ok_or(PageError::NotFound)?;
    let wanted = levels::wanted(only(&asked, "poziom"));
    let back = return_to::checked(only(&asked, "powrot"), return_to::HOME);
    let used = used(&visit, office, &provider);
    let begun = match app
        .sign_in()
        .providers
        .begin(&used, app.settings(), wanted)
        .await
    {
        Ok(begun) => begun,
        Err(fault) => return trouble(&visit, &fault, (back, wanted)),
    };
    // Sign-ins begun in two tabs share the cookie, so that either can be finished.
    let browser = match cookie_value(&headers, BROWSER_COOKIE) {
        Some(known) => known,
        None => tokens::fresh(),
    };
    let sign_in = SignIn {
        provider: provider.key.clone(),
        nonce: begun.nonce,
        pkce_verifier: begun.pkce_verifier,
        wanted,
        return_to: back.to_owned(),
    };
    let tx = office.begin().await?;
    let (state, holder) = (tokens::hash(&begun.state), tokens::hash(&browser));
    sign_ins::start(&tx, &state, &holder, &sign_in, app.now()).await?;
    tx.commit().await?;
    let cookie = cookie(BROWSER_COOKIE, browser);
    Ok(with_cookies(page::see_other(&begun.url), &[cookie]))
}

/// Takes the browser back from the provider and signs the person in.
pub(super) async fn come_back(
    visit: Visit,
    State(app): State<AppState>,
    brought: Pairs,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let office = visit.office()?;
    let brought = brought.map(|Query(pairs)| pairs).unwrap_or_default();
    let begun = take(&app, office, &brought, &headers).await?;
    let Some(begun) = begun else {
        return refused(&visit, "signin-expired", "unknown state", None).await;
    };
    let again = Some((begun.return_to.as_str(), begun.wanted));
    // A provider taken out of the office's file meanwhile does not count any more.
    let Some(provider) = find_provider(office, app.settings(), &begun.provider) else {
        return refused(&visit, "signin-expired", "provider gone", again).await;
    };
    let Some(code) = only(&brought, "code") else {
        return refused(&visit, "signin-cancelled", "no code", again).await;
    };
    if only(&brought, "iss").is_some_and(|issuer| issuer != provider.issuer) {
        return refused(&visit, "signin-provider-refused", "another issuer", again).await;
    }
    let values = Brought {
        code,
        nonce: &begun.nonce,
        pkce_verifier: &begun.pkce_verifier,
    };
    let used = used(&visit, office, &provider);
    let vouched = app
        .sign_in()
        .providers
        .finish(&used, app.settings(), values)
        .await;
    let vouched = match vouched {
        Ok(vouched) => vouched,
        Err(fault @ ProviderFault::Refused(_)) => {
            let reason = fault.to_string();
            return refused(&visit, "signin-provider-refused", &reason, again).await;
        }
        Err(fault) => return trouble(&visit, &fault, (&begun.return_to, begun.wanted)),
    };
    if !vouched.assurance.satisfies(begun.wanted) {
        return refused(&visit, "signin-level-too-low", "level too low", again).await;
    }
    let back = return_to::checked(Some(&begun.return_to), return_to::HOME);
    let token = let_in(&visit, &app, office, (&begun.provider, &vouched)).await?;
    let cookies = [cookie(RESIDENT_COOKIE, token), forget(BROWSER_COOKIE)];
    Ok(with_cookies(page::see_other(back), &cookies))
}

/// Signs out: the session is over on the server, not only in the browser.
pub(super) async fn sign_out(visit: Visit) -> Result<Response, PageError> {
    if let Some(hash) = visit.session() {
        let tx = visit.office()?.begin().await?;
        sessions::end(&tx, hash).await?;
        tx.commit().await?;
    }
    let bye = page::see_other("/wylogowano");
    let cookies = [forget(RESIDENT_COOKIE), forget(BROWSER_COOKIE)];
    Ok(super::clear_site_data(with_cookies(bye, &cookies)))
}

/// The address of the office to which a provider sends the browser back: the one visited, out of
/// those configured for this office.
pub(super) fn callback_url(settings: &Settings, office: &Tenant, visited: &str) -> String {
    match office.hosts().iter().find(|host| host.as_str() == visited) {
        Some(own) => settings.url(own, CALLBACK),
        None => settings.office_url(office.slug(), CALLBACK),
    }
}

/// Providers that may be used: those for development only where there is development, and then
/// at the address this program has, whichever port it was given.
fn providers(office: &Tenant, settings: &Settings) -> Vec<IdentityProvider> {
    let mut all = office.profile().identity_providers.clone();
    all.retain(|provider| settings.is_development() || !provider.development);
    let here = format!("login.{}", settings.base_domain);
    let ours = |issuer: &str| {
        let host = issuer.split_once("://").map_or(issuer, |(_, rest)| rest);
        host.split([':', '/']).next() == Some(here.as_str())
    };
    for provider in all.iter_mut().filter(|provider| provider.development) {
        if ours(&provider.issuer) {
            provider.issuer = settings.url(&here, "");
        }
    }
    all
}

fn find_provider(office: &Tenant, settings: &Settings, key: &str) -> Option<IdentityProvider> {
    let mut all = providers(office, settings).into_iter();
    all.find(|provider| provider.key == key)
}

fn used<'a>(visit: &Visit, office: &Tenant, provider: &'a IdentityProvider) -> Use<'a> {
    Use {
        tenant: office.id(),
        provider,
        redirect: callback_url(visit.app().settings(), office, visit.host()),
        now: visit.app().now(),
    }
}

/// Takes the sign-in under way out, whatever comes of it: a state counts once.
async fn take(
    app: &AppState,
    office: &Tenant,
    brought: &[(String, String)],
    headers: &HeaderMap,
) -> Result<Option<SignIn>, PageError> {
    let Some(state) = only(brought, "state") else {
        return Ok(None);
    };
    let browser = cookie_value(headers, BROWSER_COOKIE).unwrap_or_default();
    let (state, holder) = (tokens::hash(state), tokens::hash(&browser));
    let tx = office.begin().await?;
    let begun = sign_ins::take(&tx, &state, &holder, app.now()).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Keeps the resident in this office and opens a session under a new token.
async fn let_in(
    visit: &Visit,
    app: &AppState,
    office: &Tenant,
    (provider, vouched): (&str, &Vouched),
) -> Result<String, PageError> {
    let now = app.now();
    let tx = office.begin().await?;
    let (issuer, subject) = (&vouched.issuer, &vouched.subject);
    let ResidentId(id) =
        store::residents::sign_in(&tx, issuer, subject, &vouched.identity, now).await?;
    if let Some(before) = visit.session() {
        sessions::end(&tx, before).await?;
    }
    let token = tokens::fresh();
    let person = (PersonKind::Resident, id);
    let assurance = vouched.assurance;
    sessions::open(&tx, &tokens::hash(&token), person, assurance, false, now).await?;
    let actor = format!("resident:{id}");
    let detail = format!("provider={provider} assurance={}", assurance.as_str());
    let entry = Entry {
        at: now,
        actor: &actor,
        action: "signed_in",
        subject: &actor,
        detail: &detail,
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    Ok(token)
}

/// Notes why nobody was signed in and shows what can be done; the reason stays with us.
async fn refused(
    visit: &Visit,
    key: &str,
    reason: &str,
    again: Option<(&str, Assurance)>,
) -> Result<Response, PageError> {
    tracing::info!(
        request_id = visit.request_id(),
        reason,
        "a sign-in was refused"
    );
    let Some(again) = again else {
        // Anybody can make up a state: such tries are not worth a row each.
        let again = (return_to::HOME, Assurance::Low);
        return trouble_page(visit, key, StatusCode::FORBIDDEN, again);
    };
    let tx = visit.office()?.begin().await?;
    let entry = Entry {
        at: visit.app().now(),
        actor: "nobody",
        action: "sign_in_refused",
        subject: "sign_in",
        detail: key,
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    trouble_page(visit, key, StatusCode::FORBIDDEN, again)
}

/// The provider is away or not set up: somebody here must look.
fn trouble(
    visit: &Visit,
    fault: &ProviderFault,
    again: (&str, Assurance),
) -> Result<Response, PageError> {
    let request_id = visit.request_id();
    tracing::warn!(request_id, %fault, "an identity provider cannot be used");
    trouble_page(
        visit,
        "signin-provider-away",
        StatusCode::SERVICE_UNAVAILABLE,
        again,
    )
}

fn trouble_page(
    visit: &Visit,
    key: &str,
    status: StatusCode,
    (back, wanted): (&str, Assurance),
) -> Result<Response, PageError> {
    let title = visit.t(&format!("{key}-title"));
    let level = visit.t(&format!("assurance-{}", wanted.as_str()));
    let page = TroublePage {
        crumbs: visit.crumbs(&[("", &title)]),
        text: visit.t1(&format!("{key}-text"), "level", &level),
        again: format!(
            "/logowanie?powrot={}&poziom={}",
            encode(back),
            wanted.as_str()
        ),
        page: visit.page(title),
    };
    page::html(status, &page)
}

/// The one value of `name`; none when it is sent twice.
fn only<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut values = pairs.iter().filter(|(key, _)| key == name);
    let (_, value) = values.next()?;
    values.next().is_none().then_some(value.as_str())
}
