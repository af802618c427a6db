-- What happened last, whatever case it belongs to: the desk reads the newest and stops.
create index step_recent on step (subject, at desc);
create index service_recent on service (at desc);
create index reply_recent on reply (at desc);
create index verification_recent on verification (at desc);
create index closing_recent on closing (at desc);
