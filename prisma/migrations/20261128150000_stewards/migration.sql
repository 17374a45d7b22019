-- Roles of those who decide who is who, and of those who decide and take people out.
alter table staff_member drop constraint staff_member_role_check;
alter table staff_member add constraint staff_member_role_check check (role in ('reader', 'steward', 'marketer', 'manager'));
