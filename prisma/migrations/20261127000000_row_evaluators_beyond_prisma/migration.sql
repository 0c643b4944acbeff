-- Suggestions and checks name their row without a foreign key, as events and claims do (25 µs each), and go with it.

-- The record moves with each batch, and no indexed column of it does: room for HOT updates.
ALTER TABLE "row_evaluator" SET (fillfactor = 50);
-- What could not be written into rows yet.
CREATE INDEX "row_check_unmarked" ON "row_check" ("row_evaluator_id", "row_id") WHERE NOT "marked";

CREATE FUNCTION judged_rows_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM suggestion s USING gone g WHERE s.row_id = g.id;
  DELETE FROM row_check c USING gone g WHERE c.row_id = g.id;
  RETURN NULL;
END $$;
CREATE TRIGGER judged_rows_gone AFTER DELETE ON dataset_row REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION judged_rows_gone();

-- Where something stands between 0 and 1, by a text that names it: the same for everybody and ever after, so a larger share has all of
-- a smaller one. The first 32 bits of a SHA-256. STABLE, as convert_to() is, or it could not be inlined.
CREATE FUNCTION place_of(p_name text) RETURNS float8 LANGUAGE sql STABLE AS $$
  SELECT (('x' || encode(substr(sha256(convert_to(p_name, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint & 4294967295) / 4294967296.0::float8
$$;
