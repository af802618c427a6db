-- Fast capture: three times of a record are kept, and what each method of inspection asks for besides.
alter table record
  add column clock time,
  add column happened text not null default '',
  add column details jsonb not null default '{}' constraint record_details check (jsonb_typeof(details) = 'object');
comment on column record.clock is 'the time of the day at which it was observed; none where only the day is known';
comment on column record.happened is 'when it happened, where that is another time: a day, a shift, a span, in words';
comment on column record.details is 'what the method asks for besides, by field: texts, numbers, rows; the fields of each method are data of the application';
create index record_place on record (inspection_id, place);
create index record_author on record (inspection_id, author_id, id desc);
