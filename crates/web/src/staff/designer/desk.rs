//! The two desks at which services are written: an office's own, and the lead's for templates.

use access::{Action, Resource};
use store::StoreError;

use crate::routes::Routes;

/// A desk: the same pages, at addresses and with rights of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    /// `/urzad/uslugi` at an office's address.
    Office,
    /// `/szablony` at the console.
    Lead,
}

impl Desk {
    pub(super) fn routes(self) -> Routes {
        match self {
            Self::Office => Routes::office(),
            Self::Lead => Routes::admin(),
        }
    }

    /// The address of a page at this desk.
    pub(super) fn at(self, office: &'static str, lead: &'static str) -> &'static str {
        match self {
            Self::Office => office,
            Self::Lead => lead,
        }
    }

    /// The page with all services, or all templates.
    pub(super) fn list(self) -> &'static str {
        self.at("/urzad/uslugi", "/szablony")
    }

    /// The page on which something new begins.
    pub(super) fn new_path(self) -> &'static str {
        self.at("/urzad/uslugi/nowa", "/szablony/nowy")
    }

    /// The last word of [`Desk::new_path`]: no slug, for its page would be hidden.
    pub(super) fn word_of_new(self) -> &'static str {
        self.at("nowa", "nowy")
    }

    /// What its texts begin with.
    pub(super) fn key_of_new(self) -> &'static str {
        self.at("designer-new", "templates-new")
    }

    /// Whether a fault says that a sketch of this slug is being written already.
    pub(super) fn is_taken(self, fault: &StoreError) -> bool {
        fault.is_constraint(self.at("service_sketch_slug_key", "template_sketch_slug_key"))
    }

    pub(super) fn list_key(self) -> &'static str {
        self.at("designer-list", "templates-list")
    }

    /// What an act on services of an office is called at this desk.
    pub(super) fn act(self, action: Action) -> Action {
        match (self, action) {
            (Self::Office, action) => action,
            (Self::Lead, Action::SeeServices) => Action::SeeTemplates,
            (Self::Lead, Action::ChangeServices) => Action::ChangeTemplates,
            (Self::Lead, Action::PublishServices) => Action::PublishTemplates,
            (Self::Lead, action) => action,
        }
    }

    pub(super) fn resource(self) -> Resource {
        match self {
            Self::Office => Resource::Catalogue,
            Self::Lead => Resource::Platform,
        }
    }
}
