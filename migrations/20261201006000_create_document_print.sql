-- 签发件: what was signed, as it is drawn from then on, and its PDF, which is the file of record (GB/T 9704-2012).
create table document_print (
  document_id uuid constraint document_print_pk primary key,
  inspection_id uuid not null,
  paper text not null,
  sha256 bytea not null constraint document_print_sha256 check (sha256 = sha256(convert_to(paper, 'UTF8'))),
  dated date not null,
  at timestamptz not null,
  constraint document_print_document foreign key (document_id, inspection_id) references document (id, inspection_id)
);
comment on table document_print is 'a signed document as it is drawn, frozen in the transaction of its signature; history has none. Append-only';
comment on column document_print.document_id is 'the document';
comment on column document_print.inspection_id is 'its case';
comment on column document_print.paper is 'the model that every output is drawn from, as JSON';
comment on column document_print.sha256 is 'the hash of the model';
comment on column document_print.dated is 'the day of signature';
comment on column document_print.at is 'when it was signed';

create table document_pdf (
  document_id uuid constraint document_pdf_pk primary key constraint document_pdf_print references document_print,
  pdf bytea not null,
  sha256 bytea not null constraint document_pdf_sha256 check (sha256 = sha256(pdf)),
  pages int not null constraint document_pdf_pages check (pages > 0),
  faces jsonb not null,
  at timestamptz not null
);
comment on table document_pdf is 'the PDF of a signed document, made from its frozen model once. Append-only';
comment on column document_pdf.document_id is 'the document';
comment on column document_pdf.pdf is 'the file';
comment on column document_pdf.sha256 is 'its hash';
comment on column document_pdf.pages is 'its pages';
comment on column document_pdf.faces is 'which faces were set in place of those that are named, and which characters none has';
comment on column document_pdf.at is 'when it was made';

create trigger document_print_append_only before update or delete on document_print for each row execute function refuse();
create trigger document_pdf_append_only before update or delete on document_pdf for each row execute function refuse();

-- only what is issued is frozen for good
create function document_print_of_issued() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from document d where d.id = new.document_id and d.state = 'issued' and d.issued_on = new.dated) then
    raise exception 'only a signed document is frozen' using errcode = '23514', constraint = 'document_print_issued';
  end if;
  return new;
end $$;
create trigger document_print_issued before insert on document_print for each row execute function document_print_of_issued();

-- whoever reads the document reads what was signed
alter table document_print enable row level security;
create policy document_print_reach on document_print for all to xunjian_web
  using (exists (select from document d where d.id = document_print.document_id));
alter table document_pdf enable row level security;
create policy document_pdf_reach on document_pdf for select to xunjian_web
  using (exists (select from document_print p where p.document_id = document_pdf.document_id));
grant select, insert on document_print to xunjian_web;
grant select on document_pdf to xunjian_web;
