-- The clock of an oral correction: seven days, then a written one (刑事诉讼规则 624).
alter table clock drop constraint clock_key;
alter table clock add constraint clock_key check (key in ('notice_due', 'least_end', 'least_on_site', 'report_target', 'feedback_due', 'follow_up_due',
  'archive_due', 'reply_due', 'escalate_on', 'objection_in', 'objection_review', 'return_due', 'oral_fix'));
alter table clock drop constraint clock_event;
alter table clock add constraint clock_event check (event in ('planned_start', 'started', 'ended', 'year_closed', 'served', 'issued', 'objected', 'returned', 'oral_made'));
comment on column clock.subject_id is 'the inspection, the service, the verification that returned an answer, or the finding that was corrected by word of mouth';
