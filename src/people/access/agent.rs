//! What a browser calls itself, in the few words by which its owner knows it.

/// Signs of a browser and its name; the first that is found counts, since most call themselves Chrome as well.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg/", "Edge"),
    ("QIHU", "360"),
    ("Qaxbrowser/", "Qaxbrowser"),
    ("UBrowser/", "UC"),
    ("QQBrowser/", "QQ"),
    ("Firefox/", "Firefox"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Chrome 126 · Windows`; what nothing is known of stays as it came.
pub fn named(agent: &str) -> String {
    let browser = BROWSERS.iter().find_map(|(sign, name)| {
        let rest = &agent[agent.find(sign)? + sign.len()..];
        let version: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Some(if version.is_empty() || *name == "Safari" { (*name).to_owned() } else { format!("{name} {version}") })
    });
    let system = SYSTEMS.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| (*name).to_owned());
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(name), None) | (None, Some(name)) => name,
        (None, None) => agent.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let agents = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36",
                "Chrome 109 · Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0.1",
                "Edge 126 · Windows",
            ),
            ("Mozilla/5.0 (X11; Linux aarch64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox 115 · Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1",
                "Safari · iPhone",
            ),
            ("curl/8.5.0", "curl/8.5.0"),
            ("", ""),
        ];
        for (agent, name) in agents {
            assert_eq!(named(agent), name);
        }
    }
}
