-- A record may say which point of the plan it is about.
alter table record add column focus text not null default '';
comment on column record.focus is 'the point of the plan''s 检察内容 that was inspected, in the words of the approved plan; empty where it is about none';
