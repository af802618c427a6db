-- 证据材料: files on records, findings, replies and services; added, voided with a reason, never changed or removed.
alter table reply add constraint reply_id_inspection unique (id, inspection_id);
alter table service add constraint service_id_inspection unique (id, inspection_id);

create table evidence (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  record_id uuid,
  finding_id uuid,
  reply_id uuid,
  service_id uuid,
  name text not null constraint evidence_name check (char_length(name) between 1 and 200),
  kind text not null constraint evidence_kind check (kind in ('jpeg', 'png', 'webp', 'heic', 'pdf', 'docx', 'xlsx', 'pptx', 'doc', 'xls', 'txt', 'csv', 'mp3', 'm4a', 'wav', 'mp4')),
  size bigint not null constraint evidence_size check (size > 0),
  sha256 bytea not null constraint evidence_sha256 check (octet_length(sha256) = 32),
  checked boolean not null default false,
  note text not null default '',
  taken_on date,
  by_id uuid references person,
  at timestamptz not null,
  constraint evidence_one_subject check (num_nonnulls(record_id, finding_id, reply_id, service_id) = 1),
  constraint evidence_of_record foreign key (record_id, inspection_id) references record (id, inspection_id),
  constraint evidence_of_finding foreign key (finding_id, inspection_id) references finding (id, inspection_id),
  constraint evidence_of_reply foreign key (reply_id, inspection_id) references reply (id, inspection_id),
  constraint evidence_of_service foreign key (service_id, inspection_id) references service (id, inspection_id)
);
create index evidence_record on evidence (record_id, at, id) where record_id is not null;
create index evidence_finding on evidence (finding_id, at, id) where finding_id is not null;
create index evidence_reply on evidence (reply_id, at, id) where reply_id is not null;
create index evidence_service on evidence (service_id, at, id) where service_id is not null;
create index evidence_inspection on evidence (inspection_id);
comment on table evidence is '证据材料: one file on one record, finding, reply or service; the file itself lies under the data directory by this id';
comment on column evidence.id is 'also the name of the file on disk, so that equal contents in two cases know nothing of each other';
comment on column evidence.inspection_id is 'the case that it belongs to';
comment on column evidence.record_id is 'the record that it proves, if it is on a record';
comment on column evidence.finding_id is 'the finding that it proves, if it is on a finding';
comment on column evidence.reply_id is 'the reply that it was handed in with, if it is on a reply';
comment on column evidence.service_id is '送达回证: the service that it proves, if it is on a service';
comment on column evidence.name is 'as given by whoever sent it, without the way on the sender''s machine';
comment on column evidence.kind is 'what it is by its content, which its ending agrees with';
comment on column evidence.size is 'bytes';
comment on column evidence.sha256 is 'computed while the file came in; compared whenever it is read';
comment on column evidence.checked is 'the browser computed the same hash before sending';
comment on column evidence.note is 'what it shows, in the words of whoever added it';
comment on column evidence.taken_on is 'the day on which it was obtained, where that was said';
comment on column evidence.by_id is 'who added it; none for history';
comment on column evidence.at is 'when it was received';
create trigger evidence_append_only before update or delete on evidence for each row execute function refuse();

create table evidence_void (
  evidence_id uuid not null references evidence,
  reason text not null constraint evidence_void_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint evidence_void_pk primary key (evidence_id)
);
comment on table evidence_void is '作废: the file stays, marked, with who and why';
comment on column evidence_void.evidence_id is 'the file that no longer counts';
comment on column evidence_void.reason is 'why, for everybody who sees the file';
comment on column evidence_void.by_id is 'who voided it: whoever added it, or the lead prosecutor';
comment on column evidence_void.at is 'when';
create trigger evidence_void_append_only before update or delete on evidence_void for each row execute function refuse();

-- what an issued document or a verification rests on stays as it was
create function evidence_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from evidence e join document_finding x on x.finding_id = e.finding_id join document d on d.id = x.document_id
              where e.id = new.evidence_id and d.state = 'issued')
     or exists (select from evidence e join verification v on v.reply_id = e.reply_id where e.id = new.evidence_id) then
    raise exception 'a document or a verification rests on it' using errcode = '55006', constraint = 'evidence_locked';
  end if;
  return new;
end $$;
create trigger evidence_locked before insert on evidence_void for each row execute function evidence_is_free();

create table evidence_access (
  id uuid primary key,
  evidence_id uuid not null references evidence,
  how text not null constraint evidence_access_how check (how in ('previewed', 'downloaded', 'refused')),
  person_id uuid not null references person,
  at timestamptz not null
);
create index evidence_access_evidence on evidence_access (evidence_id, at desc, id desc);
comment on table evidence_access is 'chain of custody: who looked at a file or took a copy, and when';
comment on column evidence_access.id is 'key';
comment on column evidence_access.evidence_id is 'the file';
comment on column evidence_access.how is 'previewed on the screen, downloaded, or refused because the content on disk was not what was taken in';
comment on column evidence_access.person_id is 'who asked';
comment on column evidence_access.at is 'when';
create trigger evidence_access_append_only before update or delete on evidence_access for each row execute function refuse();

alter table evidence enable row level security;
create policy evidence_reach on evidence for all to xunjian_web
  using ((record_id is not null and exists (select from record r where r.id = evidence.record_id))
      or (finding_id is not null and exists (select from finding f where f.id = evidence.finding_id))
      or (reply_id is not null and exists (select from reply r where r.id = evidence.reply_id))
      or (service_id is not null and exists (select from service s where s.id = evidence.service_id)));
create policy evidence_own_name on evidence as restrictive for insert to xunjian_web with check (by_id = actor_person());
alter table evidence_void enable row level security;
create policy evidence_void_reach on evidence_void for all to xunjian_web using (exists (select from evidence e where e.id = evidence_void.evidence_id));
create policy evidence_void_own_name on evidence_void as restrictive for insert to xunjian_web with check (by_id = actor_person());
-- a liaison leaves traces and reads none: who within the procuratorate looked at a file is not the facility's to know
alter table evidence_access enable row level security;
create policy evidence_access_leave on evidence_access for insert to xunjian_web
  with check (person_id = actor_person() and exists (select from evidence e where e.id = evidence_access.evidence_id));
create policy evidence_access_read on evidence_access for select to xunjian_web
  using (actor_facility() is null and exists (select from evidence e where e.id = evidence_access.evidence_id));
grant select, insert on evidence, evidence_void, evidence_access to xunjian_web;
