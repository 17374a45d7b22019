-- The last day, in the shop's zone, that was begun: what a night missed is done in the next hour that there is.
alter table shop add column night_begun date;
