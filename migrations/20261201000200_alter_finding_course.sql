-- The same as before, each table read once for all findings asked about instead of once for each, and with the words of the document
-- that the ledger shows: row by row, row security would ask for each document whether its case is seen.
drop function finding_course(uuid[]);
create function finding_course(findings uuid[]) returns table (finding_id uuid, event text, event_on date, document_id uuid, document_kind text, document_number text, contested boolean)
language plpgsql stable security definer rows 50 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
    with asked as materialized (
      select f.id from finding f where f.id = any (findings) and ((f.opened and (select actor_scope()) is not null) or let_in(f.inspection_id))),
    served as materialized (
      select x.finding_id, d.id as document_id, d.kind, d.number, s.id as service_id, s.served_on, s.at
        from document_finding x join document d on d.id = x.document_id join service s on s.document_id = d.id where x.finding_id in (select id from asked)),
    happened as (
      select finding_id, 'served-' || kind as event, served_on as day, at from served
      union all select finding_id, 'oral-made', made_on, at from oral_correction where finding_id in (select id from asked)
      union all select finding_id, 'oral-done', done_on, at from oral_done where finding_id in (select id from asked)
      union all select finding_id, 'reply-' || kind, received_on, at from reply where finding_id in (select id from asked)
      union all select finding_id, 'verification-' || outcome, day, at from verification where finding_id in (select id from asked)
      union all select finding_id, 'closing', day, at from closing where finding_id in (select id from asked)
      union all select finding_id, 'recheck-' || verdict, day, at from recheck where finding_id in (select id from asked)),
    last as (select distinct on (finding_id) finding_id, event, day from happened order by finding_id, at desc, day desc),
    -- the feedback opinion, which raises them all, gives way to any other
    raised as (select distinct on (finding_id) finding_id, document_id, kind, number from served
                where service_id not in (select w.service_id from service_withdrawn w)
                order by finding_id, kind = 'feedback_opinion', served_on desc, at desc),
    contested as (select distinct s.finding_id from served s join objection o on o.service_id = s.service_id
                   where not exists (select from objection_review r where r.objection_id = o.id))
    select a.id, l.event, l.day, r.document_id, r.kind, r.number, c.finding_id is not null
      from asked a left join last l on l.finding_id = a.id left join raised r on r.finding_id = a.id left join contested c on c.finding_id = a.id;
end $$;
comment on function finding_course is 'what happened to findings last, by id, and in which document they were raised, to be joined to what its reader may see';
revoke execute on function finding_course(uuid[]) from public;
grant execute on function finding_course(uuid[]) to xunjian_web;
