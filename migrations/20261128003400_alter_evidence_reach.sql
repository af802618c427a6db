-- The same reach of files, asked file by file: a page shows few, and written out in the policy the question prepares the
-- policies of four tables for each statement, whether there is a file or not. It is asked with the reader's own rights.
create function subject_seen(the_record uuid, the_finding uuid, the_reply uuid, the_service uuid) returns boolean language plpgsql stable as $$
begin
  if the_record is not null and exists (select from record r where r.id = the_record) then return true; end if;
  if the_finding is not null and exists (select from finding f where f.id = the_finding) then return true; end if;
  if the_reply is not null and exists (select from reply r where r.id = the_reply) then return true; end if;
  return the_service is not null and exists (select from service s where s.id = the_service);
end $$;
comment on function subject_seen(uuid, uuid, uuid, uuid) is 'whether the reader sees what a file belongs to';
alter policy evidence_reach on evidence using (subject_seen(record_id, finding_id, reply_id, service_id));
