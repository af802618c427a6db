//! An answer, read as its reader does: by what stands where, not by its source.
use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

pub struct Page {
    pub address: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub source: String,
    /// The answer as it came, where it is no text.
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn new(address: String, status: StatusCode, headers: HeaderMap, body: &[u8]) -> Self {
        Self { address, status, headers, source: String::from_utf8_lossy(body).into_owned(), bytes: body.to_vec() }
    }

    /// Fails, with what the page says, unless the answer has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.address, self.text());
        self
    }

    /// Where a post led.
    #[track_caller]
    pub fn leads(self) -> String {
        let page = self.is(303);
        page.header(header::LOCATION.as_str()).expect("a place").to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.source)
    }

    /// What `read` makes of every element that a selector finds.
    pub fn each<T>(&self, css: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(css).expect("a selector");
        self.html().select(&selector).map(read).collect()
    }

    /// The texts of every element that a selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.each(css, |element| plain(&element))
    }

    /// An attribute of every element that has it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.each(css, |element| element.attr(name).map(ToOwned::to_owned)).into_iter().flatten().collect()
    }

    pub fn has(&self, css: &str) -> bool {
        !self.each(css, |_| ()).is_empty()
    }

    /// What a reader sees of the main part, or of all where there is none.
    pub fn text(&self) -> String {
        let main = self.texts("main");
        if main.is_empty() { self.texts("body").join(" ") } else { main.join(" ") }
    }

    /// The ids of the rows that a list shows.
    pub fn rows(&self) -> Vec<String> {
        self.attributes("tr[data-id]", "data-id")
    }

    /// The names of the key figures, each once.
    pub fn shown_figures(&self) -> Vec<String> {
        let mut names = self.attributes("a data[data-figure]", "data-figure");
        names.sort();
        names.dedup();
        names
    }

    /// A key figure.
    #[track_caller]
    pub fn figure(&self, name: &str) -> i64 {
        let values = self.attributes(&format!("data[data-figure={name}]"), "value");
        let Some(value) = values.first() else { absent(name, &self.address) };
        value.parse().expect("a number")
    }

    /// The list that a key figure leads to.
    #[track_caller]
    pub fn figure_leads(&self, name: &str) -> String {
        let css = format!("a:has(data[data-figure={name}])");
        let Some(list) = self.attributes(&css, "href").into_iter().next() else { absent(name, &self.address) };
        list
    }

    /// The fields of the form that is sent to `action`, as they start.
    #[track_caller]
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let html = self.html();
        let forms = Selector::parse("form").expect("a selector");
        let fields = Selector::parse("input, textarea, select").expect("a selector");
        let chosen = Selector::parse("option[selected]").expect("a selector");
        let form = html.select(&forms).find(|form| form.attr("action") == Some(action));
        let Some(form) = form else { absent(action, &self.address) };
        let read = |field: ElementRef<'_>| {
            let name = field.attr("name")?.to_owned();
            let value = match (field.value().name(), field.attr("type")) {
                ("textarea", _) => field.text().collect::<String>().trim_start_matches('\n').to_owned(),
                ("select", _) => field.select(&chosen).next()?.attr("value")?.to_owned(),
                (_, Some("checkbox" | "radio")) if field.attr("checked").is_none() => return None,
                _ => field.attr("value").unwrap_or_default().to_owned(),
            };
            Some((name, value))
        };
        form.select(&fields).filter_map(read).collect()
    }
}

fn plain(element: &ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn absent(what: &str, address: &str) -> ! {
    panic!("{address} has no {what}")
}
