-- A case handed over to another unit keeps its mark, so the unit it lies in is no longer the unit
-- that numbered it. The mark, which holds unit, class, number and year, stays unique. Runs beside
-- the previous program, which only relied on the numbers of its counter.

alter table case_file drop constraint case_file_number_key;
