//! A calendar as other programs read it (RFC 5545): days, never hours; what is not opened says that there is something, and where to
//! sign in and see.
use chrono::{DateTime, Days, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};

use crate::{
    foundation::text::Lang,
    workflow::round::calendar::model::{Item, What},
};

/// How often a program is to ask again.
const ASK_AGAIN: &str = "PT6H";

/// The calendar as text. `site` is the address of this installation, where it is known.
pub fn calendar(items: &[Item], site: Option<&str>, l: Lang, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::new();
    calendar.name(&l.t("feed-name"));
    calendar
        .append_property(Property::new("REFRESH-INTERVAL", ASK_AGAIN).append_parameter(("VALUE", "DURATION")).done());
    for item in items {
        calendar.push(event(item, site, l, now));
    }
    calendar.done().to_string()
}

fn event(item: &Item, site: Option<&str>, l: Lang, now: DateTime<Utc>) -> Event {
    let mut event = Event::new();
    // what is hidden looks like a day off, in what people read and in what programs do
    let kind = if item.what == What::Sealed { What::Away } else { item.what };
    event.uid(&format!("{kind}-{}@xunjian", item.id)).timestamp(now).summary(&summary(item, l));
    // the last day is counted in here, and not there
    event.starts(item.first_day).ends(item.last_day.checked_add_days(Days::new(1)).unwrap_or(item.last_day));
    if let (Some(site), Some(href)) = (site, item.href()) {
        event.url(&format!("{}{href}", site.trim_end_matches('/')));
    }
    event.done()
}

fn summary(item: &Item, l: Lang) -> String {
    let what = l.word(item.what);
    match item.what {
        What::Sealed | What::Away | What::Blackout => what,
        What::Inspection | What::Place => {
            let kind = item.kind.map(|kind| l.word(kind)).unwrap_or_default();
            format!("{kind}{}{}", l.t("part-colon"), item.title(l))
        }
        What::Feedback | What::FollowUp => format!("{what}{}{}", l.t("part-colon"), item.title(l)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::workflow::inspection::Kind;

    fn item(what: What, title: &str) -> Item {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        Item {
            id: Uuid::from_u128(7),
            what,
            kind: (what == What::Inspection).then_some(Kind::Cross),
            title_zh: title.to_owned(),
            title_en: title.to_owned(),
            first_day: day("2022-10-10"),
            last_day: day("2022-11-10"),
        }
    }

    #[test]
    fn a_calendar_is_read_by_other_programs() {
        let text = calendar(
            &[item(What::Inspection, "示例第三监狱，一监区；二监区")],
            Some("https://xunjian.example/"),
            Lang::Zh,
            DateTime::UNIX_EPOCH,
        );
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
        for line in [
            "DTSTART;VALUE=DATE:20221010",
            "DTEND;VALUE=DATE:20221111",
            "DTSTAMP:19700101T000000Z",
            "UID:inspection-00000000-0000-0000-0000-000000000007@xunjian",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
        }
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    }

    #[test]
    fn what_is_not_opened_says_its_days_and_nothing_else() {
        let text =
            calendar(&[item(What::Sealed, "")], Some("https://xunjian.example/"), Lang::Zh, DateTime::UNIX_EPOCH);
        assert!(text.contains(&Lang::Zh.t("month-what-sealed")) && !text.contains("URL"), "{text}");
        assert!(!text.contains("sealed") && !text.contains("/inspections/"), "{text}");
    }
}
