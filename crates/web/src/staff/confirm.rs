//! A page that shows what will happen, before it happens.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;

/// What is asked once more.
pub(super) struct Question<'a> {
    pub(super) title: String,
    pub(super) crumbs: &'a [(&'a str, &'a str)],
    /// What follows from saying yes.
    pub(super) warning: String,
    pub(super) rows: Vec<(String, String)>,
    /// Where yes is posted, with these values.
    pub(super) action: &'a str,
    pub(super) values: Vec<(String, String)>,
    pub(super) yes: String,
    /// Where no leads.
    pub(super) back: &'a str,
}

#[derive(Template)]
#[template(path = "staff/confirm.html")]
struct ConfirmPage<'a> {
    page: Page,
    crumbs: Vec<Crumb>,
    asked: Question<'a>,
}

/// Asks; the same address is posted again with `potwierdzam`.
pub(super) fn ask(visit: &Visit, asked: Question<'_>) -> Result<Response, PageError> {
    let mut crumbs = asked.crumbs.to_vec();
    crumbs.push(("", &asked.title));
    let page = ConfirmPage {
        crumbs: visit.crumbs(&crumbs),
        page: visit.page(asked.title.clone()),
        asked,
    };
    page::html(StatusCode::OK, &page)
}
