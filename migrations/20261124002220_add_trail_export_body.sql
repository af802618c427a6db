-- An export is kept as it left, so that a file can be compared with it whatever is renamed later.
alter table trail_export add column body bytea not null;
comment on column trail_export.body is 'the whole file';
