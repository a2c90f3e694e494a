//! TERYT: codes and names of the units of territory of the Podlaskie voivodeship.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::identifiers::{IdentifierError, compact, digits};

/// Code, name and kind, one unit a line, sorted by code.
const LIST: &str = include_str!("../data/teryt.csv");

static UNITS: LazyLock<HashMap<&'static str, Unit>> =
    LazyLock::new(|| LIST.lines().skip(1).filter_map(read_line).collect());

/// Code of a unit of territory (TERC): 2, 4 or 7 digits, always one that is on the list.
///
/// The code has no check digit, so only the list can tell a right one. Only Podlaskie is listed.
///
/// # Source
/// Regulation of the Council of Ministers of 15 December 1998 on the TERYT register; the list was
/// equal on 1 January 2020 and 1 January 2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Teryt(&'static str);

/// Kind of a unit of territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Województwo, 2 digits.
    Voivodeship,
    /// Powiat, 4 digits.
    Powiat,
    /// Miasto na prawach powiatu, 4 digits; its gmina has an own code of 7.
    CityWithPowiatRights,
    /// Gmina miejska, last digit 1.
    UrbanGmina,
    /// Gmina wiejska, last digit 2.
    RuralGmina,
    /// Gmina miejsko-wiejska, last digit 3.
    UrbanRuralGmina,
    /// Town in an urban-rural gmina (miasto), last digit 4.
    Town,
    /// Rural part of an urban-rural gmina (obszar wiejski), last digit 5.
    RuralPart,
}

#[derive(Debug, Clone, Copy)]
struct Unit {
    code: &'static str,
    name: &'static str,
    kind: UnitKind,
}

impl Teryt {
    /// Reads a code of 2, 4 or 7 digits; spaces are dropped.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Digits`, `Length`, or `Unknown` for a code not on the list.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let code = compact(text);
        digits(&code)?;
        if ![2, 4, 7].contains(&code.len()) {
            return Err(IdentifierError::Length);
        }
        let unit = UNITS.get(code.as_str()).ok_or(IdentifierError::Unknown)?;
        Ok(Self(unit.code))
    }

    /// All units on the list, by code.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = UNITS.keys().map(|code| Self(code)).collect();
        all.sort_unstable();
        all
    }

    /// The code.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The name, as the register has it; a city and a rural gmina may share one.
    pub fn name(self) -> &'static str {
        self.unit().name
    }

    /// What kind of unit it is.
    pub fn kind(self) -> UnitKind {
        self.unit().kind
    }

    /// The powiat (or city with its rights) the unit lies in; `None` for the voivodeship.
    pub fn powiat(self) -> Option<Self> {
        let code = self.0.get(..4)?;
        UNITS.get(code).map(|unit| Self(unit.code))
    }

    fn unit(self) -> Unit {
        *UNITS
            .get(self.0)
            .expect("a code is made from the list only")
    }
}

impl UnitKind {
    /// Whether the unit is a gmina, which has an office and a stamp duty account of its own.
    pub const fn is_gmina(self) -> bool {
        match self {
            Self::UrbanGmina | Self::RuralGmina | Self::UrbanRuralGmina => true,
            Self::Voivodeship
            | Self::Powiat
            | Self::CityWithPowiatRights
            | Self::Town
            | Self::RuralPart => false,
        }
    }
}

fn read_line(line: &'static str) -> Option<(&'static str, Unit)> {
    let mut cells = line.split(',');
    let (code, name, kind) = (cells.next()?, cells.next()?, cells.next()?);
    let kind = match kind {
        "województwo" => UnitKind::Voivodeship,
        "powiat" => UnitKind::Powiat,
        "miasto na prawach powiatu" => UnitKind::CityWithPowiatRights,
        "gmina miejska" => UnitKind::UrbanGmina,
        "gmina wiejska" => UnitKind::RuralGmina,
        "gmina miejsko-wiejska" => UnitKind::UrbanRuralGmina,
        "miasto" => UnitKind::Town,
        "obszar wiejski" => UnitKind::RuralPart,
        _ => return None,
    };
    Some((code, Unit { code, name, kind }))
}

#[cfg(test)]
mod tests {
    use super::{LIST, Teryt, UnitKind};
    use crate::identifiers::IdentifierError;

    fn count(wanted: fn(UnitKind) -> bool) -> usize {
        Teryt::all()
            .into_iter()
            .filter(|unit| wanted(unit.kind()))
            .count()
    }

    #[test]
    fn every_line_of_the_list_is_a_unit() {
        assert_eq!(Teryt::all().len(), LIST.lines().count() - 1);
        assert_eq!(count(UnitKind::is_gmina), 118);
        assert_eq!(count(|kind| kind == UnitKind::Powiat), 14);
        assert_eq!(count(|kind| kind == UnitKind::CityWithPowiatRights), 3);
    }

    #[test]
    fn the_kind_agrees_with_the_last_digit() {
        for unit in Teryt::all()
            .into_iter()
            .filter(|unit| unit.as_str().len() == 7)
        {
            let digit = match unit.kind() {
                UnitKind::UrbanGmina => '1',
                UnitKind::RuralGmina => '2',
                UnitKind::UrbanRuralGmina => '3',
                UnitKind::Town => '4',
                UnitKind::RuralPart => '5',
                UnitKind::Voivodeship | UnitKind::Powiat | UnitKind::CityWithPowiatRights => '?',
            };
            assert!(unit.as_str().ends_with(digit), "{unit:?}");
            assert!(unit.powiat().is_some(), "{unit:?}");
        }
    }

    #[test]
    fn names_do_not_identify() {
        let city = Teryt::parse("2062011").expect("the city");
        let rural = Teryt::parse("2007022").expect("the rural gmina");
        assert_eq!(city.name(), rural.name());
        assert_ne!(city, rural);
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(Teryt::parse("2009043"), Err(IdentifierError::Unknown));
        assert_eq!(Teryt::parse("1465011"), Err(IdentifierError::Unknown));
        assert_eq!(Teryt::parse("20090"), Err(IdentifierError::Length));
        assert_eq!(Teryt::parse("2009O42"), Err(IdentifierError::Digits));
    }
}
