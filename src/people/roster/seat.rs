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

/// Mean radius of the earth, and how much longer roads are than the straight line.
const EARTH_KM: f64 = 6371.0;
const ROADS: f64 = 1.3;

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

    /// Kilometres by road, roughly: the great circle and a third.
    pub fn km(&self, other: &Self) -> f64 {
        let (one, two) = (self.lat.to_radians(), other.lat.to_radians());
        let (dy, dx) = ((two - one) / 2.0, (other.lon - self.lon).to_radians() / 2.0);
        let arc = dy.sin().powi(2) + one.cos() * two.cos() * dx.sin().powi(2);
        2.0 * EARTH_KM * arc.sqrt().asin() * ROADS
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
        let km = Seat::of("450100").zip(Seat::of("450300")).map_or(0.0, |(nanning, guilin)| nanning.km(&guilin));
        assert!((400.0..480.0).contains(&km), "{km}");
    }
}
