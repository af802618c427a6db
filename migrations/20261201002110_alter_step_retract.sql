-- 撤回登记: whoever logged a finding takes it back while nobody has decided about it.
insert into legal_step (subject, from_state, to_state, step) values ('finding', 'recorded', 'withdrawn', 'retract');
