-- Whether figures that were counted before still hold: every transaction that touches what they are counted from leaves its number.
create table figure_change (
  xid xid8 primary key default pg_current_xact_id()
);
comment on table figure_change is 'transactions that changed what figures are counted from; each writes a row of its own, so none waits for another';
comment on column figure_change.xid is 'the transaction; let go of when no process remembers figures from before it';

create function figure_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into figure_change default values on conflict do nothing;
  return null;
end $$;
do $$ declare t text; begin
  foreach t in array array['org', 'facility', 'person', 'category', 'category_entry', 'taxonomy', 'inspection', 'team_member', 'finding', 'finding_hand', 'document', 'service', 'reply', 'verification', 'hand_over'] loop
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes()', t);
  end loop;
end $$;

-- nothing that can be seen now was hidden when `since` was taken; null where nothing was
create function figures_hold(since pg_snapshot) returns boolean language sql stable strict security definer set search_path = public, pg_temp as $$
  select not exists (select from figure_change c where c.xid >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.xid, since)) $$;
