//! The frame of every page: titles, navigation, footer, texts.

use access::{Action, Resource};
use askama::Template;
use askama::filters::HtmlSafeOutput;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use catalogue::markup;
use chrono::NaiveDate;
use tenancy::profile::Words;

use crate::visit::{Site, Visit};
use crate::{PageError, assets, duties, polish};

/// What the layouts need; the field `page` of every template.
pub(crate) struct Page {
    visit: Visit,
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) office_name: String,
    pub(crate) office_slug: String,
    pub(crate) signed_in_as: Option<String>,
    /// Where to sign in; empty where nobody can.
    pub(crate) sign_in_href: String,
    pub(crate) sign_out_href: &'static str,
    pub(crate) has_errors: bool,
    pub(crate) css_href: String,
    pub(crate) js_href: String,
    pub(crate) theme_href: String,
    pub(crate) nav: Vec<NavLink>,
    pub(crate) languages: Vec<LangLink>,
    pub(crate) footer: Footer,
    pub(crate) region_href: String,
    /// What the office tells everybody these days.
    pub(crate) banner: Spoken,
    pub(crate) notice: Option<String>,
    /// `success` | `warning`
    pub(crate) notice_kind: &'static str,
    pub(crate) development: bool,
    /// Shown inside of another page: without head, way and foot.
    pub(crate) framed: bool,
    /// Addresses of the page for search engines, where there are any.
    pub(crate) alternates: Option<Alternates>,
}

/// An entry of the main navigation.
pub(crate) struct NavLink {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// A language the office speaks.
pub(crate) struct LangLink {
    pub(crate) code: &'static str,
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// The foot of public pages.
pub(crate) struct Footer {
    /// Whose contact it is: the office's, or of the office that runs the platform.
    pub(crate) name: String,
    pub(crate) contact_lines: Vec<String>,
    pub(crate) bip: Option<String>,
    /// Words of the office.
    pub(crate) text: Spoken,
    pub(crate) declaration_href: &'static str,
    pub(crate) privacy_href: &'static str,
}

/// A text of the office in the visitor's language, or in Polish with that told.
#[derive(Default)]
pub(crate) struct Spoken {
    pub(crate) text: String,
    /// The language, where it is not the page's.
    pub(crate) lang: &'static str,
}

impl Spoken {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// `words` as the visitor reads them.
pub(crate) fn spoken(visit: &Visit, words: &Words) -> Spoken {
    let first = crate::texts::LANGUAGES[0];
    let find = |code: &str| words.get(code).filter(|text| !text.trim().is_empty());
    match (find(visit.lang()), find(first)) {
        (Some(text), _) => Spoken {
            text: text.clone(),
            lang: "",
        },
        (None, Some(text)) => Spoken {
            text: text.clone(),
            lang: first,
        },
        (None, None) => Spoken::default(),
    }
}

/// The office's announcement, on its public pages and within its days.
fn banner(visit: &Visit) -> Spoken {
    let tenant = visit.0.tenant.as_ref().filter(|_| !is_desk(visit));
    let Some(texts) = tenant.map(|tenant| &tenant.profile().texts) else {
        return Spoken::default();
    };
    let today = visit.app().today();
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let is_early = day(&texts.banner_from).is_some_and(|from| today < from);
    let is_over = day(&texts.banner_until).is_some_and(|until| today > until);
    match is_early || is_over {
        true => Spoken::default(),
        false => spoken(visit, &texts.banner),
    }
}

/// One step of the breadcrumb.
pub(crate) struct Crumb {
    pub(crate) href: String,
    pub(crate) label: String,
}

impl Page {
    pub(crate) fn new(visit: &Visit, title: String) -> Self {
        let app = visit.app();
        let settings = app.settings();
        let tenant = visit.0.tenant.as_ref();
        let office_name = match (tenant, visit.site()) {
            (Some(tenant), _) => tenant.name().to_owned(),
            (None, Site::Admin) => visit.t("console-name"),
            (None, _) => visit.t("region-name"),
        };
        Self {
            lang: visit.lang(),
            title,
            office_name,
            office_slug: tenant.map(|t| t.slug().to_owned()).unwrap_or_default(),
            signed_in_as: visit.name().map(str::to_owned),
            sign_in_href: match visit.site() {
                Site::Office | Site::Admin => crate::error::sign_in_path(visit),
                Site::Region | Site::Login => String::new(),
            },
            sign_out_href: if is_desk(visit) {
                "/urzad/wyloguj"
            } else {
                "/wyloguj"
            },
            has_errors: false,
            css_href: assets::href(assets::STYLES),
            js_href: assets::href("ratusz.js"),
            theme_href: assets::theme_href(tenant),
            nav: nav(visit),
            languages: languages(visit),
            footer: footer(visit),
            region_href: settings.region_url("/"),
            banner: banner(visit),
            notice: None,
            notice_kind: "success",
            development: settings.is_development(),
            framed: false,
            alternates: None,
            visit: visit.clone(),
        }
    }

    /// Whether the page belongs to the console of the lead.
    pub(crate) fn is_console(&self) -> bool {
        self.visit.site() == Site::Admin
    }

    /// Marks the page as one with faults: the title says so.
    pub(crate) fn with_errors(mut self, has_errors: bool) -> Self {
        self.has_errors = has_errors;
        self
    }

    /// Leaves out what surrounds the content: the page is shown inside of another one.
    pub(crate) fn framed(mut self, framed: bool) -> Self {
        self.framed = framed;
        self
    }

    /// Tells search engines the address of the page, and of the same in these languages.
    pub(crate) fn with_alternates(mut self, path: &str, languages: &[&str]) -> Self {
        self.alternates = Some(Alternates::of(&self.visit, path, languages));
        self
    }

    /// A message about what was just done.
    pub(crate) fn with_notice(mut self, notice: Option<String>) -> Self {
        self.notice = notice;
        self
    }

    /// A message about what is still to be done.
    pub(crate) fn with_warning(mut self, notice: Option<String>) -> Self {
        if notice.is_some() {
            (self.notice, self.notice_kind) = (notice, "warning");
        }
        self
    }

    pub(crate) fn t(&self, key: &str) -> String {
        self.visit.t(key)
    }

    /// The address of a script only some pages have.
    pub(crate) fn script(&self, name: &str) -> String {
        assets::href(name)
    }

    /// A text of an editor as paragraphs and lists. The only way from such a text to markup.
    pub(crate) fn rich(&self, text: impl AsRef<str>) -> HtmlSafeOutput<String> {
        let (text, is_polish) = polish::unmark(text.as_ref());
        let html = markup::html(text);
        HtmlSafeOutput(match is_polish {
            true => format!("<div lang=\"pl\">{html}</div>"),
            false => html,
        })
    }

    /// As [`Page::rich`], for places that hold words only: hints, items, leads.
    pub(crate) fn rich_line(&self, text: impl AsRef<str>) -> HtmlSafeOutput<String> {
        let (text, is_polish) = polish::unmark(text.as_ref());
        let html = markup::inline(text);
        HtmlSafeOutput(match is_polish {
            true => format!("<span lang=\"pl\">{html}</span>"),
            false => html,
        })
    }

    /// Whose data these will be, and whom to ask; empty where there is no office.
    pub(crate) fn privacy_line(&self) -> String {
        let profile = self.visit.0.tenant.as_ref().map(tenancy::Tenant::profile);
        profile.map_or_else(String::new, |profile| {
            let values = [
                ("controller", profile.controller.as_str()),
                ("email", profile.dpo_email.as_str()),
            ];
            self.visit.tn("privacy-line", &values)
        })
    }

    pub(crate) fn t1(&self, key: &str, name: &str, value: impl ToString) -> String {
        self.visit.t1(key, name, &value.to_string())
    }
}

/// The address of a page, whichever way it was asked for, and the same in other languages.
pub(crate) struct Alternates {
    pub(crate) canonical: String,
    /// Language, or `x-default`, and address.
    pub(crate) languages: Vec<(String, String)>,
}

impl Alternates {
    /// `path` is a path of the site without a query; Polish is shown without being asked for.
    pub(crate) fn of(visit: &Visit, path: &str, languages: &[&str]) -> Self {
        let base = crate::api::site_url(visit, path);
        let mut alternates: Vec<(String, String)> = languages
            .iter()
            .map(|code| ((*code).to_owned(), format!("{base}?jezyk={code}")))
            .collect();
        alternates.push(("x-default".to_owned(), base.clone()));
        Self {
            canonical: base,
            languages: alternates,
        }
    }
}

/// Media type of pages.
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// Renders a page.
///
/// # Errors
/// [`PageError::Internal`] if the template fails.
pub(crate) fn html(status: StatusCode, template: &impl Template) -> Result<Response, PageError> {
    let body = polish::tell(template.render().map_err(PageError::internal)?);
    Ok((status, [(CONTENT_TYPE, HTML)], body).into_response())
}

/// Sends the browser on with GET. `path` is a path of this site made by the program.
pub(crate) fn see_other(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path.to_owned())]).into_response()
}

fn is_desk(visit: &Visit) -> bool {
    visit.site() == Site::Office && crate::identify::is_desk(visit.path())
}

fn nav(visit: &Visit) -> Vec<NavLink> {
    let may = |action, resource| {
        visit
            .app()
            .access()
            .allows(visit.actor(), action, &resource)
    };
    let mut links: Vec<(&str, &str)> = Vec::new();
    match visit.site() {
        Site::Office if is_desk(visit) => {
            if may(Action::SeeInbox, Resource::Office) {
                links.push(("/urzad", "nav-inbox"));
            }
            if may(Action::SeeServices, Resource::Catalogue) {
                links.push(("/urzad/uslugi", "nav-services-edit"));
            }
            if may(Action::SeeStaff, Resource::Staff { id: None }) {
                links.push(("/urzad/osoby", "nav-people"));
            }
            if may(Action::SeeSettings, Resource::Settings) {
                links.push(("/urzad/ustawienia", "nav-settings"));
            }
            if may(Action::SeeAudit, Resource::AuditTrail) {
                links.push(("/urzad/rejestr-zdarzen", "nav-audit"));
            }
        }
        Site::Office => {
            links.push(("/uslugi", "nav-services"));
            if visit.name().is_some() {
                links.push(("/sprawy", "nav-my-cases"));
                links.push(("/moje", "nav-my-drafts"));
            }
            links.push(("/weryfikacja", "nav-verify"));
        }
        Site::Region => links.extend([("/uslugi", "nav-services"), ("/urzedy", "nav-offices")]),
        Site::Admin if visit.name().is_some() => {
            let all = [
                ("/", "nav-offices", Action::SeeOffices),
                ("/szablony", "nav-templates", Action::SeeTemplates),
                ("/plan", "nav-plan", Action::PlanOffices),
                ("/mury", "nav-walls", Action::SeeOfficeHealth),
            ];
            let own = all
                .iter()
                .filter(|(_, _, action)| may(*action, Resource::Platform));
            links.extend(own.map(|(href, key, _)| (*href, *key)));
        }
        Site::Admin | Site::Login => {}
    }
    let here = visit.path().split('?').next().unwrap_or_default();
    let current = links
        .iter()
        .map(|(href, _)| *href)
        .filter(|href| here == *href || (*href != "/" && here.starts_with(&format!("{href}/"))))
        .max_by_key(|href| href.len());
    links
        .iter()
        .map(|(href, key)| NavLink {
            href: (*href).to_owned(),
            label: visit.t(key),
            current: current == Some(href),
        })
        .collect()
}

fn languages(visit: &Visit) -> Vec<LangLink> {
    let path = visit.path().split('?').next().unwrap_or("/");
    crate::identify::languages_at(visit.site(), visit.0.tenant.as_ref(), path)
        .into_iter()
        .map(|code| LangLink {
            code,
            label: visit.app().texts().get(code, "language-name", &[]),
            href: format!("{path}?jezyk={code}"),
            current: code == visit.lang(),
        })
        .collect()
}

/// Checked at onboarding, checked again here: a link never runs anything.
fn is_page(address: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

fn footer(visit: &Visit) -> Footer {
    let mut contact_lines = Vec::new();
    let office = visit.0.tenant.clone().or_else(|| duties::lead(visit));
    let profile = office.as_ref().map(tenancy::Tenant::profile);
    if let Some(profile) = profile {
        let contact = &profile.contact;
        contact_lines.push(contact.address.clone());
        contact_lines.push(format!("{} {}", contact.postal_code, contact.city));
        contact_lines.push(visit.t1("footer-phone", "phone", &contact.phone));
        contact_lines.push(visit.t1("footer-email", "email", &contact.email));
    }
    contact_lines.retain(|line| !line.trim().is_empty());
    Footer {
        name: office
            .as_ref()
            .map_or_else(|| visit.t("region-name"), |office| office.name().to_owned()),
        contact_lines,
        bip: profile
            .and_then(|p| p.bip.clone())
            .filter(|address| is_page(address)),
        text: match &visit.0.tenant {
            Some(tenant) => spoken(visit, &tenant.profile().texts.footer),
            None => Spoken::default(),
        },
        declaration_href: "/deklaracja-dostepnosci",
        privacy_href: "/dane-osobowe",
    }
}
