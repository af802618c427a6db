//! Where the cities lie, for distances: the seats of `reference/city_seats.csv`.
use std::sync::LazyLock;

use serde::Deserialize;

const SEATS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/city_seats.csv"));

/// The seat of a city.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Seat {
    /// The division's code, such as 450100.
    pub division: String,
    pub lat: f64,
    pub lon: f64,
}

/// By code; what does not parse is no seat, and a test sees that all do.
static ALL: LazyLock<Vec<Seat>> =
    LazyLock::new(|| csv::Reader::from_reader(SEATS.as_bytes()).deserialize().filter_map(Result::ok).collect());

/// Where a city's seat lies, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    pub lat: f64,
    pub lon: f64,
}

/// Road kilometres between two cities, roughly: great circle times 1.3.
pub fn kilometres(one: Coordinates, other: Coordinates) -> u32 {
    const EARTH: f64 = 6371.0;
    const ROAD: f64 = 1.3;
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let (south, north) = (one.lat.to_radians().cos(), other.lat.to_radians().cos());
    let chord = half(one.lat, other.lat) + south * north * half(one.lon, other.lon);
    let road = (2.0 * EARTH * chord.clamp(0.0, 1.0).sqrt().asin() * ROAD).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 26,020")]
    let road = road as u32;
    road
}

impl Seat {
    /// The seat of the city in which a division lies; the region's own seat is its first city.
    pub fn of(division: &str) -> Option<Self> {
        let city = |prefix: &str| ALL.iter().find(|seat| seat.division.starts_with(prefix)).cloned();
        match division.get(..4) {
            Some(prefix) if prefix.ends_with("00") => city(&division[..2]),
            Some(prefix) => city(prefix),
            None => None,
        }
    }

    pub const fn at(&self) -> Coordinates {
        Coordinates { lat: self.lat, lon: self.lon }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_division_lies_in_a_city() {
        assert_eq!(ALL.len(), SEATS.trim().lines().count() - 1);
        let seat = |division: &str| Seat::of(division).map(|seat| seat.division);
        assert_eq!(seat("450105").as_deref(), Some("450100"));
        assert_eq!(seat("450000").as_deref(), Some("450100"));
        assert_eq!(seat("999900"), None);
    }

    #[test]
    fn nanning_and_guilin_lie_some_four_hundred_kilometres_apart() {
        let seats = Seat::of("450100").zip(Seat::of("450300"));
        let km = seats.map_or(0, |(nanning, guilin)| kilometres(nanning.at(), guilin.at()));
        assert!((400..480).contains(&km), "{km}");
    }
}
