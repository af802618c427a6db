//! Everything that is tested without a browser, in one binary: the house itself, its rooms, and the journeys through them.
#![allow(
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a helper of a test fails as loudly as the test; our own files are named in lower case"
)]

mod attack {
    mod kill;
    mod secrecy;
}
mod foundation {
    mod embedded;
    mod memo;
    mod outage;
    mod request;
    mod trail;
}
mod house;
mod journey {
    mod cross;
    mod forms;
    mod living;
    mod mobile;
}
mod law {
    mod calendar;
    mod checklist;
    mod parameter;
    mod taxonomy;
}
mod people {
    mod access;
    mod administration;
    mod administration_places;
    mod audit;
    mod organisation;
    mod posts;
    mod reach;
    mod roster;
    mod sign_in;
}
mod support;
mod workflow {
    mod board;
    mod calendar_feed;
    mod case_file;
    mod clue;
    mod confidence;
    mod conflict;
    mod coverage;
    mod cross;
    mod deadline;
    mod desk;
    mod document;
    mod documents;
    mod evidence;
    mod facility_file;
    mod finding;
    mod incident;
    mod ledger;
    mod liaison;
    mod material;
    mod objection;
    mod oral;
    mod outbox;
    mod paper;
    mod plan;
    mod print;
    mod record;
    mod record_capture;
    mod record_checklist;
    mod record_day;
    mod record_interview;
    mod record_sign;
    mod rectification;
    mod review;
    mod round;
    mod scale;
    mod sealed;
    mod speed;
    mod staff;
    mod statistics;
    mod step;
    mod volume;
}
