-- A draft open in two windows: saving names the version it started from, so that neither window
-- writes over the other unseen. Runs beside the previous program: a column with a constant default.

alter table draft add column version integer not null default 0;
