//! Codes of the words of `domain` as they stand in documents.

pub(super) mod procedure {
    //! Procedure (tryb) by its code.

    use domain::procedure::Procedure;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::definition) fn serialize<S: Serializer>(
        procedure: &Procedure,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(procedure.as_str())
    }

    pub(in crate::definition) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Procedure, D::Error> {
        let code = String::deserialize(deserializer)?;
        Procedure::parse(&code).map_err(D::Error::custom)
    }
}

pub(super) mod assurance {
    //! Level of identity by its code.

    use domain::assurance::Assurance;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in crate::definition) fn serialize<S: Serializer>(
        assurance: &Assurance,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(assurance.as_str())
    }

    pub(in crate::definition) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Assurance, D::Error> {
        let code = String::deserialize(deserializer)?;
        Assurance::parse(&code).map_err(D::Error::custom)
    }
}
