//! Where a request comes from: the address of its sender, through the proxies that this installation trusts.
use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, request::Parts},
};

/// The header in which a proxy says for whom it asks.
const FORWARDED: &str = "x-forwarded-for";

/// An address, or all that begin with the same bits: `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: u128,
    host_bits: u32,
    v4: bool,
}

impl Network {
    fn has(&self, address: IpAddr) -> bool {
        let (bits, v4) = bits(address);
        v4 == self.v4 && (bits ^ self.base).checked_shr(self.host_bits).unwrap_or(0) == 0
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refusal = || format!("`{text}` is not an address or network such as 10.1.2.3 or 10.1.0.0/16");
        let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        let address: IpAddr = address.trim().parse().map_err(|_not_an_address| refusal())?;
        let (base, v4) = bits(address);
        let width = if v4 { 32 } else { 128 };
        let length = match length {
            Some(length) => length.trim().parse().ok().filter(|length| *length <= width).ok_or_else(refusal)?,
            None => width,
        };
        Ok(Self { base, host_bits: width - length, v4 })
    }
}

fn bits(address: IpAddr) -> (u128, bool) {
    match address.to_canonical() {
        IpAddr::V4(address) => (u128::from(u32::from(address)), true),
        IpAddr::V6(address) => (u128::from(address), false),
    }
}

/// The sender's address as text. What `X-Forwarded-For` says is believed as far as trusted proxies have written it: read
/// from the right, the first address that is none of them is the sender.
pub fn of(parts: &Parts, trusted: &[Network]) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    peer.map_or_else(|| "unknown".to_owned(), |peer| sender(peer, &parts.headers, trusted).to_canonical().to_string())
}

fn sender(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.has(address));
    let lines: Vec<&str> = headers.get_all(FORWARDED).iter().filter_map(|line| line.to_str().ok()).collect();
    let mut sender = peer;
    for said in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !is_trusted(sender) {
            break;
        }
        // what cannot be read ends the chain at whoever passed it on
        let Ok(address) = said.trim().parse() else { break };
        sender = address;
    }
    sender
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, said: &[&'static str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in said {
            headers.append(FORWARDED, axum::http::HeaderValue::from_static(line));
        }
        let trusted: Vec<Network> = trusted.iter().map(|text| text.parse().expect("a network")).collect();
        sender(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn a_proxy_is_believed_only_when_it_is_trusted() {
        assert_eq!(from("10.0.0.7", &["192.0.2.1"], &[]), "10.0.0.7");
        assert_eq!(from("10.0.0.7", &["192.0.2.1"], &["10.0.0.0/8"]), "192.0.2.1");
        assert_eq!(from("10.0.0.7", &["192.0.2.1"], &["10.0.0.8"]), "10.0.0.7");
        assert_eq!(from("fd00::7", &["192.0.2.1"], &["fd00::/8"]), "192.0.2.1");
        assert_eq!(from("::ffff:10.0.0.7", &["192.0.2.1"], &["10.0.0.7"]), "192.0.2.1");
    }

    #[test]
    fn what_the_sender_claims_is_not_believed() {
        assert_eq!(from("10.0.0.7", &["198.51.100.1, 192.0.2.1"], &["10.0.0.0/8"]), "192.0.2.1");
        assert_eq!(from("10.0.0.7", &["198.51.100.1, 192.0.2.1", "10.0.0.8"], &["10.0.0.0/8"]), "192.0.2.1");
        assert_eq!(from("10.0.0.7", &["192.0.2.1, nonsense"], &["10.0.0.0/8"]), "10.0.0.7");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["10.0.0.0/33", "10.0.0", "proxy.example", "fd00::/129", "/8", ""] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
        assert!("0.0.0.0/0".parse::<Network>().is_ok_and(|all| all.has(IpAddr::from([192, 0, 2, 1]))));
    }
}
