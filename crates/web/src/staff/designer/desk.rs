//! The two desks at which services are written: an office's own, and the lead's for templates.

use access::{Action, Resource};

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
