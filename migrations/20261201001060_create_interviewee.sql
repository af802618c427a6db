-- 谈话对象: who was spoken to, in a compartment of its own. The words are sealed with a key that the database never sees; the row is
-- shown only to the inspectors of the interview, the leader and the lead prosecutor; every look is put on record.
alter table record add column interviewee_no int;
alter table record add constraint record_interviewee_no unique (inspection_id, interviewee_no);
comment on column record.interviewee_no is 'the number by which all others know who was spoken to: 谈话对象 3; none where nobody was';

create table interviewee (
  record_id uuid constraint interviewee_pk primary key,
  inspection_id uuid not null,
  sealed bytea not null constraint interviewee_sealed check (octet_length(sealed) > 40),
  by_id uuid not null references person,
  at timestamptz not null,
  foreign key (record_id, inspection_id) references record (id, inspection_id)
);
comment on table interviewee is 'the identity of who was spoken to, sealed; rows are added, never changed';
comment on column interviewee.record_id is 'the record of the interview';
comment on column interviewee.inspection_id is 'its case';
comment on column interviewee.sealed is 'version, nonce, then name, number and ward under XChaCha20-Poly1305 with the record''s id as associated data; the key lies in the data directory';
comment on column interviewee.by_id is 'who wrote it';
comment on column interviewee.at is 'when it was written';
create trigger interviewee_append_only before update or delete on interviewee for each row execute function refuse();

create function interviewee_known(the_record uuid, the_case uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from record_inspector i where i.record_id = the_record and i.person_id = actor_person())
      or exists (select from team_member t where t.inspection_id = the_case and t.person_id = actor_person() and t.place in ('lead_prosecutor', 'team_leader'));
end $$;
comment on function interviewee_known is 'whether the acting person may know who was spoken to: an inspector of the interview, the leader, the lead prosecutor';
alter table interviewee enable row level security;
create policy interviewee_reach on interviewee for all to xunjian_web using (case_seen(inspection_id) and interviewee_known(record_id, inspection_id));
create policy interviewee_own_name on interviewee as restrictive for insert to xunjian_web with check (by_id = actor_person());
grant select, insert on interviewee to xunjian_web;

create table interviewee_view (
  id uuid constraint interviewee_view_pk primary key,
  record_id uuid not null references interviewee,
  person_id uuid not null references person,
  at timestamptz not null
);
create index interviewee_view_record on interviewee_view (record_id, at desc);
comment on table interviewee_view is 'who looked at the identity of who was spoken to; rows are added, never changed';
comment on column interviewee_view.id is 'key';
comment on column interviewee_view.record_id is 'the interview';
comment on column interviewee_view.person_id is 'who looked';
comment on column interviewee_view.at is 'when';
create trigger interviewee_view_append_only before update or delete on interviewee_view for each row execute function refuse();
alter table interviewee_view enable row level security;
create policy interviewee_view_reach on interviewee_view for all to xunjian_web using (exists (select from interviewee i where i.record_id = interviewee_view.record_id));
create policy interviewee_view_own_name on interviewee_view as restrictive for insert to xunjian_web with check (person_id = actor_person());
grant select, insert on interviewee_view to xunjian_web;
