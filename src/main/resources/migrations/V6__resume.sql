-- How far a print was noted to have come when it ended badly: its layer, how warm it was in °C, and whether a pause
-- had moved the head away from where the program had left it.
alter table attempt add column last_layer integer;
alter table attempt add column nozzle_c integer;
alter table attempt add column bed_c integer;
alter table attempt add column head_moved boolean;

-- A run that goes on with what another one left, from one of the layers of the first of them.
alter table attempt add column rest_of bigint references attempt;
alter table attempt add column from_layer integer;
