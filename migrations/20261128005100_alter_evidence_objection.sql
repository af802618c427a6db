-- What a facility hands in with its objection is evidence too.
alter table evidence add column objection_id uuid;
alter table evidence add constraint evidence_of_objection foreign key (objection_id, inspection_id) references objection (id, inspection_id);
alter table evidence drop constraint evidence_one_subject;
alter table evidence add constraint evidence_one_subject check (num_nonnulls(record_id, finding_id, reply_id, service_id, objection_id) = 1);
create index evidence_objection on evidence (objection_id, at, id) where objection_id is not null;
comment on table evidence is '证据材料: one file on one record, finding, reply, service or objection; the file itself lies under the data directory by this id';
comment on column evidence.objection_id is 'the objection that it was handed in with, if it is on an objection';

-- what an issued document, a verification or the review of an objection rests on stays as it was
create or replace function evidence_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from evidence e join document_finding x on x.finding_id = e.finding_id join document d on d.id = x.document_id
              where e.id = new.evidence_id and d.state = 'issued')
     or exists (select from evidence e join verification v on v.reply_id = e.reply_id where e.id = new.evidence_id)
     or exists (select from evidence e join objection_review r on r.objection_id = e.objection_id where e.id = new.evidence_id) then
    raise exception 'a document, a verification or a review rests on it' using errcode = '55006', constraint = 'evidence_locked';
  end if;
  return new;
end $$;

-- asked with the reader's own rights, as before
create function subject_seen(the_record uuid, the_finding uuid, the_reply uuid, the_service uuid, the_objection uuid) returns boolean language plpgsql stable as $$
begin
  if the_record is not null and exists (select from record r where r.id = the_record) then return true; end if;
  if the_finding is not null and exists (select from finding f where f.id = the_finding) then return true; end if;
  if the_reply is not null and exists (select from reply r where r.id = the_reply) then return true; end if;
  if the_service is not null and exists (select from service s where s.id = the_service) then return true; end if;
  return the_objection is not null and exists (select from objection o where o.id = the_objection);
end $$;
comment on function subject_seen(uuid, uuid, uuid, uuid, uuid) is 'whether the reader sees what a file belongs to';
alter policy evidence_reach on evidence using (subject_seen(record_id, finding_id, reply_id, service_id, objection_id));
drop function subject_seen(uuid, uuid, uuid, uuid);
