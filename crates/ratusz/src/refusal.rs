//! A refusal in plain words: what is wrong and what to do about it.

/// Said to the person as it stands, without the chain of sources.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// Refuses with a message and a hint.
pub(crate) fn refuse(message: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
    Refusal {
        message: message.into(),
        hint: hint.into(),
    }
    .into()
}
