-- What happened since an instant, in every opened case and those that the actor is cleared for: ids alone, and none without an
-- actor. Whoever asks joins them to what row security shows, so that nothing else can be told; the policies of each table would be
-- asked once a row, and cost more than the rest of the page.
create function happened_since(since timestamptz) returns table (thing text, event text, id uuid, inspection_id uuid, who uuid, at timestamptz)
language sql stable security definer rows 100 set search_path = public, pg_temp as $$
  select h.thing, h.event, h.id, h.inspection_id, h.who, h.at from (
  select s.subject as thing, 'step-' || s.step as event, s.subject_id as id, s.inspection_id, s.actor_id as who, s.at from step s where s.subject in ('inspection', 'finding', 'document') and s.at >= since
  union all
  select 'document', 'served-' || d.kind, d.id, d.inspection_id, s.by_id, s.at from service s join document d on d.id = s.document_id where s.at >= since
  union all
  select 'finding', 'reply-' || r.kind, r.finding_id, r.inspection_id, coalesce(r.author_id, r.registered_by), r.at from reply r where r.at >= since
  union all
  select 'finding', 'verification-' || v.outcome, v.finding_id, v.inspection_id, v.person_id, v.at from verification v where v.at >= since
  union all
  select 'finding', 'closing', c.finding_id, c.inspection_id, c.person_id, c.at from closing c where c.at >= since) h
   where exists (select from inspection i where i.id = h.inspection_id
                    and ((i.opened and (select actor_scope()) is not null)
                         or i.id = any ((select coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[])::uuid[])))
$$;
comment on function happened_since is 'ids of what happened since an instant, to be joined to what its reader may see';
revoke execute on function happened_since(timestamptz) from public;
grant execute on function happened_since(timestamptz) to xunjian_web;
