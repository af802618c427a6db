-- Which facilities a change touched: what is counted facility by facility is counted again there alone.
alter table figure_change drop constraint figure_change_pkey;
alter table figure_change alter column xid set not null;
alter table figure_change add column places uuid[];
create index figure_change_xid on figure_change (xid);
comment on table figure_change is 'what transactions changed of what figures are counted from; each writes rows of its own, so none waits for another';
comment on column figure_change.places is 'the facilities whose findings or cases changed; none of them for what is counted of no facility; null for what every count may rest on';

do $$ declare t text; begin
  foreach t in array array['org', 'facility', 'person', 'category', 'category_entry', 'taxonomy', 'inspection', 'team_member', 'finding', 'finding_hand', 'document', 'service', 'reply', 'verification', 'hand_over'] loop
    execute format('drop trigger figure_changes on %I', t);
  end loop;
end $$;
drop function figure_changes();

-- once a transaction for the same places
create function note_figure_change(touched uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into figure_change (places)
    select touched where not exists (select from figure_change c where c.xid = pg_current_xact_id() and (c.places is null or c.places @> touched)) $$;

-- the facilities of the rows; where the trigger says otherwise, all there is or none
create function figure_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare touched uuid[];
begin
  if tg_argv[0] = 'none' then
    touched := '{}';
  elsif tg_argv[0] = 'all' then
    touched := null;
  elsif tg_op = 'INSERT' then
    select array_agg(distinct facility_id) into touched from after_it;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct facility_id) into touched from before_it;
  else
    select array_agg(distinct facility_id) into touched from (select facility_id from before_it union all select facility_id from after_it) either;
  end if;
  -- a statement that met no row changed nothing
  if touched is not null or tg_argv[0] = 'all' then
    perform note_figure_change(touched);
  end if;
  return null;
end $$;
revoke execute on function note_figure_change(uuid[]), figure_changes() from public;
do $$ declare t text; begin
  foreach t in array array['finding', 'inspection'] loop
    execute format('create trigger figure_changes_insert after insert on %I referencing new table as after_it for each statement execute function figure_changes(''places'')', t);
    execute format('create trigger figure_changes_update after update on %I referencing old table as before_it new table as after_it for each statement execute function figure_changes(''places'')', t);
    execute format('create trigger figure_changes_delete after delete on %I referencing old table as before_it for each statement execute function figure_changes(''places'')', t);
    execute format('create trigger figure_changes_truncate after truncate on %I for each statement execute function figure_changes(''all'')', t);
  end loop;
  foreach t in array array['org', 'facility', 'category', 'category_entry', 'taxonomy'] loop
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''all'')', t);
  end loop;
  foreach t in array array['person', 'team_member', 'finding_hand', 'document', 'service', 'reply', 'verification', 'hand_over'] loop
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;

-- what can be seen now and was hidden when `since` was taken: whether anything was, whether what every count may rest on, and at
-- which facilities. Written so that it is planned once a connection: every page asks it.
drop function figures_hold(pg_snapshot);
create function figure_changes_since(since pg_snapshot, out anything boolean, out everything boolean, out touched uuid[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  select count(*) > 0, coalesce(bool_or(c.places is null), false), coalesce(array_agg(distinct p.place) filter (where p.place is not null), '{}')
    into anything, everything, touched
    from figure_change c left join lateral unnest(c.places) p (place) on true
   where c.xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.xid, since);
end $$;
