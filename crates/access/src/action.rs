//! What can be done, and to which kinds of things.

use std::fmt;

use crate::resource::Kind;

/// An act a route declares and a handler asks about. What is not here cannot be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    // In public.
    SeeCatalogue,
    SignIn,
    VerifyReceipt,
    // As a resident.
    StartDraft,
    EditDraft,
    FileApplication,
    SeeOwnCase,
    AnswerQuestion,
    SeeAccount,
    ChangeAccount,
    TakeAwayData,
    /// The desk of the office: its first page, whatever work the person has.
    SeeDesk,
    // On cases. Seeing the inbox is the page (office) and one row of it (case).
    SeeInbox,
    RegisterCase,
    /// The page of a case with its course, without the answers and files.
    SeeCase,
    TakeOn,
    Assign,
    Ask,
    Settle,
    CloseCase,
    ReopenCase,
    HandOver,
    ReadAnswers,
    DownloadFile,
    /// Who has looked at this application or case.
    SeeWhoLooked,
    // On the staff.
    SeeStaff,
    InviteStaff,
    ChangeRoles,
    /// An account of the staff, off and on again.
    SwitchStaff,
    EndSessions,
    // On the office.
    SeeSettings,
    ChangeSettings,
    SeeAudit,
    /// The services as their editors see them, unpublished ones too.
    SeeServices,
    ChangeServices,
    PublishServices,
    // On the platform.
    /// The console: its first page, whatever work the person has.
    SeeConsole,
    SeeOffices,
    PlanOffices,
    ApplyOffices,
    SuspendOffice,
    SeeOfficeHealth,
    /// The lead's templates as their editors see them, with who adopts which edition.
    SeeTemplates,
    ChangeTemplates,
    PublishTemplates,
}

impl Action {
    pub const ALL: [Self; 45] = [
        Self::SeeCatalogue,
        Self::SignIn,
        Self::VerifyReceipt,
        Self::StartDraft,
        Self::EditDraft,
        Self::FileApplication,
        Self::SeeOwnCase,
        Self::AnswerQuestion,
        Self::SeeAccount,
        Self::ChangeAccount,
        Self::TakeAwayData,
        Self::SeeDesk,
        Self::SeeInbox,
        Self::RegisterCase,
        Self::SeeCase,
        Self::TakeOn,
        Self::Assign,
        Self::Ask,
        Self::Settle,
        Self::CloseCase,
        Self::ReopenCase,
        Self::HandOver,
        Self::ReadAnswers,
        Self::DownloadFile,
        Self::SeeWhoLooked,
        Self::SeeStaff,
        Self::InviteStaff,
        Self::ChangeRoles,
        Self::SwitchStaff,
        Self::EndSessions,
        Self::SeeSettings,
        Self::ChangeSettings,
        Self::SeeAudit,
        Self::SeeServices,
        Self::ChangeServices,
        Self::PublishServices,
        Self::SeeConsole,
        Self::SeeOffices,
        Self::PlanOffices,
        Self::ApplyOffices,
        Self::SuspendOffice,
        Self::SeeOfficeHealth,
        Self::SeeTemplates,
        Self::ChangeTemplates,
        Self::PublishTemplates,
    ];

    /// The code used in the policy and in the audit trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SeeCatalogue => "see_catalogue",
            Self::SignIn => "sign_in",
            Self::VerifyReceipt => "verify_receipt",
            Self::StartDraft => "start_draft",
            Self::EditDraft => "edit_draft",
            Self::FileApplication => "file_application",
            Self::SeeOwnCase => "see_own_case",
            Self::AnswerQuestion => "answer_question",
            Self::SeeAccount => "see_account",
            Self::ChangeAccount => "change_account",
            Self::TakeAwayData => "take_away_data",
            Self::SeeDesk => "see_desk",
            Self::SeeInbox => "see_inbox",
            Self::RegisterCase => "register_case",
            Self::SeeCase => "see_case",
            Self::TakeOn => "take_on",
            Self::Assign => "assign",
            Self::Ask => "ask",
            Self::Settle => "settle",
            Self::CloseCase => "close_case",
            Self::ReopenCase => "reopen_case",
            Self::HandOver => "hand_over",
            Self::ReadAnswers => "read_answers",
            Self::DownloadFile => "download_file",
            Self::SeeWhoLooked => "see_who_looked",
            Self::SeeStaff => "see_staff",
            Self::InviteStaff => "invite_staff",
            Self::ChangeRoles => "change_roles",
            Self::SwitchStaff => "switch_staff",
            Self::EndSessions => "end_sessions",
            Self::SeeSettings => "see_settings",
            Self::ChangeSettings => "change_settings",
            Self::SeeAudit => "see_audit",
            Self::SeeServices => "see_services",
            Self::ChangeServices => "change_services",
            Self::PublishServices => "publish_services",
            Self::SeeConsole => "see_console",
            Self::SeeOffices => "see_offices",
            Self::PlanOffices => "plan_offices",
            Self::ApplyOffices => "apply_offices",
            Self::SuspendOffice => "suspend_office",
            Self::SeeOfficeHealth => "see_office_health",
            Self::SeeTemplates => "see_templates",
            Self::ChangeTemplates => "change_templates",
            Self::PublishTemplates => "publish_templates",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == code)
    }

    /// The kinds of things it can be done to. On any other kind it is refused to everybody, and
    /// a rule about it keeps the program from starting.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::SeeCatalogue
            | Self::SeeServices
            | Self::ChangeServices
            | Self::PublishServices => &[Kind::Catalogue],
            Self::SignIn => &[Kind::Office, Kind::Platform],
            Self::VerifyReceipt => &[Kind::Receipt],
            Self::StartDraft | Self::EditDraft | Self::FileApplication => {
                &[Kind::AnonymousDraft, Kind::Draft]
            }
            Self::SeeOwnCase | Self::SeeWhoLooked | Self::ReadAnswers => {
                &[Kind::Application, Kind::Case]
            }
            Self::SeeAccount | Self::ChangeAccount | Self::TakeAwayData => &[Kind::Account],
            Self::SeeDesk => &[Kind::Office],
            Self::SeeInbox => &[Kind::Office, Kind::Case],
            Self::AnswerQuestion
            | Self::RegisterCase
            | Self::SeeCase
            | Self::TakeOn
            | Self::Assign
            | Self::Ask
            | Self::Settle
            | Self::CloseCase
            | Self::ReopenCase
            | Self::HandOver => &[Kind::Case],
            Self::DownloadFile => &[Kind::File],
            Self::SeeStaff | Self::InviteStaff | Self::ChangeRoles | Self::SwitchStaff => {
                &[Kind::Staff]
            }
            Self::EndSessions => &[Kind::Account, Kind::Staff],
            Self::SeeSettings | Self::ChangeSettings => &[Kind::Settings],
            Self::SeeAudit => &[Kind::AuditTrail, Kind::Platform],
            Self::SeeConsole
            | Self::SeeOffices
            | Self::PlanOffices
            | Self::ApplyOffices
            | Self::SuspendOffice
            | Self::SeeOfficeHealth
            | Self::SeeTemplates
            | Self::ChangeTemplates
            | Self::PublishTemplates => &[Kind::Platform],
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
