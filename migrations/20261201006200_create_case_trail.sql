-- 卷宗: the trail of a case goes into the volume in which it is filed (诉讼档案管理办法 11): who did what to which record and when, with the hashes.
create index trail_entry_case on trail_entry (inspection_id, at, id) where inspection_id is not null;

create function case_trail(the_case uuid) returns table (at timestamptz, who text, deed text, subject text, subject_id uuid, value_sha256 bytea, sha256 bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from inspection i where i.id = the_case and i.state in ('closed', 'archived')
                    and (clue.decides(i.organiser_id)
                         or exists (select from team_member t where t.inspection_id = i.id and t.person_id = actor_person() and t.place in ('lead_prosecutor', 'team_leader')))) then
    raise exception 'the trail of a case is for whoever files it, once it is closed' using errcode = '42501';
  end if;
  return query
    select e.at, p.name, e.deed, e.subject, e.subject_id, e.value_sha256, e.sha256
      from trail_entry e left join person p on p.id = e.actor_id
     where e.inspection_id = the_case and e.subject <> 'clue'
     order by e.at, e.id;
end $$;
comment on function case_trail is 'the trail of a closed case without its contents, for its lead, its leader and whoever decides for its organiser; nothing of clues';
