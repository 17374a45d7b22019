-- Refused rows wait with what somebody has corrected in them, and, as later parts of a sale, with which part they are.
alter table upload_row_issue
  add column code text not null default '',
  add column corrected jsonb,
  add column continues jsonb;

-- Who looks after the refused rows of a file: staff:<id>; null = whoever uploaded it.
alter table upload add column owner text;

alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check check (state in (
  'receiving', 'received', 'checking', 'ready', 'importing', 'done', 'failed', 'cancelled', 'undoing', 'undone', 'repairing'));
