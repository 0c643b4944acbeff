-- The queue's functions and storage settings. ARCHITECTURE.md, "The life of a change", tells the whole.
--
-- Every write to a dataset's queue takes the dataset's advisory lock first, then reads the clock and a fresh
-- snapshot: these are VOLATILE PL/pgSQL functions, in which each statement sees what was committed before it.
-- (One SQL statement that locks and works sees a snapshot from before its wait.) A client that freezes in the
-- middle of a call holds nobody up, since the call commits by itself.

-- ── storage ────────────────────────────────────────────────────────────────

-- Room on the page, so that an update of a row stays a HOT update wherever no indexed column moved.
ALTER TABLE "dataset_row" SET (fillfactor = 85);
ALTER TABLE "row_cells" SET (fillfactor = 85);
-- Claims come and go all day in a small table: vacuum by count, not by share.
ALTER TABLE "claim" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
ALTER TABLE "draft" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What somebody did last and can undo.
CREATE INDEX "event_undoable" ON "event" ("dataset_id", "actor_id", "seq")
  WHERE "kind" IN ('edited', 'reviewed', 'filled', 'reopened', 'skipped');
-- Fills and everything else that moves the queue's size over time.
CREATE INDEX "event_moves" ON "event" ("dataset_id", "at")
  WHERE "before" IS DISTINCT FROM "after" OR "moves" IS NOT NULL;
-- The fills of the last hour, which a follower starts with: among 28,000 moves of an hour it read 16,800 pages for them.
CREATE INDEX "event_fills" ON "event" ("dataset_id", "at") WHERE "kind" = 'filled' AND "row_id" IS NOT NULL;

-- ── the lock, the numbers ──────────────────────────────────────────────────

-- An advisory lock, not a version row: a row that every batch updates bloats while any transaction is held open
-- elsewhere (5,200 batches/s fell to 465 in a minute; with the lock and append-only events it stayed at 5,700).
CREATE FUNCTION lock_dataset(p_dataset int) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock(1685021547, p_dataset)
$$;

-- The last event's number; dense and in commit order, because it is taken under the lock.
CREATE FUNCTION head_seq(p_dataset int) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT seq FROM event WHERE dataset_id = p_dataset ORDER BY seq DESC LIMIT 1), 0)
$$;

CREATE FUNCTION newest_combination(p_dataset int) RETURNS int LANGUAGE sql STABLE AS $$
  -- Not max(id): that may be looked for backwards through the primary key, over the combinations of all other datasets.
  SELECT coalesce((SELECT id FROM combination WHERE dataset_id = ANY (ARRAY[p_dataset]) ORDER BY dataset_id DESC, id DESC LIMIT 1), 0)
$$;

-- The record of one combination of status and labels; made under the lock when it is new, so that ids within a
-- dataset become visible in their order and "I know all up to id N" is a sound thing to say.
CREATE FUNCTION combination_of(p_dataset int, p_filled boolean, p_labels jsonb) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_id int;
BEGIN
  SELECT id INTO v_id FROM combination WHERE dataset_id = p_dataset AND filled = p_filled AND labels = p_labels;
  IF v_id IS NULL THEN
    PERFORM lock_dataset(p_dataset);
    SELECT id INTO v_id FROM combination WHERE dataset_id = p_dataset AND filled = p_filled AND labels = p_labels;
    IF v_id IS NULL THEN
      INSERT INTO combination (project_id, dataset_id, filled, labels)
        SELECT project_id, p_dataset, p_filled, p_labels FROM dataset WHERE id = p_dataset
        RETURNING id INTO v_id;
    END IF;
  END IF;
  RETURN v_id;
END $$;

-- The same within a bound on how many distinct sets of labels a dataset may have: null when it would be one too many. The
-- twin of a set that is there, filled or not, is always within it, so nobody is kept from filling or reopening a row.
-- Counting (some 10 ms at 10,000) is for new sets alone.
CREATE FUNCTION combination_within(p_dataset int, p_filled boolean, p_labels jsonb, p_most int) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF p_most IS NOT NULL AND NOT EXISTS (SELECT FROM combination WHERE dataset_id = p_dataset AND filled IN (true, false) AND labels = p_labels) THEN
    PERFORM lock_dataset(p_dataset);
    IF (SELECT count(DISTINCT labels) FROM combination WHERE dataset_id = p_dataset) >= p_most THEN RETURN NULL; END IF;
  END IF;
  RETURN combination_of(p_dataset, p_filled, p_labels);
END $$;

-- {"1": 10, "2": null} laid over {"2": 7, "3": 9} is {"1": 10, "3": 9}: null takes a key away.
CREATE FUNCTION laid_over(p_under jsonb, p_over jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_under || p_over) - ARRAY(SELECT key FROM jsonb_each(p_over) WHERE value = 'null')
$$;

-- ── sizes ──────────────────────────────────────────────────────────────────

-- Rows per combination, never counted: the last checkpoint and the moves of the events after it.
CREATE FUNCTION dataset_sizes(p_dataset int) RETURNS TABLE (combination_id int, n bigint) LANGUAGE sql STABLE AS $$
  WITH checkpoint AS (
    SELECT seq, sizes FROM size_checkpoint WHERE dataset_id = p_dataset ORDER BY seq DESC LIMIT 1
  ), tail AS MATERIALIZED (
    SELECT before, after, moves FROM event
    WHERE dataset_id = p_dataset AND seq > coalesce((SELECT seq FROM checkpoint), 0)
  ), move AS (
    SELECT key::int AS id, value::bigint AS d FROM checkpoint, jsonb_each_text(sizes)
    UNION ALL SELECT before, -1 FROM tail WHERE before IS DISTINCT FROM after AND before IS NOT NULL
    UNION ALL SELECT after, 1 FROM tail WHERE before IS DISTINCT FROM after AND after IS NOT NULL
    UNION ALL SELECT key::int, value::bigint FROM tail, jsonb_each_text(moves) WHERE moves IS NOT NULL
  )
  SELECT id, sum(d)::bigint FROM move GROUP BY id HAVING sum(d) <> 0
$$;

-- Folds the tail into a new checkpoint. Takes no lock: a snapshot shows a whole prefix of the events.
CREATE FUNCTION checkpoint_sizes(p_dataset int) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  WITH made AS (
    INSERT INTO size_checkpoint (dataset_id, seq, project_id, at, sizes)
    SELECT d.id, head_seq(d.id), d.project_id, clock_timestamp(),
           coalesce((SELECT jsonb_object_agg(combination_id, n) FROM dataset_sizes(d.id)), '{}')
    FROM dataset d WHERE d.id = p_dataset
    ON CONFLICT DO NOTHING
    RETURNING seq
  ), dropped AS (
    DELETE FROM size_checkpoint
    WHERE dataset_id = p_dataset
      AND seq < (SELECT min(seq) FROM (SELECT seq FROM size_checkpoint WHERE dataset_id = p_dataset ORDER BY seq DESC LIMIT 2) last)
  )
  SELECT seq FROM made
$$;

-- ── rows come and go ───────────────────────────────────────────────────────

-- `dataset_row` has no foreign keys: their three checks a row took 2.7 of the 4.5 s in which 100,000 rows were inserted. What
-- they would hold, this holds. A row's dataset and combination are looked at once for all rows of an event
-- (append_rows_event); combinations are never removed but with their dataset. Claims and events have none either (25 µs each):
-- they are written under the dataset's lock, about rows that are there. A dataset takes its rows with it, and all that is
-- about them, once nobody writes to it any more; a span lets go of its rows.
CREATE FUNCTION dataset_gone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_gone int[] := ARRAY(SELECT id FROM gone ORDER BY id);
BEGIN
  PERFORM lock_dataset(id) FROM unnest(v_gone) id;
  DELETE FROM event WHERE dataset_id = ANY (v_gone);
  DELETE FROM claim WHERE dataset_id = ANY (v_gone);
  DELETE FROM skip WHERE dataset_id = ANY (v_gone);
  DELETE FROM review WHERE dataset_id = ANY (v_gone);
  DELETE FROM size_checkpoint WHERE dataset_id = ANY (v_gone);
  DELETE FROM draft d USING dataset_row r WHERE r.dataset_id = ANY (v_gone) AND d.row_id = r.id;
  DELETE FROM row_cells c USING dataset_row r WHERE r.dataset_id = ANY (v_gone) AND c.row_id = r.id;
  DELETE FROM dataset_row WHERE dataset_id = ANY (v_gone);
  RETURN NULL;
END $$;
CREATE TRIGGER dataset_gone AFTER DELETE ON dataset REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION dataset_gone();

-- Keeps the spans of a project from going for as long as a transaction makes rows of them; call it before reading them.
CREATE FUNCTION hold_spans(p_project int) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock_shared(1936744814, p_project)
$$;

-- Whoever is making rows of these spans ends first; the rows are seen then, since each statement here sees afresh.
CREATE FUNCTION span_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1936744814, project_id) FROM (SELECT DISTINCT project_id FROM gone ORDER BY project_id) p;
  UPDATE dataset_row r SET span_id = NULL FROM gone g JOIN dataset d ON d.project_id = g.project_id
  WHERE r.dataset_id = d.id AND r.span_id = g.id;
  RETURN NULL;
END $$;
CREATE TRIGGER span_gone AFTER DELETE ON span REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION span_gone();

-- The last statement of a transaction that inserted rows: takes the lock, numbers one event for all of them. What it takes
-- to write the event is worked out before the lock: of 100,000 rows that is a while in which others could write.
CREATE FUNCTION append_rows_event(p_dataset int, p_actor int, p_kind text, p_rows bigint[], p_combinations int[], p_note jsonb)
RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_project int;
  v_bulk jsonb;
  v_moves jsonb;
  v_seq bigint;
BEGIN
  -- Until this commits the dataset stays; one that is gone has taken its rows already, and these come too late.
  SELECT project_id INTO STRICT v_project FROM dataset WHERE id = p_dataset FOR KEY SHARE;
  IF p_rows IS NOT NULL THEN
    v_bulk := jsonb_build_object('rows', to_jsonb(p_rows), 'afters', to_jsonb(p_combinations));
    SELECT jsonb_object_agg(c, n) INTO v_moves FROM (SELECT c, count(*) AS n FROM unnest(p_combinations) c GROUP BY c) m;
    IF EXISTS (SELECT FROM jsonb_object_keys(v_moves) k WHERE NOT EXISTS (SELECT FROM combination WHERE id = k::int AND dataset_id = p_dataset)) THEN
      RAISE EXCEPTION 'rows of dataset % with a combination that is not its own', p_dataset USING ERRCODE = 'foreign_key_violation';
    END IF;
  END IF;
  PERFORM lock_dataset(p_dataset);
  v_seq := head_seq(p_dataset) + 1;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, bulk, moves, note)
  VALUES (p_dataset, v_seq, v_project, clock_timestamp(), p_kind, p_actor, v_bulk, v_moves, p_note);
  RETURN v_seq;
END $$;

-- Takes rows out of the dataset, but for those that somebody holds. One event for all.
CREATE FUNCTION remove_rows(p_dataset int, p_actor int, p_rows bigint[]) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_gone bigint[];
  v_befores int[];
  v_held int;
  v_seq bigint;
BEGIN
  PERFORM lock_dataset(p_dataset);
  PERFORM reap_claims(p_dataset, date_trunc('milliseconds', clock_timestamp()), p_rows);
  SELECT count(DISTINCT row_id) INTO v_held FROM claim WHERE dataset_id = p_dataset AND row_id = ANY (p_rows);
  SELECT array_agg(r.id ORDER BY r.id), array_agg(r.combination_id ORDER BY r.id) INTO v_gone, v_befores
  FROM dataset_row r
  WHERE r.dataset_id = p_dataset AND r.id = ANY (p_rows)
    AND NOT EXISTS (SELECT FROM claim c WHERE c.row_id = r.id);
  IF v_gone IS NOT NULL THEN
    DELETE FROM draft WHERE row_id = ANY (v_gone);
    DELETE FROM skip WHERE row_id = ANY (v_gone);
    DELETE FROM row_cells WHERE row_id = ANY (v_gone);
    DELETE FROM dataset_row WHERE id = ANY (v_gone);
    v_seq := head_seq(p_dataset) + 1;
    INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, bulk, moves)
    SELECT d.id, v_seq, d.project_id, clock_timestamp(), 'removed', p_actor,
           jsonb_build_object('rows', to_jsonb(v_gone), 'befores', to_jsonb(v_befores)),
           (SELECT jsonb_object_agg(c, -n) FROM (SELECT c, count(*) AS n FROM unnest(v_befores) c GROUP BY c) m)
    FROM dataset d WHERE d.id = p_dataset;
  END IF;
  RETURN jsonb_build_object('removed', coalesce(cardinality(v_gone), 0), 'held', v_held);
END $$;

-- ── a batch of queue writes ────────────────────────────────────────────────
-- One function an operation: each is called under the lock with the batch's clock and the item, and answers
-- {"ok": …} or {"refused": {"type": …}}. A refusal changes nothing and never fails its neighbours.

-- A refusal that shows the row's holder.
CREATE FUNCTION refused(p_type text, p_more jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('refused', jsonb_build_object('type', p_type) || p_more)
$$;

-- A moment as it is stored, in whole milliseconds. Not by `extract`, which works in numeric: a page of 50 rows took 0.05 ms more.
-- STABLE, as date_part() of a timestamptz is: declared IMMUTABLE, it and what calls it could not be inlined.
CREATE FUNCTION epoch_ms(p_at timestamptz) RETURNS double precision LANGUAGE sql STABLE AS $$
  SELECT round(date_part('epoch', p_at) * 1000)
$$;

CREATE FUNCTION refused_for(c claim) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT refused('ClaimedByAnother', jsonb_build_object('holder', c.reviewer_id, 'expiresAt', epoch_ms(c.expires_at)))
$$;

CREATE FUNCTION claim_json(c claim) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('rowId', c.row_id, 'reviewerId', c.reviewer_id, 'token', c.token,
    'claimedAt', epoch_ms(c.claimed_at), 'expiresAt', epoch_ms(c.expires_at))
$$;

-- Ends claims that have run out, with one event each: of any rows, then bounded, so that a batch never waits long for it;
-- or of all of these rows, so that what is done to them next meets no claim but live ones.
CREATE FUNCTION reap_claims(p_dataset int, p_now timestamptz, p_rows bigint[] DEFAULT NULL) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_due bigint[];
  v_seq bigint;
  v_n int;
BEGIN
  IF p_rows IS NULL THEN
    -- By the order of expiry (hence the + 0): by the dataset's index all of 30,000 live claims were gone through, 6 ms a batch.
    v_due := ARRAY(SELECT row_id FROM claim WHERE dataset_id + 0 = p_dataset AND expires_at <= p_now ORDER BY expires_at LIMIT 500);
  ELSE
    -- By the rows: 0.6 ms a fill by either of the other indexes.
    v_due := ARRAY(SELECT row_id FROM claim WHERE row_id = ANY (p_rows) AND dataset_id + 0 = p_dataset AND expires_at + interval '0' <= p_now);
  END IF;
  IF v_due = '{}' THEN RETURN 0; END IF;
  IF (SELECT several_reviews FROM dataset WHERE id = p_dataset) THEN RETURN reap_one_by_one(p_dataset, p_now, v_due); END IF;
  v_seq := head_seq(p_dataset);
  WITH gone AS (
    -- The expiry again: a renewal that came in between is kept.
    DELETE FROM claim WHERE row_id = ANY (v_due) AND expires_at <= p_now RETURNING *
  )
  INSERT INTO event (dataset_id, seq, project_id, at, kind, row_id, version, before, after, holder_before, note)
  SELECT p_dataset, v_seq + row_number() OVER (ORDER BY g.expires_at, g.row_id), g.project_id, p_now, 'expired',
         g.row_id, r.version, r.combination_id, r.combination_id, g.reviewer_id, jsonb_build_object('expiredAt', epoch_ms(g.expires_at))
  FROM gone g JOIN dataset_row r ON r.id = g.row_id;
  GET DIAGNOSTICS v_n = ROW_COUNT;
  RETURN v_n;
END $$;

-- Gives rows to a reviewer: claims and their events. The rows are free; the caller has looked.
CREATE FUNCTION grant_claims(p_dataset int, p_now timestamptz, p_by int, p_seconds int, p_rows bigint[]) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_seq bigint := head_seq(p_dataset);
  v_claims jsonb;
BEGIN
  WITH made AS (
    INSERT INTO claim (row_id, place, project_id, dataset_id, reviewer_id, token, claimed_at, expires_at)
    SELECT r.id, CASE WHEN r.reviews_required > 1 THEN free_place(r.id) ELSE 0 END, r.project_id, p_dataset, p_by, gen_random_uuid(), p_now,
           p_now + make_interval(secs => p_seconds)
    FROM dataset_row r WHERE r.id = ANY (p_rows)
    RETURNING claim.*
  ), told AS (
    INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, holder_after, note)
    SELECT p_dataset, v_seq + row_number() OVER (ORDER BY r.id), r.project_id, p_now, 'claimed', p_by, r.id, r.version, r.combination_id, r.combination_id, p_by,
           CASE WHEN r.reviews_required > 1 THEN held_by(holders_of(r.id), holders_of(r.id) || to_jsonb(p_by)) END
    FROM dataset_row r WHERE r.id = ANY (p_rows)
  )
  SELECT coalesce(jsonb_agg(claim_json(m::claim) ORDER BY m.row_id), '[]') INTO v_claims FROM made m;
  RETURN v_claims;
END $$;

-- Runs a statement by its text, planned once a session and not at every call: planning took most of a claim from a slice of
-- its own condition (claims from 32 slices at once: 0.12 of the bare claim's pace; so, and by a walk first, 0.25). A name
-- that is not there is prepared; a hundred of them, since somebody's hundredth filter is not one that everybody waits at.
-- No name is taken on trust: PREPARE and DEALLOCATE are not undone with a transaction, what remembered them would be.
CREATE FUNCTION run_prepared(p_sql text, p_params jsonb, p_dataset int, p_by int, p_combos int[], p_count int, p_from bigint)
RETURNS bigint[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_name text := 'docket_' || md5(p_sql);
  v_run text := format('EXECUTE %s(%L, %s, %s, %L, %s, %s)', v_name, p_params, p_dataset, p_by, p_combos, p_count, p_from);
  v_rows bigint[];
  v_old text;
BEGIN
  BEGIN
    EXECUTE v_run INTO v_rows;
  EXCEPTION WHEN invalid_sql_statement_name THEN
    IF (SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'docket\_%') >= 100 THEN
      FOR v_old IN SELECT name FROM pg_prepared_statements WHERE name LIKE 'docket\_%' LOOP
        EXECUTE 'DEALLOCATE ' || v_old;
      END LOOP;
    END IF;
    EXECUTE format('PREPARE %s (jsonb, int, int, int[], int, bigint) AS %s', v_name, p_sql);
    EXECUTE v_run INTO v_rows;
  END;
  RETURN v_rows;
END $$;

-- The next free rows of one stage of a claim, lowest id first.
-- combos: a set of combination ids that every match is in; sql: a further condition on r (dataset_row) and c (row_cells),
-- with its values in $1; readsCells: whether it has to do with c at all; from: rows up to this id were dealt before (the
-- caller looks again from 0). which: 'fresh' rows; those that this reviewer has 'skipped', in the order in which they did;
-- the 'disputed' ones that they have answered themselves. several: rows may want several reviews, see has_place.
-- Up to 64 combinations are a merge of short index ranges (0.7 ms for 30, 5.6 for 300); more are a walk by id.
CREATE FUNCTION free_rows(p_dataset int, p_by int, p_stage jsonb, p_from bigint, p_count int, p_which text, p_several boolean)
RETURNS bigint[] LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  v_combos int[] := ARRAY(SELECT jsonb_array_elements_text(p_stage -> 'combos')::int);
  v_sql text := coalesce(p_stage ->> 'sql', 'true');
  v_cells text := CASE WHEN (p_stage ->> 'readsCells')::boolean THEN 'JOIN row_cells c ON c.row_id = r.id' ELSE '' END;
  v_place text := CASE WHEN p_several THEN has_place(p_which) ELSE 'NOT EXISTS (SELECT FROM claim k WHERE k.row_id = r.id)' END;
  v_free text := v_place || CASE WHEN p_which = 'disputed' THEN '' ELSE ' AND NOT EXISTS (SELECT FROM skip s WHERE s.row_id = r.id AND s.reviewer_id = $3)' END;
  v_text text;
  v_rows bigint[];
BEGIN
  IF v_combos = '{}' THEN RETURN '{}'; END IF;
  IF p_which = 'skipped' THEN
    v_text := format($q$
      SELECT array_agg(id) FROM (
        SELECT r.id FROM skip s JOIN dataset_row r ON r.id = s.row_id %s
        WHERE s.dataset_id = $2 AND s.reviewer_id = $3 AND r.combination_id = ANY ($4) AND %s AND %s
        ORDER BY s.skipped_at LIMIT $5) found WHERE $1 IS NOT NULL AND $6 IS NOT NULL $q$, v_cells, v_sql, v_place);
  ELSIF cardinality(v_combos) > 64 THEN
    -- "+ 0" keeps the planner from the index over combinations: it would read and sort all rows of the filter for each claim.
    v_text := format($q$
      SELECT array_agg(id) FROM (
        SELECT r.id FROM dataset_row r %s
        WHERE r.dataset_id = $2 AND r.id > $6 AND r.combination_id + 0 = ANY ($4) AND %s AND %s
        ORDER BY r.id LIMIT $5) found WHERE $1 IS NOT NULL $q$, v_cells, v_sql, v_free);
  ELSIF p_several OR p_stage -> 'sql' <> 'null' THEN
    -- A short walk by id, else range by range. A range is read up to its first rows that match, so to its end where there
    -- are none: 20,000 rows for a claim of two from a part of an even split, of which the walk looked at 64.
    -- (All ranges in one condition were read whole and sorted: 50,000 rows.) The dataset as an array: see page-sql.ts.
    v_text := format($q$
      WITH walk AS MATERIALIZED (
        SELECT r.id FROM (SELECT * FROM dataset_row WHERE dataset_id = ANY (ARRAY[$2]) AND id > $6 ORDER BY dataset_id, id LIMIT 500) r %1$s
        WHERE r.combination_id = ANY ($4) AND %2$s AND %3$s
        ORDER BY r.dataset_id, r.id LIMIT $5)
      SELECT array_agg(id) FROM (
        SELECT id FROM walk WHERE (SELECT count(*) FROM walk) = $5
        UNION ALL
        (SELECT x.id FROM unnest($4) AS combo CROSS JOIN LATERAL (
          SELECT r.id FROM dataset_row r %1$s
          WHERE r.dataset_id = $2 AND r.id > $6 AND r.combination_id = combo AND %2$s AND %3$s
          ORDER BY r.id LIMIT $5) x
        WHERE (SELECT count(*) FROM walk) < $5 ORDER BY x.id LIMIT $5)) found WHERE $1 IS NOT NULL $q$, v_cells, v_sql, v_free);
  ELSE
    SELECT array_agg(id) INTO v_rows FROM (
      SELECT x.id FROM unnest(v_combos) AS combo CROSS JOIN LATERAL (
        SELECT r.id FROM dataset_row r
        WHERE r.dataset_id = p_dataset AND r.combination_id = combo AND r.id > p_from
          AND NOT EXISTS (SELECT FROM claim k WHERE k.row_id = r.id)
          AND NOT EXISTS (SELECT FROM skip s WHERE s.row_id = r.id AND s.reviewer_id = p_by)
        ORDER BY r.id LIMIT p_count) x
      ORDER BY x.id LIMIT p_count) found;
    RETURN coalesce(v_rows, '{}');
  END IF;
  RETURN coalesce(run_prepared(v_text, coalesce(p_stage -> 'params', '[]'), p_dataset, p_by, v_combos, p_count, p_from), '{}');
END $$;

-- claim: {by, count, seconds, limit, known, several, stages: [{combos, disputed, sql, params, from}]} → {claims, froms}
-- disputed: those of the combos whose rows may be dealt to who disagrees about them, where rows want several reviews.
CREATE FUNCTION queue_claim(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_limit int := i ->> 'limit';
  v_want int := i ->> 'count';
  v_held int;
  v_stage jsonb;
  v_rows bigint[] := '{}';
  v_found bigint[];
  v_froms jsonb := '[]';
  v_from bigint;
  v_several boolean := i ? 'several';
  v_which text;
BEGIN
  IF v_limit > 0 THEN
    SELECT count(*) INTO v_held FROM claim WHERE dataset_id = p_dataset AND reviewer_id = v_by;
    IF v_held >= v_limit THEN
      RETURN refused('ClaimLimitReached', jsonb_build_object('limit', v_limit, 'held', v_held));
    END IF;
    v_want := least(v_want, v_limit - v_held);
  END IF;
  FOR v_stage IN SELECT * FROM jsonb_array_elements(i -> 'stages') LOOP
    v_from := (v_stage ->> 'from')::bigint;
    v_found := free_rows(p_dataset, v_by, v_stage, v_from, v_want + cardinality(v_rows), 'fresh', v_several);
    IF v_from > 0 AND cardinality(ARRAY(SELECT unnest(v_found) EXCEPT SELECT unnest(v_rows))) < v_want THEN
      -- "Nothing to claim" is said only after a look that skipped nothing.
      v_found := free_rows(p_dataset, v_by, v_stage, 0, v_want + cardinality(v_rows), 'fresh', v_several);
      v_from := 0;
    END IF;
    v_found := ARRAY(SELECT f FROM unnest(v_found) f WHERE f <> ALL (v_rows) ORDER BY f LIMIT v_want);
    v_froms := v_froms || to_jsonb(greatest(v_from, (SELECT max(f) FROM unnest(v_found) f)));
    v_rows := v_rows || v_found;
    v_want := v_want - cardinality(v_found);
    EXIT WHEN v_want <= 0;
  END LOOP;
  -- What this reviewer had sent back comes last, in the order in which it was skipped; and after it, where they look for it, what
  -- several disagree about, this reviewer among them: rather somebody else, but a team of two must settle it too.
  FOREACH v_which IN ARRAY CASE WHEN v_several THEN ARRAY['skipped', 'disputed'] ELSE ARRAY['skipped'] END LOOP
    FOR v_stage IN SELECT * FROM jsonb_array_elements(i -> 'stages') LOOP
      EXIT WHEN v_want <= 0;
      IF v_which = 'disputed' THEN v_stage := v_stage || jsonb_build_object('combos', coalesce(v_stage -> 'disputed', '[]')); END IF;
      v_found := free_rows(p_dataset, v_by, v_stage, 0, v_want + cardinality(v_rows), v_which, v_several);
      v_found := ARRAY(SELECT f FROM unnest(v_found) WITH ORDINALITY u(f, n) WHERE f <> ALL (v_rows) ORDER BY n LIMIT v_want);
      v_rows := v_rows || v_found;
      v_want := v_want - cardinality(v_found);
    END LOOP;
  END LOOP;
  -- A combination that the caller has not seen could hold rows of its filter: before it is told that there are no more, it
  -- loads and asks again.
  IF v_want > 0 AND (i ->> 'known')::int < newest_combination(p_dataset) THEN RETURN refused('CombinationsUnknown'); END IF;
  IF v_rows = '{}' THEN
    RETURN jsonb_build_object('ok', jsonb_build_object('claims', '[]'::jsonb, 'froms', v_froms));
  END IF;
  RETURN jsonb_build_object('ok', jsonb_build_object(
    'claims', grant_claims(p_dataset, p_now, v_by, (i ->> 'seconds')::int, v_rows), 'froms', v_froms));
END $$;

-- claims: {known, stage, takers: [{by, count, seconds, limit}]} → {dealt: {from, rows, takers, helds, wants}}: many reviewers
-- who want rows of the same stage at the same moment, each named once, dealt in their order by one look and two inserts.
-- takers: for each row whose it is, from 1; the claims themselves are told with the batch's rows. A batch of 64 took some
-- 150 ms one by one, and 5 ms so. Where somebody has skipped rows, or rows want several reviews: {replies}, one each.
CREATE FUNCTION queue_claims(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_seq bigint := head_seq(p_dataset);
  v_stage jsonb := i -> 'stage';
  v_from bigint := i -> 'stage' ->> 'from';
  v_bys int[];
  v_counts int[];
  v_seconds int[];
  v_limits int[];
  v_helds int[];
  v_wants int[];
  v_of int[];
  v_rows bigint[];
  v_replies jsonb;
BEGIN
  SELECT array_agg((t ->> 'by')::int ORDER BY n), array_agg((t ->> 'count')::int ORDER BY n), array_agg((t ->> 'seconds')::int ORDER BY n), array_agg((t ->> 'limit')::int ORDER BY n)
  INTO v_bys, v_counts, v_seconds, v_limits FROM jsonb_array_elements(i -> 'takers') WITH ORDINALITY x(t, n);
  -- What somebody skipped comes last for them alone, and what they have reviewed is none of theirs: then each is looked after
  -- by themselves.
  IF i ? 'several' OR EXISTS (SELECT FROM skip WHERE dataset_id = p_dataset AND reviewer_id = ANY (v_bys)) THEN
    SELECT jsonb_agg(queue_claim(p_dataset, p_now, (i - 'takers' - 'stage') || t || jsonb_build_object('stages', jsonb_build_array(v_stage))) ORDER BY n)
    INTO v_replies FROM jsonb_array_elements(i -> 'takers') WITH ORDINALITY x(t, n);
    RETURN jsonb_build_object('ok', jsonb_build_object('replies', v_replies));
  END IF;
  SELECT array_agg(held ORDER BY n), array_agg(CASE WHEN l = 0 THEN c ELSE greatest(0, least(c, l - held)) END ORDER BY n) INTO v_helds, v_wants
  FROM (SELECT n, c, l, CASE WHEN l = 0 THEN 0 ELSE (SELECT count(*)::int FROM claim WHERE dataset_id = p_dataset AND reviewer_id = b) END AS held
        FROM unnest(v_bys, v_counts, v_limits) WITH ORDINALITY x(b, c, l, n)) h;
  -- Whose turn it is, place by place.
  v_of := ARRAY(SELECT n FROM unnest(v_wants) WITH ORDINALITY w(want, n), generate_series(1, want) ORDER BY n);
  v_rows := free_rows(p_dataset, 0, v_stage, v_from, cardinality(v_of), 'fresh', false);
  IF v_from > 0 AND cardinality(v_rows) < cardinality(v_of) THEN
    -- "Nothing to claim" is said only after a look that skipped nothing.
    v_rows := free_rows(p_dataset, 0, v_stage, 0, cardinality(v_of), 'fresh', false);
    v_from := 0;
  END IF;
  IF cardinality(v_rows) < cardinality(v_of) AND (i ->> 'known')::int < newest_combination(p_dataset) THEN
    RETURN jsonb_build_object('ok', jsonb_build_object('replies', (SELECT jsonb_agg(refused('CombinationsUnknown')) FROM unnest(v_bys))));
  END IF;
  v_from := greatest(v_from, v_rows[cardinality(v_rows)]);
  WITH dealt AS MATERIALIZED (
    SELECT d.id, v_bys[d.taker] AS by, v_seconds[d.taker] AS seconds, d.n, r.project_id, r.version, r.combination_id
    FROM unnest(v_rows, v_of[1:cardinality(v_rows)]) WITH ORDINALITY d(id, taker, n) JOIN dataset_row r ON r.id = d.id
  ), made AS (
    INSERT INTO claim (row_id, project_id, dataset_id, reviewer_id, token, claimed_at, expires_at)
    SELECT id, project_id, p_dataset, by, gen_random_uuid(), p_now, p_now + make_interval(secs => seconds) FROM dealt
  )
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, holder_after)
  SELECT p_dataset, v_seq + n, project_id, p_now, 'claimed', by, id, version, combination_id, combination_id, by FROM dealt;
  RETURN jsonb_build_object('ok', jsonb_build_object('dealt', jsonb_build_object('from', v_from, 'rows', v_rows,
    'takers', v_of[1:cardinality(v_rows)], 'helds', v_helds, 'wants', v_wants)));
END $$;

-- claimRow: {by, row, seconds, limit} → {claim}
CREATE FUNCTION queue_claim_row(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_limit int := i ->> 'limit';
  v_row dataset_row;
  v_held int;
  v_claim claim;
BEGIN
  SELECT * INTO v_row FROM dataset_row WHERE id = (i ->> 'row')::bigint AND dataset_id = p_dataset;
  IF NOT FOUND THEN RETURN refused('NotFound'); END IF;
  IF (SELECT filled FROM combination WHERE id = v_row.combination_id) THEN RETURN refused('RowAlreadyFilled'); END IF;
  PERFORM reap_claims(p_dataset, p_now, ARRAY[v_row.id]);
  SELECT * INTO v_claim FROM claim WHERE row_id = v_row.id ORDER BY reviewer_id <> v_by, place LIMIT 1;
  IF FOUND AND v_claim.reviewer_id = v_by THEN
    UPDATE claim SET expires_at = greatest(expires_at, p_now + make_interval(secs => (i ->> 'seconds')::int)) WHERE token = v_claim.token RETURNING * INTO v_claim;
    RETURN jsonb_build_object('ok', jsonb_build_object('claims', jsonb_build_array(claim_json(v_claim))));
  END IF;
  IF v_by = ANY (v_row.reviewed_by) AND reviews_missing(v_row) > 0 THEN RETURN refused('AlreadyReviewed'); END IF;
  IF v_claim.row_id IS NOT NULL AND places_left(v_row) <= 0 THEN RETURN refused_for(v_claim); END IF;
  IF v_limit > 0 THEN
    SELECT count(*) INTO v_held FROM claim WHERE dataset_id = p_dataset AND reviewer_id = v_by;
    IF v_held >= v_limit THEN
      RETURN refused('ClaimLimitReached', jsonb_build_object('limit', v_limit, 'held', v_held));
    END IF;
  END IF;
  RETURN jsonb_build_object('ok', jsonb_build_object('claims', grant_claims(p_dataset, p_now, v_by, (i ->> 'seconds')::int, ARRAY[v_row.id])));
END $$;

-- Ends one claim by an event that changes nothing else.
CREATE FUNCTION end_claim(p_dataset int, p_now timestamptz, p_claim claim, p_kind text, p_actor int, p_note jsonb) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  DELETE FROM claim WHERE row_id = p_claim.row_id AND place = p_claim.place;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, holder_before, note)
  SELECT p_dataset, head_seq(p_dataset) + 1, r.project_id, p_now, p_kind, p_actor, r.id, r.version, r.combination_id, r.combination_id, p_claim.reviewer_id,
    CASE WHEN r.reviews_required > 1 THEN coalesce(p_note, '{}') || held_by(holders_of(r.id) || to_jsonb(p_claim.reviewer_id), holders_of(r.id)) ELSE p_note END
  FROM dataset_row r WHERE r.id = p_claim.row_id;
END $$;

-- release: {by, tokens} → {released, lost}
CREATE FUNCTION queue_release(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_claim claim;
  v_token text;
  v_released int := 0;
  v_lost text[] := '{}';
BEGIN
  FOR v_token IN SELECT jsonb_array_elements_text(i -> 'tokens') LOOP
    SELECT * INTO v_claim FROM claim
    WHERE token = v_token::uuid AND dataset_id + 0 = p_dataset AND reviewer_id = (i ->> 'by')::int AND expires_at > p_now;
    IF FOUND THEN
      PERFORM end_claim(p_dataset, p_now, v_claim, 'released', (i ->> 'by')::int, NULL);
      v_released := v_released + 1;
    ELSE
      v_lost := v_lost || v_token;
    END IF;
  END LOOP;
  RETURN jsonb_build_object('ok', jsonb_build_object('released', v_released, 'lost', to_jsonb(v_lost)));
END $$;

-- Keeps what somebody typed. The same statement is used without the lock while the claim holds.
CREATE FUNCTION keep_draft(p_row bigint, p_by int, p_values jsonb, p_now timestamptz) RETURNS void LANGUAGE sql VOLATILE AS $$
  INSERT INTO draft (row_id, reviewer_id, project_id, dataset_id, "values", updated_at)
  SELECT r.id, p_by, r.project_id, r.dataset_id, p_values, p_now FROM dataset_row r WHERE r.id = p_row
  ON CONFLICT (row_id, reviewer_id) DO UPDATE SET "values" = excluded."values", updated_at = excluded.updated_at
$$;

-- Of the claim that a write names by its token: null when it is good, else the refusal. What was typed is kept.
CREATE FUNCTION fence(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_row bigint := i ->> 'row';
BEGIN
  -- By the row (hence the + 0), not through all that the person holds.
  PERFORM FROM claim
  WHERE row_id = v_row AND dataset_id + 0 = p_dataset AND token = (i ->> 'token')::uuid AND reviewer_id = (i ->> 'by')::int AND expires_at > p_now;
  IF FOUND THEN RETURN NULL; END IF;
  IF i -> 'typed' IS NOT NULL AND i -> 'typed' <> 'null' THEN
    PERFORM keep_draft(v_row, (i ->> 'by')::int, i -> 'typed', p_now);
  END IF;
  RETURN refused('ClaimExpired');
END $$;

-- annotate: {by, row, token | version, force, given, answer, labels, fill, typed, combinations, adjudication} → {seq}
-- given, answer: cells by column id, null to clear; labels: option ids by column id, null to clear. adjudication: {column, agreed,
-- disputed}, or null where the dataset has no such label column, so that no row of it has several reviews.
CREATE FUNCTION queue_annotate(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_row dataset_row;
  v_cells row_cells;
  v_claim claim;
  v_from combination;
  v_fill boolean := (i ->> 'fill')::boolean;
  v_held boolean;
  v_forced boolean := false;
  v_to int;
  v_changed jsonb;
  v_refusal jsonb;
  v_seq bigint;
  -- Of a row that wants several reviews.
  v_holders jsonb;
BEGIN
  SELECT * INTO v_row FROM dataset_row WHERE id = (i ->> 'row')::bigint AND dataset_id = p_dataset;
  IF NOT FOUND THEN RETURN refused('NotFound'); END IF;
  SELECT * INTO v_from FROM combination WHERE id = v_row.combination_id;
  IF i ->> 'token' IS NOT NULL THEN
    v_refusal := fence(p_dataset, p_now, i);
    IF v_refusal IS NOT NULL THEN RETURN v_refusal; END IF;
  END IF;
  IF v_fill AND v_from.filled THEN RETURN refused('RowAlreadyFilled'); END IF;
  IF i ->> 'version' IS NOT NULL AND (i ->> 'version')::int <> v_row.version THEN RETURN refused('RowChangedMeanwhile'); END IF;
  PERFORM reap_claims(p_dataset, p_now, ARRAY[v_row.id]);
  IF v_row.reviews_required > 1 AND NOT v_from.filled THEN
    IF v_fill AND reviews_missing(v_row) > 0 THEN RETURN queue_review(p_dataset, p_now, i, v_row, v_from); END IF;
    IF i ->> 'token' IS NOT NULL AND reviews_missing(v_row) > 0 THEN
      -- Not an answer yet, and nothing that the others may see.
      PERFORM keep_draft(v_row.id, v_by, i -> 'typed', p_now);
      RETURN jsonb_build_object('ok', jsonb_build_object('seq', head_seq(p_dataset)));
    END IF;
    v_holders := holders_of(v_row.id);
  END IF;
  SELECT * INTO v_claim FROM claim WHERE row_id = v_row.id ORDER BY reviewer_id <> v_by, place LIMIT 1;
  v_held := FOUND;
  IF v_held AND i ->> 'token' IS NULL AND v_claim.reviewer_id <> v_by THEN
    IF NOT coalesce((i ->> 'force')::boolean, false) THEN RETURN refused_for(v_claim); END IF;
    v_forced := true;
  END IF;
  v_to := combination_within(p_dataset, v_from.filled OR v_fill, laid_over(v_from.labels, i -> 'labels'), (i ->> 'combinations')::int);
  IF v_to IS NULL THEN RETURN refused('TooManyCombinations', jsonb_build_object('limit', i -> 'combinations')); END IF;
  IF v_forced THEN
    -- All of them, where a row wants several reviews: or the edit would go under others'.
    FOR v_claim IN SELECT * FROM claim WHERE row_id = v_row.id ORDER BY place LOOP
      PERFORM end_claim(p_dataset, p_now, v_claim, 'released', v_by, '{"forced": true}');
    END LOOP;
    v_held := false;
    IF v_holders IS NOT NULL THEN v_holders := holders_of(v_row.id); END IF;
  END IF;

  SELECT * INTO v_cells FROM row_cells WHERE row_id = v_row.id;
  SELECT coalesce(jsonb_object_agg(key, jsonb_build_array(coalesce((v_cells.given || v_cells.answer) -> key, 'null'), value)), '{}') INTO v_changed
  FROM jsonb_each((i -> 'given') || (i -> 'answer'))
  WHERE coalesce((v_cells.given || v_cells.answer) -> key, 'null') <> value;
  IF v_changed = '{}' AND v_to = v_from.id THEN
    RETURN jsonb_build_object('ok', jsonb_build_object('seq', head_seq(p_dataset)));
  END IF;

  IF v_changed <> '{}' THEN
    UPDATE row_cells SET given = laid_over(given, i -> 'given'), answer = laid_over(answer, i -> 'answer') WHERE row_id = v_row.id;
  END IF;
  UPDATE dataset_row SET combination_id = v_to, version = version + 1, updated_at = p_now,
    filled_by_id = CASE WHEN v_fill THEN v_by ELSE filled_by_id END, filled_at = CASE WHEN v_fill THEN p_now ELSE filled_at END
  WHERE id = v_row.id;
  DELETE FROM draft WHERE row_id = v_row.id AND (v_fill OR reviewer_id = v_by);
  v_seq := head_seq(p_dataset) + 1;
  IF v_fill THEN
    DELETE FROM claim WHERE row_id = v_row.id;
    DELETE FROM skip WHERE row_id = v_row.id;
    INSERT INTO review (project_id, dataset_id, row_id, reviewer_id, answer, labels, seconds, filled_at, settles)
    SELECT v_row.project_id, p_dataset, v_row.id, v_by, laid_over(v_cells.answer, i -> 'answer'), m.labels,
           CASE WHEN v_held THEN extract(epoch FROM p_now - v_claim.claimed_at) END, p_now,
           (v_row.reviewed_by IS NOT NULL OR jsonb_typeof(i -> 'adjudication') = 'object') AND has_several(v_row.id)
    FROM combination m WHERE m.id = v_to;
  END IF;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, holder_before, holder_after, cells, note)
  VALUES (p_dataset, v_seq, v_row.project_id, p_now, CASE WHEN v_fill THEN 'filled' ELSE 'edited' END, v_by, v_row.id, v_row.version + 1,
    v_from.id, v_to, CASE WHEN v_held THEN v_claim.reviewer_id END, CASE WHEN v_held AND NOT v_fill THEN v_claim.reviewer_id END,
    nullif(v_changed, '{}'), was(v_row) || coalesce(held_by(v_holders, CASE WHEN v_fill THEN '[]' ELSE v_holders END), '{}'));
  RETURN jsonb_build_object('ok', jsonb_build_object('seq', v_seq));
END $$;

-- What a row's own record said before an event, so that the state at every seq can be told from the state now.
CREATE FUNCTION was(r dataset_row) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('was', CASE WHEN r.reviewed_by IS NULL THEN jsonb_build_array(epoch_ms(r.updated_at), epoch_ms(r.filled_at), r.filled_by_id)
    ELSE jsonb_build_array(epoch_ms(r.updated_at), epoch_ms(r.filled_at), r.filled_by_id, r.reviewed_by) END)
$$;

-- skip: {by, row, token, reason, typed} → {}
CREATE FUNCTION queue_skip(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_claim claim;
  v_refusal jsonb;
BEGIN
  PERFORM FROM dataset_row WHERE id = (i ->> 'row')::bigint AND dataset_id = p_dataset;
  IF NOT FOUND THEN RETURN refused('NotFound'); END IF;
  v_refusal := fence(p_dataset, p_now, i);
  IF v_refusal IS NOT NULL THEN RETURN v_refusal; END IF;
  SELECT * INTO v_claim FROM claim WHERE token = (i ->> 'token')::uuid;
  PERFORM end_claim(p_dataset, p_now, v_claim, 'skipped', (i ->> 'by')::int,
    CASE WHEN i ->> 'reason' IS NOT NULL THEN jsonb_build_object('reason', i ->> 'reason') END);
  INSERT INTO skip (row_id, reviewer_id, project_id, dataset_id, reason, skipped_at)
  VALUES (v_claim.row_id, v_claim.reviewer_id, v_claim.project_id, p_dataset, i ->> 'reason', p_now)
  ON CONFLICT (row_id, reviewer_id) DO UPDATE SET reason = excluded.reason, skipped_at = excluded.skipped_at;
  RETURN '{"ok": {}}';
END $$;

-- reopen: {by, row, version, reason} → {seq}
CREATE FUNCTION queue_reopen(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_row dataset_row;
  v_from combination;
  v_to int;
  v_seq bigint;
BEGIN
  SELECT * INTO v_row FROM dataset_row WHERE id = (i ->> 'row')::bigint AND dataset_id = p_dataset;
  IF NOT FOUND THEN RETURN refused('NotFound'); END IF;
  SELECT * INTO v_from FROM combination WHERE id = v_row.combination_id;
  IF NOT v_from.filled THEN RETURN refused('RowNotFilled'); END IF;
  IF (i ->> 'version')::int <> v_row.version THEN RETURN refused('RowChangedMeanwhile'); END IF;
  v_to := combination_of(p_dataset, false, v_from.labels);
  UPDATE dataset_row SET combination_id = v_to, version = version + 1, updated_at = p_now, filled_by_id = NULL, filled_at = NULL, reviewed_by = NULL, answers_shown = true
  WHERE id = v_row.id;
  -- What annotators said elsewhere stays said, whatever becomes of the row here.
  UPDATE review SET ended_at = p_now WHERE row_id = v_row.id AND ended_at IS NULL AND annotator_id IS NULL;
  v_seq := head_seq(p_dataset) + 1;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, note)
  VALUES (p_dataset, v_seq, v_row.project_id, p_now, 'reopened', (i ->> 'by')::int, v_row.id, v_row.version + 1, v_from.id, v_to,
    was(v_row) || jsonb_strip_nulls(jsonb_build_object('reason', i ->> 'reason')));
  RETURN jsonb_build_object('ok', jsonb_build_object('seq', v_seq));
END $$;

-- bulk: {by, rows, combos, sql, params, given, answer, labels, fill, group, combinations, adjudication} → {changed, held, awaiting, seq}
-- awaiting: rows that were to be filled and want the answers of more reviewers first; left alone. by: null for what is nobody's.
-- One chunk of a bulk edit: the rows that still match the filter and that nobody holds. One event; chunks of one edit
-- share their group, so that undoing takes all of them back.
CREATE FUNCTION queue_bulk(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_fill boolean := (i ->> 'fill')::boolean;
  v_ids bigint[] := ARRAY(SELECT jsonb_array_elements_text(i -> 'rows')::bigint);
  v_held int;
  v_awaiting bigint[] := '{}';
  v_seq bigint;
  v_bulk jsonb;
  v_moves jsonb;
  v_match bigint[];
  v_new jsonb := (i -> 'given') || (i -> 'answer');
  v_targets jsonb;
  v_changes jsonb;
BEGIN
  IF (i ->> 'known')::int < newest_combination(p_dataset) THEN RETURN refused('CombinationsUnknown'); END IF;
  PERFORM reap_claims(p_dataset, p_now, v_ids);
  EXECUTE format($q$
    SELECT array_agg(r.id ORDER BY r.id) FROM dataset_row r JOIN row_cells c ON c.row_id = r.id
    WHERE r.id = ANY ($2) AND r.dataset_id = $3 AND ($4 IS NULL OR r.combination_id = ANY ($4)) AND %s $q$, coalesce(i ->> 'sql', 'true'))
  INTO v_match USING i -> 'params', v_ids, p_dataset,
    CASE WHEN i -> 'combos' <> 'null' THEN ARRAY(SELECT jsonb_array_elements_text(i -> 'combos')::int) END;
  SELECT count(DISTINCT row_id) INTO v_held FROM claim WHERE row_id = ANY (v_match) AND reviewer_id IS DISTINCT FROM v_by;
  v_match := ARRAY(SELECT m FROM unnest(v_match) m WHERE NOT EXISTS (SELECT FROM claim k WHERE k.row_id = m AND k.reviewer_id IS DISTINCT FROM v_by));
  IF v_fill THEN
    v_awaiting := ARRAY(SELECT r.id FROM dataset_row r JOIN combination m ON m.id = r.combination_id
      WHERE r.id = ANY (v_match) AND NOT m.filled AND r.reviews_required > 1 AND reviews_missing(r) > 0);
    v_match := ARRAY(SELECT unnest(v_match) EXCEPT SELECT unnest(v_awaiting));
  END IF;

  SELECT jsonb_object_agg(id, combination_within(p_dataset, filled OR v_fill, laid_over(labels, i -> 'labels'), (i ->> 'combinations')::int)) INTO v_targets
  FROM combination WHERE id = ANY (ARRAY(SELECT DISTINCT combination_id FROM dataset_row WHERE id = ANY (v_match)));
  IF EXISTS (SELECT FROM jsonb_each(v_targets) WHERE value = 'null') THEN
    RETURN refused('TooManyCombinations', jsonb_build_object('limit', i -> 'combinations'));
  END IF;
  -- What changes, row by row. Kept in a variable: a temporary table would churn the catalog with every chunk.
  SELECT jsonb_agg(b) INTO v_changes FROM (
    SELECT r.id, r.version, r.combination_id AS before, (v_targets ->> r.combination_id::text)::int AS after, m.filled, was(r) -> 'was' AS was,
           k.reviewer_id AS holder, (SELECT coalesce(jsonb_object_agg(e.key, coalesce((c.given || c.answer) -> e.key, 'null')), '{}') FROM jsonb_each(v_new) e) AS cells
    FROM dataset_row r JOIN row_cells c ON c.row_id = r.id JOIN combination m ON m.id = r.combination_id LEFT JOIN claim k ON k.row_id = r.id AND k.reviewer_id = v_by
    WHERE r.id = ANY (v_match)) b
  WHERE b.after <> b.before OR b.cells <> v_new;
  IF v_changes IS NULL THEN
    RETURN jsonb_build_object('ok', jsonb_build_object('changed', 0, 'held', v_held, 'awaiting', cardinality(v_awaiting), 'seq', head_seq(p_dataset)));
  END IF;
  v_match := ARRAY(SELECT id FROM jsonb_to_recordset(v_changes) b(id bigint));

  UPDATE row_cells SET given = laid_over(given, i -> 'given'), answer = laid_over(answer, i -> 'answer')
  WHERE row_id = ANY (v_match) AND v_new <> '{}';
  UPDATE dataset_row r SET combination_id = b.after, version = r.version + 1, updated_at = p_now,
    filled_by_id = CASE WHEN v_fill AND NOT b.filled THEN v_by ELSE r.filled_by_id END,
    filled_at = CASE WHEN v_fill AND NOT b.filled THEN p_now ELSE r.filled_at END
  FROM jsonb_to_recordset(v_changes) b(id bigint, after int, filled boolean) WHERE r.id = b.id;
  IF v_fill THEN
    DELETE FROM claim WHERE row_id = ANY (v_match);
    DELETE FROM draft WHERE row_id = ANY (v_match);
    DELETE FROM skip WHERE row_id = ANY (v_match);
    INSERT INTO review (project_id, dataset_id, row_id, reviewer_id, answer, labels, filled_at, settles)
    SELECT c.project_id, p_dataset, b.id, v_by, c.answer, m.labels, p_now,
      (jsonb_typeof(i -> 'adjudication') = 'object' OR EXISTS (SELECT FROM dataset_row r WHERE r.id = b.id AND r.reviewed_by IS NOT NULL)) AND has_several(b.id)
    FROM jsonb_to_recordset(v_changes) b(id bigint, after int, filled boolean)
      JOIN row_cells c ON c.row_id = b.id JOIN combination m ON m.id = b.after WHERE NOT b.filled;
  END IF;
  SELECT jsonb_build_object('rows', jsonb_agg(id ORDER BY id), 'befores', jsonb_agg(before ORDER BY id), 'afters', jsonb_agg(after ORDER BY id),
      'versions', jsonb_agg(version + 1 ORDER BY id), 'was', jsonb_agg(was ORDER BY id), 'holders', jsonb_agg(holder ORDER BY id),
      'cells', (SELECT coalesce(jsonb_object_agg(e.key, jsonb_build_object('after', e.value,
          'befores', (SELECT jsonb_agg(b -> 'cells' -> e.key ORDER BY (b ->> 'id')::bigint) FROM jsonb_array_elements(v_changes) b))), '{}')
        FROM jsonb_each(v_new) e))
  INTO v_bulk FROM jsonb_to_recordset(v_changes) b(id bigint, version int, before int, after int, was jsonb, holder int);
  SELECT jsonb_object_agg(id, n) INTO v_moves FROM (
    SELECT id, sum(d) AS n FROM jsonb_to_recordset(v_changes) b(before int, after int) CROSS JOIN LATERAL (VALUES (before, -1), (after, 1)) m(id, d)
    GROUP BY id HAVING sum(d) <> 0) s;
  v_seq := head_seq(p_dataset) + 1;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, bulk, moves, note)
  SELECT p_dataset, v_seq, d.project_id, p_now, CASE WHEN v_fill THEN 'filled' ELSE 'edited' END, v_by, v_bulk, v_moves, jsonb_build_object('group', i ->> 'group')
  FROM dataset d WHERE d.id = p_dataset;
  RETURN jsonb_build_object('ok', jsonb_build_object('changed', cardinality(v_match), 'held', v_held, 'awaiting', cardinality(v_awaiting), 'seq', v_seq));
END $$;

-- The version whose state a row was in at a version: that one, or the one that an undo had brought back. So undoing goes
-- on from where it is.
CREATE FUNCTION state_version(p_row bigint, p_version int) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT (note ->> 'restores')::int FROM event
    WHERE row_id = p_row AND kind = 'undone' AND version = p_version ORDER BY seq DESC LIMIT 1), p_version)
$$;

-- One row back to what it was before an event, as an event of its own. Null, or why not.
CREATE FUNCTION restore_row(p_dataset int, p_now timestamptz, p_by int, p_seq bigint, p_kind text, p_row bigint, p_version int,
  p_before int, p_cells jsonb, p_was jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_row dataset_row;
  v_claim claim;
  v_befores jsonb;
  v_filled boolean := false;
  v_holders jsonb;
BEGIN
  SELECT * INTO v_row FROM dataset_row WHERE id = p_row AND dataset_id = p_dataset;
  IF NOT FOUND THEN RETURN refused('NotFound'); END IF;
  PERFORM reap_claims(p_dataset, p_now, ARRAY[p_row]);
  IF state_version(p_row, v_row.version) <> state_version(p_row, p_version) THEN RETURN refused('RowChangedMeanwhile', jsonb_build_object('row', p_row)); END IF;
  IF v_row.reviews_required > 1 THEN v_holders := holders_of(p_row); END IF;
  SELECT * INTO v_claim FROM claim WHERE row_id = p_row ORDER BY reviewer_id = p_by, place LIMIT 1;
  -- Others may be at their own answers to a row that wants several; not at settling what this one is part of.
  IF FOUND AND v_claim.reviewer_id <> p_by AND NOT (v_row.reviews_required > 1 AND (p_kind = 'skipped' OR p_kind = 'reviewed' AND reviews_missing(v_row) > 0)) THEN
    RETURN refused('RowChangedMeanwhile', jsonb_build_object('row', p_row));
  END IF;
  IF p_kind = 'skipped' THEN
    DELETE FROM skip WHERE row_id = p_row AND reviewer_id = p_by;
    p_before := v_row.combination_id;
  ELSE
    SELECT coalesce(jsonb_object_agg(key, value -> 0), '{}') INTO v_befores FROM jsonb_each(coalesce(p_cells, '{}'));
    -- Cells by column id: each goes back to the side that it stands on.
    UPDATE row_cells c SET
      given = laid_over(c.given, (SELECT coalesce(jsonb_object_agg(b.key, b.value), '{}') FROM jsonb_each(v_befores) b JOIN dataset_column k ON k.id = b.key::int WHERE k.role <> 'ANNOTATION')),
      answer = laid_over(c.answer, (SELECT coalesce(jsonb_object_agg(b.key, b.value), '{}') FROM jsonb_each(v_befores) b JOIN dataset_column k ON k.id = b.key::int WHERE k.role = 'ANNOTATION'))
    WHERE c.row_id = p_row AND v_befores <> '{}';
    UPDATE dataset_row SET combination_id = p_before, version = version + 1, updated_at = p_now,
      filled_at = to_timestamp((p_was ->> 1)::double precision / 1000), filled_by_id = (p_was ->> 2)::int,
      answers_shown = answers_shown OR p_kind = 'filled',
      reviewed_by = CASE WHEN p_was -> 3 IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(p_was -> 3)::int) END
    WHERE id = p_row;
    IF p_kind IN ('reviewed', 'filled') THEN
      UPDATE review SET ended_at = p_now WHERE id = (SELECT max(id + 0) FROM review -- "+ 0": by the row, not down the whole key
        WHERE row_id = p_row AND reviewer_id = p_by AND ended_at IS NULL);
    ELSIF p_kind = 'reopened' THEN
      UPDATE review SET ended_at = NULL WHERE row_id = p_row AND annotator_id IS NULL
        AND ended_at = (SELECT at FROM event WHERE dataset_id = p_dataset AND seq = p_seq);
    END IF;
    -- A row that goes back to filled has no claim.
    SELECT filled INTO v_filled FROM combination WHERE id = p_before;
    DELETE FROM claim WHERE row_id = p_row AND v_filled;
  END IF;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, holder_before, holder_after, cells, note)
  VALUES (p_dataset, head_seq(p_dataset) + 1, v_row.project_id, p_now, 'undone', p_by, p_row,
    v_row.version + CASE WHEN p_kind = 'skipped' THEN 0 ELSE 1 END, v_row.combination_id, p_before, v_claim.reviewer_id, CASE WHEN NOT v_filled THEN v_claim.reviewer_id END,
    (SELECT jsonb_object_agg(key, jsonb_build_array(value -> 1, value -> 0)) FROM jsonb_each(p_cells)),
    was(v_row) || coalesce(held_by(v_holders, CASE WHEN v_filled THEN '[]' ELSE v_holders END), '{}') || jsonb_build_object('undoes', p_seq, 'restores', state_version(p_row, CASE WHEN p_kind = 'skipped' THEN p_version ELSE p_version - 1 END)));
  RETURN NULL;
END $$;

-- undo: {by, seqs} → {seqs, rows}: takes back one action, which is one event or the chunks of one bulk edit. All or nothing.
CREATE FUNCTION queue_undo(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_start bigint := head_seq(p_dataset);
  v_event event;
  v_n int;
  v_refusal jsonb;
BEGIN
  IF i -> 'seqs' = '[]' THEN RETURN refused('NothingToUndo'); END IF;
  BEGIN
    FOR v_event IN SELECT * FROM event WHERE dataset_id = p_dataset AND seq = ANY (ARRAY(SELECT jsonb_array_elements_text(i -> 'seqs')::bigint)) ORDER BY seq DESC LOOP
      IF v_event.actor_id IS DISTINCT FROM v_by OR v_event.note ? 'undone' THEN
        v_refusal := refused('NothingToUndo');
      ELSIF v_event.bulk IS NULL THEN
        v_refusal := restore_row(p_dataset, p_now, v_by, v_event.seq, v_event.kind, v_event.row_id, v_event.version, v_event.before, v_event.cells, v_event.note -> 'was');
      ELSE
        FOR v_n IN 0 .. jsonb_array_length(v_event.bulk -> 'rows') - 1 LOOP
          v_refusal := restore_row(p_dataset, p_now, v_by, v_event.seq,
            CASE WHEN v_event.kind = 'filled' AND (v_event.bulk -> 'was' -> v_n ->> 1) IS NOT NULL THEN 'edited' ELSE v_event.kind END,
            (v_event.bulk -> 'rows' ->> v_n)::bigint, (v_event.bulk -> 'versions' ->> v_n)::int, (v_event.bulk -> 'befores' ->> v_n)::int,
            (SELECT jsonb_object_agg(key, jsonb_build_array(value -> 'befores' -> v_n, value -> 'after')) FROM jsonb_each(v_event.bulk -> 'cells')),
            v_event.bulk -> 'was' -> v_n);
          EXIT WHEN v_refusal IS NOT NULL;
        END LOOP;
      END IF;
      -- Back to the savepoint that a block with an exception handler is: nothing half undone.
      IF v_refusal IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'DK001'; END IF;
      UPDATE event SET note = coalesce(note, '{}') || '{"undone": true}' WHERE dataset_id = p_dataset AND seq = v_event.seq;
    END LOOP;
  EXCEPTION WHEN SQLSTATE 'DK001' THEN
    RETURN v_refusal;
  END;
  RETURN jsonb_build_object('ok', jsonb_build_object(
    'seqs', (SELECT coalesce(jsonb_agg(seq ORDER BY seq), '[]') FROM event WHERE dataset_id = p_dataset AND seq > v_start AND kind = 'undone'),
    'rows', (SELECT coalesce(jsonb_agg(DISTINCT row_id), '[]') FROM event WHERE dataset_id = p_dataset AND seq > v_start AND kind = 'undone')));
END $$;

-- Everything that waited for this dataset, in one call: {"replies": […], "rows": […], "seq": head, "combination": the newest,
-- "back": the lowest row that may have come back into a queue, or null, "tail": events since the checkpoint}. rows: what was
-- claimed, written or refused, as it stands after the batch, so that no caller has to read it back: one statement a claim for
-- that took most of the database's time (801 of 989 µs a claim).
-- The settings hold for all that it calls: every look here is by an index, and a plan made and kept while a table was
-- small or not analysed yet would otherwise read all of it ever after; so would one that keeps an empty table at hand (material),
-- 650 µs a claim instead of 77. Plans are made once and kept: made anew for the
-- values of each batch, planning took longer than the writes.
CREATE FUNCTION queue_batch(p_dataset int, p_items jsonb) RETURNS json LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off SET enable_memoize = off AS $$
DECLARE
  v_now timestamptz;
  v_item jsonb;
  v_reply jsonb;
  v_replies jsonb[] := '{}';
  v_known idempotent_reply;
  v_reaped int;
  v_touched bigint[] := '{}';
  v_start bigint;
  v_seq bigint;
  v_several boolean;
BEGIN
  PERFORM lock_dataset(p_dataset);
  v_start := head_seq(p_dataset);
  -- The clock after the wait for the lock, cut to the milliseconds that events and cursors carry.
  v_now := date_trunc('milliseconds', clock_timestamp());
  v_reaped := reap_claims(p_dataset, v_now);
  SELECT several_reviews INTO v_several FROM dataset WHERE id = p_dataset;
  FOR v_item IN SELECT * FROM jsonb_array_elements(p_items) LOOP
    v_reply := NULL;
    IF v_several THEN v_item := v_item || '{"several": true}'; END IF;
    IF v_item ->> 'key' IS NOT NULL THEN
      SELECT * INTO v_known FROM idempotent_reply WHERE user_id = (v_item ->> 'by')::int AND key = v_item ->> 'key';
      IF FOUND THEN
        v_reply := CASE WHEN v_known.request = v_item ->> 'request' THEN v_known.reply ELSE refused('IdempotencyKeyReused') END;
      END IF;
    END IF;
    IF v_reply IS NULL THEN
      v_reply := CASE v_item ->> 'op'
        WHEN 'claim' THEN queue_claim(p_dataset, v_now, v_item)
        WHEN 'claims' THEN queue_claims(p_dataset, v_now, v_item)
        WHEN 'claimRow' THEN queue_claim_row(p_dataset, v_now, v_item)
        WHEN 'release' THEN queue_release(p_dataset, v_now, v_item)
        WHEN 'annotate' THEN queue_annotate(p_dataset, v_now, v_item)
        WHEN 'skip' THEN queue_skip(p_dataset, v_now, v_item)
        WHEN 'reopen' THEN queue_reopen(p_dataset, v_now, v_item)
        WHEN 'bulk' THEN queue_bulk(p_dataset, v_now, v_item)
        WHEN 'require' THEN queue_require(p_dataset, v_now, v_item)
        WHEN 'undo' THEN queue_undo(p_dataset, v_now, v_item)
        WHEN 'reap' THEN jsonb_build_object('ok', jsonb_build_object('reaped', v_reaped))
      END;
      IF v_item ->> 'key' IS NOT NULL AND v_reply ? 'ok' THEN
        INSERT INTO idempotent_reply (user_id, key, project_id, request, reply)
        SELECT (v_item ->> 'by')::int, v_item ->> 'key', project_id, v_item ->> 'request', v_reply FROM dataset WHERE id = p_dataset;
      END IF;
    END IF;
    v_replies := v_replies || v_reply;
    v_touched := v_touched || CASE WHEN v_item ? 'row' THEN ARRAY[(v_item ->> 'row')::bigint]
      WHEN v_reply -> 'ok' ? 'dealt' THEN ARRAY(SELECT jsonb_array_elements_text(v_reply #> '{ok,dealt,rows}')::bigint)
      ELSE ARRAY(SELECT (id #>> '{}')::bigint FROM jsonb_path_query(v_reply, '$.**.rowId') id) END;
  END LOOP;
  v_seq := head_seq(p_dataset);
  RETURN json_build_object('replies', to_json(v_replies), 'seq', v_seq, 'combination', newest_combination(p_dataset),
    -- Claims, fills and answers only take rows out; an answer that makes a dispute has room for one more. A bulk event has its rows in their order.
    'back', (SELECT min(coalesce(row_id, (bulk #>> '{rows,0}')::bigint)) FROM event
      WHERE dataset_id = p_dataset AND seq > v_start AND kind NOT IN ('claimed', 'filled') AND NOT (kind = 'reviewed' AND before = after)),
    'rows', (SELECT json_agg(row_image(r, c, k)) FROM (SELECT DISTINCT unnest(v_touched) AS id) t
      JOIN dataset_row r ON r.id = t.id JOIN row_cells c ON c.row_id = r.id LEFT JOIN claim k ON k.row_id = r.id AND k.place = 0
      WHERE r.dataset_id = p_dataset),
    'tail', v_seq - coalesce((SELECT max(seq) FROM size_checkpoint WHERE dataset_id = p_dataset), 0));
END $$;

-- Of a row that wants several reviews: how many, who has answered, and the claims in its other places.
CREATE FUNCTION several_image(r dataset_row) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_array(r.reviews_required, coalesce(r.reviewed_by, '{}'),
    (SELECT coalesce(json_agg(json_build_array(k.reviewer_id, k.token, epoch_ms(k.claimed_at), epoch_ms(k.expires_at)) ORDER BY k.place), '[]')
     FROM claim k WHERE k.row_id = r.id AND k.place > 0))
$$;

-- A row as the server's `rowImageOf` reads it: a list, since building an object took half as long again (50 rows of 6 cells in
-- 1.08 ms, and 0.74 so). Written once, for pages, loaders and the feed. k: the claim in place 0. What there is more of a row that
-- wants several reviews is a function of its own, since with a look at a table in it this one could not be inlined.
CREATE FUNCTION row_image(r dataset_row, c row_cells, k claim) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_array(r.id, r.dataset_id, r.combination_id, r.version, epoch_ms(r.created_at), epoch_ms(r.updated_at),
    epoch_ms(r.filled_at), r.filled_by_id, r.span_id, c.given, c.answer,
    CASE WHEN k.row_id IS NOT NULL THEN json_build_array(k.reviewer_id, k.token, epoch_ms(k.claimed_at), epoch_ms(k.expires_at)) END,
    CASE WHEN r.reviews_required > 1 OR r.reviewed_by IS NOT NULL THEN several_image(r) END)
$$;

-- Events about many rows, in which a row's history must look for its part.
CREATE INDEX "event_bulk" ON "event" ("dataset_id", "seq") WHERE "bulk" IS NOT NULL;
