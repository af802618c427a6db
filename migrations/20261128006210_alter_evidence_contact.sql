-- The minutes of a talk are evidence too.
alter table evidence add column contact_id uuid;
alter table evidence add constraint evidence_of_contact foreign key (contact_id, inspection_id) references contact (id, inspection_id);
alter table evidence drop constraint evidence_one_subject;
alter table evidence add constraint evidence_one_subject check (num_nonnulls(record_id, finding_id, reply_id, service_id, objection_id, contact_id) = 1);
create index evidence_contact on evidence (contact_id, at, id) where contact_id is not null;
comment on table evidence is '证据材料: one file on one record, finding, reply, service, objection or contact; the file itself lies under the data directory by this id';
comment on column evidence.contact_id is 'the contact whose minutes it is, if it is on a contact';

-- asked with the reader's own rights, as before
create function subject_seen(the_record uuid, the_finding uuid, the_reply uuid, the_service uuid, the_objection uuid, the_contact uuid) returns boolean language plpgsql stable as $$
begin
  if the_record is not null and exists (select from record r where r.id = the_record) then return true; end if;
  if the_finding is not null and exists (select from finding f where f.id = the_finding) then return true; end if;
  if the_reply is not null and exists (select from reply r where r.id = the_reply) then return true; end if;
  if the_service is not null and exists (select from service s where s.id = the_service) then return true; end if;
  if the_objection is not null and exists (select from objection o where o.id = the_objection) then return true; end if;
  return the_contact is not null and exists (select from contact c where c.id = the_contact);
end $$;
comment on function subject_seen(uuid, uuid, uuid, uuid, uuid, uuid) is 'whether the reader sees what a file belongs to';
alter policy evidence_reach on evidence using (subject_seen(record_id, finding_id, reply_id, service_id, objection_id, contact_id));
drop function subject_seen(uuid, uuid, uuid, uuid, uuid);
