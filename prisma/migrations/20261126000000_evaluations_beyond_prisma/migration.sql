-- The durable queue of evaluations. Each row of an evaluation is WAITING, LEASED by a worker until a time of the database's
-- clock, DONE or FAILED. Everything that is recorded names the lease's token and moves the evaluation's `seq` under the lock of
-- its record, so results have dense numbers in commit order, tallies are those of the scores, and a worker that was taken for
-- dead records nothing. ARCHITECTURE.md, "Evaluations", tells the whole.

-- The record of an evaluation is updated with each recording and none of its indexed columns moves: room for HOT updates.
ALTER TABLE "evaluation" SET (fillfactor = 50);
ALTER TABLE "evaluation_evaluator" SET (fillfactor = 50);
ALTER TABLE "evaluation_row" SET (fillfactor = 80);
-- What workers look for every second.
CREATE INDEX "evaluation_running" ON "evaluation" ("id") WHERE "status" = 'RUNNING';
CREATE INDEX "evaluation_row_leased" ON "evaluation_row" ("lease_until") WHERE "lease_until" IS NOT NULL;

-- Takes up to p_rows waiting rows for p_seconds. Fewer, or none, where the budget or the requests per minute allow no more; a
-- budget that is spent pauses the evaluation. p_calls: how many calls a row makes.
CREATE FUNCTION lease_evaluation_rows(p_evaluation int, p_token uuid, p_rows int, p_seconds float8, p_calls int)
RETURNS TABLE ("rowId" bigint, seen jsonb, labels jsonb, answered boolean, output jsonb, "latencyMs" float8, cost float8, "tokensOut" int, judged int[])
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  e evaluation;
  v_now timestamptz;
  v_rows int := p_rows;
  v_budget float8;
  v_leased int;
  v_each interval;
  v_from timestamptz;
BEGIN
  SELECT * INTO e FROM evaluation WHERE id = p_evaluation AND status = 'RUNNING';
  IF NOT FOUND THEN RETURN; END IF;
  v_budget := (e.settings->>'budget')::float8;
  IF v_budget IS NOT NULL OR (p_calls > 0 AND e.settings->>'requestsPerMinute' IS NOT NULL) THEN
    -- Only what is bounded waits here for recordings, which hold this for their commit.
    SELECT * INTO e FROM evaluation WHERE id = p_evaluation AND status = 'RUNNING' FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  v_now := clock_timestamp();
  IF v_budget IS NOT NULL THEN
    SELECT count(*) INTO v_leased FROM evaluation_row r WHERE r.evaluation_id = p_evaluation AND r.state = 'LEASED';
    -- What is under way will cost what those before it did on the mean.
    IF e.cost >= v_budget THEN
      v_rows := 0;
    ELSIF e.cost > 0 THEN
      v_rows := least(v_rows, floor((v_budget - e.cost) / (e.cost / greatest(e.done + e.failed, 1)))::int - v_leased);
    ELSE
      -- Nothing is known of what a row costs yet: a few, to see.
      v_rows := least(v_rows, 4 - v_leased);
    END IF;
    IF v_rows <= 0 AND v_leased = 0 THEN
      UPDATE evaluation SET status = 'PAUSED', seq = evaluation.seq + 1,
        paused_because = format('Its budget of $%s does not pay for another row.', v_budget) WHERE id = p_evaluation;
    END IF;
  END IF;
  IF v_rows > 0 AND p_calls > 0 AND e.settings->>'requestsPerMinute' IS NOT NULL THEN
    -- A bucket that fills by a row each so many seconds, and holds four.
    v_each := make_interval(secs => 60.0 * p_calls / (e.settings->>'requestsPerMinute')::float8);
    v_from := greatest(coalesce(e.next_call_at, v_now - v_each), v_now - 4 * v_each);
    v_rows := least(v_rows, floor(extract(epoch FROM v_now - v_from) / extract(epoch FROM v_each))::int);
    IF v_rows > 0 THEN
      UPDATE evaluation SET next_call_at = v_from + v_rows * v_each WHERE id = p_evaluation;
    END IF;
  END IF;
  IF v_rows <= 0 THEN RETURN; END IF;
  RETURN QUERY
    WITH next AS MATERIALIZED (
      SELECT r.row_id AS id FROM evaluation_row r WHERE r.evaluation_id = p_evaluation AND r.state = 'WAITING'
      ORDER BY r.position LIMIT v_rows FOR NO KEY UPDATE SKIP LOCKED)
    UPDATE evaluation_row r SET state = 'LEASED', lease_token = p_token, lease_until = v_now + make_interval(secs => p_seconds)
    FROM next WHERE r.evaluation_id = p_evaluation AND r.row_id = next.id
    RETURNING r.row_id, r.seen, r.labels, r.answered_at IS NOT NULL, r.output, r.latency_ms, r.cost, r.tokens_out,
      ARRAY(SELECT s.evaluator_version_id FROM evaluation_score s WHERE s.evaluation_id = p_evaluation AND s.row_id = r.row_id);
END $$;

-- Records what came of rows that this token still holds; what it lost is left out. Each entry of p_results:
--   row        the row's id
--   answer     null, or { output, latencyMs, tokensIn, tokensOut, cost }: what the prompt's model said
--   scores     [{ version, grade, score, reason, cost, raw }]
--   calls, cachedCalls   how many calls that took, and how many needed none
--   end        null while it goes on, or DONE, FAILED (with error), WAITING (given back)
CREATE FUNCTION record_evaluation(p_evaluation int, p_token uuid, p_results jsonb) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  e evaluation;
  t record;
BEGIN
  SELECT * INTO e FROM evaluation WHERE id = p_evaluation FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(p_results)
      AS g("row" bigint, answer jsonb, scores jsonb, calls int, "cachedCalls" int, "end" evaluation_row_state, error text)
  ), held AS MATERIALIZED (
    UPDATE evaluation_row r SET
      answered_at = CASE WHEN a.there THEN clock_timestamp() ELSE r.answered_at END,
      output = CASE WHEN a.there THEN g.answer->'output' ELSE r.output END,
      latency_ms = CASE WHEN a.there THEN (g.answer->>'latencyMs')::float8 ELSE r.latency_ms END,
      tokens_in = CASE WHEN a.there THEN (g.answer->>'tokensIn')::int ELSE r.tokens_in END,
      tokens_out = CASE WHEN a.there THEN (g.answer->>'tokensOut')::int ELSE r.tokens_out END,
      cost = CASE WHEN a.there THEN (g.answer->>'cost')::float8 ELSE r.cost END,
      state = coalesce(g."end", r.state),
      lease_token = CASE WHEN g."end" IS NULL THEN r.lease_token END,
      lease_until = CASE WHEN g."end" IS NULL THEN r.lease_until END,
      error = CASE WHEN g."end" = 'FAILED' THEN g.error END,
      seq = e.seq + 1
    FROM given g CROSS JOIN LATERAL (SELECT coalesce(jsonb_typeof(g.answer) = 'object', false) AS there) a
    WHERE r.evaluation_id = p_evaluation AND r.row_id = g."row" AND r.state = 'LEASED' AND r.lease_token = p_token
    RETURNING r.row_id, r.project_id, r.lost_calls, a.there, r.cost, g.scores, g.calls, g."cachedCalls", g."end"
  ), scored AS (
    INSERT INTO evaluation_score (evaluation_id, row_id, evaluator_version_id, project_id, grade, score, reason, cost, raw)
    SELECT p_evaluation, h.row_id, s.version, h.project_id, s.grade, s.score, s.reason, s.cost, s.raw
    FROM held h CROSS JOIN LATERAL jsonb_to_recordset(coalesce(h.scores, '[]'))
      AS s(version int, grade grade, score float8, reason text, cost float8, raw jsonb)
    ON CONFLICT DO NOTHING
    RETURNING row_id, evaluator_version_id, grade, score, cost
  ), tallied AS (
    UPDATE evaluation_evaluator v SET passed = v.passed + n.passed, failed = v.failed + n.failed, unknown = v.unknown + n.unknown,
      scored = v.scored + n.scored, score_sum = v.score_sum + n.sum, cost = v.cost + n.cost
    FROM (SELECT evaluator_version_id AS id, count(*) FILTER (WHERE grade = 'PASS') AS passed,
            count(*) FILTER (WHERE grade = 'FAIL') AS failed, count(*) FILTER (WHERE grade = 'UNKNOWN') AS unknown,
            count(score) AS scored, coalesce(sum(score), 0) AS sum, coalesce(sum(cost), 0) AS cost
          FROM scored GROUP BY 1) n
    WHERE v.evaluation_id = p_evaluation AND v.evaluator_version_id = n.id
  )
  SELECT count(*) AS rows, count(*) FILTER (WHERE h."end" = 'DONE') AS done, count(*) FILTER (WHERE h."end" = 'FAILED') AS failed,
    coalesce(sum(h.calls), 0) AS calls, coalesce(sum(h."cachedCalls"), 0) AS cached,
    coalesce(sum(h.cost) FILTER (WHERE h.there), 0) + (SELECT coalesce(sum(s.cost), 0) FROM scored s) AS cost,
    count(*) FILTER (WHERE h.there AND h.lost_calls ? 'answer') + (SELECT count(*) FROM scored s JOIN held l USING (row_id)
      WHERE l.lost_calls ? s.evaluator_version_id::text) AS repeated,
    coalesce(sum(h.cost) FILTER (WHERE h.there AND h.lost_calls ? 'answer'), 0) + (SELECT coalesce(sum(s.cost), 0)
      FROM scored s JOIN held l USING (row_id) WHERE l.lost_calls ? s.evaluator_version_id::text) AS repeated_cost
  INTO t FROM held h;
  IF t.rows = 0 THEN RETURN; END IF;
  UPDATE evaluation SET seq = e.seq + 1, done = e.done + t.done, failed = e.failed + t.failed, calls = e.calls + t.calls,
    cached_calls = e.cached_calls + t.cached, cost = e.cost + t.cost,
    repeated_calls = e.repeated_calls + t.repeated, repeated_cost = e.repeated_cost + t.repeated_cost
  WHERE id = p_evaluation;
  PERFORM end_evaluation(p_evaluation);
END $$;

-- Finishes an evaluation of which every row is done or has failed. Its record is locked.
CREATE FUNCTION end_evaluation(p_evaluation int) RETURNS void LANGUAGE sql VOLATILE AS $$
  UPDATE evaluation SET status = 'FINISHED', finished_at = clock_timestamp(), paused_because = NULL
  WHERE id = p_evaluation AND done + failed = row_count AND status IN ('RUNNING', 'PAUSED')
$$;

-- Gives back rows whose lease has run out, or (p_token) those of a worker that leaves. What may have been asked for them and
-- was not recorded is noted, so that it is known as repeated when it is asked again. A row with which five workers died is
-- given up. Answers the evaluations that it touched.
CREATE FUNCTION give_back_evaluation_rows(p_token uuid) RETURNS int[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_touched int[];
  v_evaluation int;
BEGIN
  SELECT array_agg(DISTINCT r.evaluation_id ORDER BY r.evaluation_id) INTO v_touched FROM evaluation_row r
  WHERE r.lease_until IS NOT NULL AND (r.lease_token = p_token OR (p_token IS NULL AND r.lease_until < clock_timestamp()));
  -- In the order of their ids, as everybody who locks several: else two who give back could wait for each other.
  FOREACH v_evaluation IN ARRAY coalesce(v_touched, '{}') LOOP
    PERFORM 1 FROM evaluation WHERE id = v_evaluation FOR NO KEY UPDATE;
    WITH given AS (
      UPDATE evaluation_row r SET
        state = CASE WHEN r.losses >= 4 AND p_token IS NULL THEN 'FAILED'::evaluation_row_state ELSE 'WAITING' END,
        error = CASE WHEN r.losses >= 4 AND p_token IS NULL THEN 'Five workers died with this row. It was given up.' END,
        losses = r.losses + CASE WHEN p_token IS NULL THEN 1 ELSE 0 END,
        lease_token = NULL, lease_until = NULL,
        lost_calls = r.lost_calls || CASE WHEN r.answered_at IS NULL THEN '["answer"]'::jsonb ELSE coalesce((
          SELECT jsonb_agg(v.evaluator_version_id::text) FROM evaluation_evaluator v
          WHERE v.evaluation_id = r.evaluation_id AND v.paid AND NOT EXISTS (SELECT FROM evaluation_score s
            WHERE s.evaluation_id = r.evaluation_id AND s.row_id = r.row_id AND s.evaluator_version_id = v.evaluator_version_id)), '[]') END
      WHERE r.evaluation_id = v_evaluation AND r.state = 'LEASED'
        AND (r.lease_token = p_token OR (p_token IS NULL AND r.lease_until < clock_timestamp()))
      RETURNING r.state)
    UPDATE evaluation SET seq = seq + 1, failed = failed + (SELECT count(*) FROM given WHERE state = 'FAILED') WHERE id = v_evaluation;
    PERFORM end_evaluation(v_evaluation);
  END LOOP;
  RETURN coalesce(v_touched, '{}');
END $$;
