-- Every version of a draft's text, so that two who wrote on the same one can be shown what both started from.
create table document_text (
  document_id uuid not null,
  no int not null,
  base_no int not null,
  inspection_id uuid not null,
  title text not null,
  body text not null,
  raised jsonb not null constraint document_text_raised check (jsonb_typeof(raised) = 'object'),
  author_id uuid references person,
  at timestamptz not null,
  constraint document_text_pk primary key (document_id, no),
  constraint document_text_base check (base_no = no - 1),
  constraint document_text_document foreign key (document_id, inspection_id) references document (id, inspection_id)
);
comment on table document_text is 'every version of an instrument''s text while it was drafted; append-only, document.text_no is the head; what was loaded as history has none';
comment on column document_text.document_id is 'the document';
comment on column document_text.no is 'running number';
comment on column document_text.base_no is 'the version it was written on';
comment on column document_text.inspection_id is 'the inspection';
comment on column document_text.title is 'title';
comment on column document_text.body is 'the text';
comment on column document_text.raised is 'the findings that it raises, each id with its demand';
comment on column document_text.author_id is 'who wrote it; null where it follows from another act';
comment on column document_text.at is 'instant of writing';
create trigger document_text_append_only before update or delete on document_text for each row execute function refuse();

-- drafts under way begin with what stands
insert into document_text (document_id, no, base_no, inspection_id, title, body, raised, author_id, at)
  select d.id, d.text_no, d.text_no - 1, d.inspection_id, d.title, d.body,
         coalesce((select jsonb_object_agg(x.finding_id, x.demand) from document_finding x where x.document_id = d.id), '{}'), d.author_id, d.created_at
    from document d where d.state <> 'issued';

alter table document_text enable row level security;
create policy document_text_reach on document_text for all to xunjian_web
  using (exists (select from inspection i where i.id = document_text.inspection_id));
create policy document_text_own_name on document_text as restrictive for insert to xunjian_web with check (author_id is null or author_id = (select actor_person()));
grant select, insert on document_text to xunjian_web;
