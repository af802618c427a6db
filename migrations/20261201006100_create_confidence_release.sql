-- 不得外泄: who was spoken to, and whom a clue names, stay out of what leaves for the facility. The check runs for whoever drafts or
-- signs, also without the right to know who they are: what these functions give is sealed, or a mark that says nothing by itself.
create function confidence_checked(the_case uuid) returns void language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from team_member t where t.inspection_id = the_case and t.person_id = actor_person())
     and not exists (select from inspection i where i.id = the_case and clue.decides(i.organiser_id)) then
    raise exception 'only who drafts or signs for a case has its confidences looked for' using errcode = '42501';
  end if;
end $$;
comment on function confidence_checked is 'refuses whoever neither is on the team of a case nor decides for its organiser: an empty answer would pass for a clean text';

create function case_confidences(the_case uuid) returns table (record_id uuid, sealed bytea, known boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform confidence_checked(the_case);
  return query select i.record_id, i.sealed, interviewee_known(i.record_id, i.inspection_id) from interviewee i where i.inspection_id = the_case;
end $$;
comment on function case_confidences is 'the sealed identities of who was spoken to in a case, and whether the acting person may know each';

-- the persons of a clue are written as prose: what looks like a name or a number in it
create function clue.names(body text) returns setof text language sql immutable parallel safe as $$
  select distinct token from regexp_split_to_table(body, '[[:space:],，、;；:：.。()（）]+') token
   where (token ~ '^[一-龥]{2,4}$'
          and left(token, 1) = any (string_to_array('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤褚卫施', null))
          and token !~ '(长|员|区|队|室|科|狱|警|所|院|局|人|处|部)$')
      or token ~ '^[0-9A-Za-z-]{5,}$'
$$;
comment on function clue.names is 'the tokens of a text that look like a name of two to four characters, or a number';

create function clue.named(the_case uuid, texts text[]) returns table (place int, mark bytea, word text)
language plpgsql stable security definer set search_path = clue, public, pg_temp as $$
begin
  perform confidence_checked(the_case);
  return query
    select t.no::int, sha256(convert_to(n.name || the_case::text, 'UTF8')),
           case when cleared(e.id, e.inspection_id, e.organiser_id, e.by_id) then n.name end
      from entry e
      join persons p on p.clue_id = e.id and p.no = e.text_no
     cross join lateral clue.names(p.body) n (name)
      join unnest(texts) with ordinality t (body, no) on position(n.name in t.body) > 0
     where e.inspection_id = the_case;
end $$;
comment on function clue.named is 'which of some texts name somebody whom a clue of the case names; the word itself only for whoever is let into the clue';

create table confidence_release (
  id uuid constraint confidence_release_pk primary key,
  inspection_id uuid not null references inspection,
  subject_id uuid not null,
  sealed bytea not null,
  reason text not null constraint confidence_release_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null
);
create index confidence_release_subject on confidence_release (subject_id);
comment on table confidence_release is '误报放行: what was found in a text and is none of what it was taken for, as the leader says. Append-only';
comment on column confidence_release.id is 'key';
comment on column confidence_release.inspection_id is 'the case';
comment on column confidence_release.subject_id is 'the document, or the case where it is its feedback';
comment on column confidence_release.sealed is 'the marks of the words released, sealed under the id of the row';
comment on column confidence_release.reason is 'why they tell of nobody';
comment on column confidence_release.by_id is 'the leader or the lead prosecutor';
comment on column confidence_release.at is 'when';
create trigger confidence_release_append_only before update or delete on confidence_release for each row execute function refuse();
alter table confidence_release enable row level security;
create policy confidence_release_reach on confidence_release for all to xunjian_web using (case_seen(inspection_id));
create policy confidence_release_by_leader on confidence_release as restrictive for insert to xunjian_web
  with check (by_id = actor_person()
    and exists (select from team_member t where t.inspection_id = confidence_release.inspection_id and t.person_id = actor_person() and t.place in ('lead_prosecutor', 'team_leader')));
grant select, insert on confidence_release to xunjian_web;
