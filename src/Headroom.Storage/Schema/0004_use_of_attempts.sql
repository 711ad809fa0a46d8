-- What an attempt used, as its engine measured it: for those who ask how much to ask for.

--both
ALTER TABLE attempt ADD COLUMN cpu_ms BIGINT;
ALTER TABLE attempt ADD COLUMN peak_bytes BIGINT;
