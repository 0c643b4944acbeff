-- Rows that want several reviews (`dataset_row.reviews_required`): what the queue's functions call for them.
--
-- Such a row has as many places as reviews are still wanted, each for another reviewer. Each answer is a review and changes nothing
-- that another reviewer sees but who has answered. With the last one the row is settled: filled with what all said, or, where two
-- gave different labels, disputed: it waits with the label `disputed` for one more, who settles it.

-- ── places ─────────────────────────────────────────────────────────────────

-- Who holds a row, and how an event about it says so: `holders` before and after it, where `holder_before` and `holder_after`
-- have room for one.
CREATE FUNCTION holders_of(p_row bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(reviewer_id ORDER BY place), '[]') FROM claim WHERE row_id = p_row
$$;

-- Null where either is: a row that wants one review has no such note.
CREATE FUNCTION held_by(p_before jsonb, p_after jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT jsonb_build_object('holders', jsonb_build_array(p_before, p_after))
$$;

-- Answers that are wanted before the row can be settled; 0 or less: they are all in, and disagree.
CREATE FUNCTION reviews_missing(r dataset_row) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT r.reviews_required - coalesce(cardinality(r.reviewed_by), 0)
$$;

-- Claims that the row still has room for: one for each answer that is wanted, and one for who settles what is disputed.
CREATE FUNCTION places_left(r dataset_row) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT greatest(reviews_missing(r), 1) - (SELECT count(*)::int FROM claim WHERE row_id = r.id)
$$;

CREATE FUNCTION free_place(p_row bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT min(g) FROM dataset_row r, generate_series(0, r.reviews_required) g
  WHERE r.id = p_row AND NOT EXISTS (SELECT FROM claim k WHERE k.row_id = p_row AND k.place = g)
$$;

-- Whether a row has reviews of several: then one more is not one among them, but settles it.
CREATE FUNCTION has_several(p_row bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT count(*) > 1 FROM review WHERE row_id = p_row AND ended_at IS NULL
$$;

-- For free_rows: the condition on r (dataset_row) under which $3 may have it, as text since a function would be called row by row.
CREATE FUNCTION has_place(p_which text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_which = 'disputed'
    THEN 'NOT EXISTS (SELECT FROM claim k WHERE k.row_id = r.id) AND $3 = ANY (r.reviewed_by) AND cardinality(r.reviewed_by) >= r.reviews_required'
    ELSE '(SELECT count(*) FROM claim k WHERE k.row_id = r.id) < greatest(r.reviews_required - coalesce(cardinality(r.reviewed_by), 0), 1)
      AND NOT EXISTS (SELECT FROM claim k WHERE k.row_id = r.id AND k.reviewer_id = $3) AND coalesce($3 <> ALL (r.reviewed_by), true)' END
$$;

-- reap_claims where a row may have several: each event says who holds the row before and after it.
CREATE FUNCTION reap_one_by_one(p_dataset int, p_now timestamptz, p_due bigint[]) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_claim claim;
  v_n int := 0;
BEGIN
  FOR v_claim IN SELECT * FROM claim WHERE row_id = ANY (p_due) AND expires_at <= p_now ORDER BY expires_at, row_id LOOP
    -- The expiry again: a renewal that came in between is kept.
    PERFORM FROM claim WHERE token = v_claim.token AND expires_at <= p_now FOR UPDATE;
    CONTINUE WHEN NOT FOUND;
    PERFORM end_claim(p_dataset, p_now, v_claim, 'expired', NULL, jsonb_build_object('expiredAt', epoch_ms(v_claim.expires_at)));
    v_n := v_n + 1;
  END LOOP;
  RETURN v_n;
END $$;

-- ── answers ────────────────────────────────────────────────────────────────

-- What the answers to a row come to, with one that is being given (or null): {to, filled, answer}; null when the dataset has no
-- room for the combination. They agree where nobody gave another label than somebody else in the same column (taking one away is
-- saying something too); the row then gets all labels, and of its other cells what was said first, rather than that they were
-- cleared. adjudication: {column, agreed, disputed}, ids, or null. `settle-rows.ts` says the same of reviews that are brought in.
CREATE FUNCTION outcome_of(p_dataset int, p_row bigint, p_from combination, p_labels jsonb, p_answer jsonb, p_adjudication jsonb, p_most int)
RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_labels jsonb;
  v_disputed boolean;
  v_answer jsonb;
  -- The labels that say how the answers stand to each other.
  v_agreed jsonb := '{}';
  v_differ jsonb := '{}';
  v_to int;
BEGIN
  IF p_adjudication ->> 'column' IS NOT NULL THEN
    v_agreed := jsonb_build_object(p_adjudication ->> 'column', p_adjudication -> 'agreed');
    v_differ := jsonb_build_object(p_adjudication ->> 'column', p_adjudication -> 'disputed');
  END IF;
  WITH said AS MATERIALIZED (
    SELECT labels, answer, row_number() OVER (ORDER BY filled_at, id) AS n FROM review
    WHERE row_id = p_row AND ended_at IS NULL AND reviewer_id IS NOT NULL AND NOT settles
    UNION ALL SELECT p_labels, p_answer, 1000000 WHERE p_labels IS NOT NULL
  ), label AS (
    SELECT l.key, min(l.value::text)::jsonb AS value, count(DISTINCT l.value) AS n FROM said, jsonb_each(labels) l GROUP BY l.key
  )
  SELECT (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM label), (SELECT coalesce(bool_or(n > 1), false) FROM label),
    (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM (
      SELECT DISTINCT ON (a.key) a.key, a.value FROM said, jsonb_each(answer) a ORDER BY a.key, a.value IN ('null', '""'), said.n) first)
  INTO v_labels, v_disputed, v_answer;
  IF v_disputed THEN
    v_to := combination_within(p_dataset, false, p_from.labels || v_differ, p_most);
    -- A full dataset keeps no answer out: that the row is disputed is also told by who has answered it.
    RETURN jsonb_build_object('to', coalesce(v_to, p_from.id), 'filled', false, 'answer', '{}'::jsonb);
  END IF;
  v_to := combination_within(p_dataset, true, laid_over(p_from.labels, v_labels) || v_agreed, p_most);
  IF v_to IS NULL THEN RETURN NULL; END IF;
  RETURN jsonb_build_object('to', v_to, 'filled', true, 'answer', v_answer);
END $$;

-- Takes a reviewer's answer into account (p_by; null: only that it may be complete without one more), and says what it came to
-- by one event. The caller has looked whether they may. i: {adjudication, combinations}.
CREATE FUNCTION take_answer(p_dataset int, p_now timestamptz, i jsonb, p_row dataset_row, p_from combination, p_by int, p_given jsonb, p_labels jsonb, p_answer jsonb)
RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_reviewed int[] := coalesce(p_row.reviewed_by, '{}') || CASE WHEN p_by IS NOT NULL THEN ARRAY[p_by] ELSE '{}' END;
  v_waits jsonb := jsonb_build_object('to', p_from.id, 'filled', false, 'answer', '{}'::jsonb);
  v_outcome jsonb := v_waits;
  v_filled boolean;
  v_holders jsonb := holders_of(p_row.id);
  v_claim claim;
  v_cells row_cells;
  v_changed jsonb;
  v_seq bigint;
BEGIN
  IF cardinality(v_reviewed) >= p_row.reviews_required THEN
    v_outcome := outcome_of(p_dataset, p_row.id, p_from, p_labels, p_answer, i -> 'adjudication', (i ->> 'combinations')::int);
    IF v_outcome IS NULL AND p_by IS NOT NULL THEN RETURN refused('TooManyCombinations', jsonb_build_object('limit', i -> 'combinations')); END IF;
    -- Without an answer there is nobody to refuse: it waits for one who settles it.
    v_outcome := coalesce(v_outcome, v_waits);
  END IF;
  v_filled := (v_outcome ->> 'filled')::boolean;
  IF p_by IS NOT NULL THEN
    DELETE FROM claim WHERE row_id = p_row.id AND reviewer_id = p_by RETURNING * INTO v_claim;
    INSERT INTO review (project_id, dataset_id, row_id, reviewer_id, answer, labels, seconds, filled_at, blind)
    VALUES (p_row.project_id, p_dataset, p_row.id, p_by, p_answer, p_labels, extract(epoch FROM p_now - v_claim.claimed_at), p_now,
      -- Answers are open to all once they are all in, or the row is filled; and to who has answered, also if they took that back.
      NOT p_row.answers_shown AND NOT EXISTS (SELECT FROM review mine JOIN review other ON other.row_id = mine.row_id AND other.reviewer_id <> p_by AND other.filled_at <= mine.ended_at
        WHERE mine.row_id = p_row.id AND mine.reviewer_id = p_by));
  END IF;
  DELETE FROM draft WHERE row_id = p_row.id AND (v_filled OR reviewer_id = p_by);
  DELETE FROM skip WHERE row_id = p_row.id AND (v_filled OR reviewer_id = p_by);

  SELECT * INTO v_cells FROM row_cells WHERE row_id = p_row.id;
  SELECT jsonb_object_agg(key, jsonb_build_array(coalesce((v_cells.given || v_cells.answer) -> key, 'null'), value)) INTO v_changed
  FROM jsonb_each(p_given || (v_outcome -> 'answer')) WHERE coalesce((v_cells.given || v_cells.answer) -> key, 'null') <> value;
  IF v_changed IS NOT NULL THEN
    UPDATE row_cells SET given = laid_over(given, p_given), answer = laid_over(answer, v_outcome -> 'answer') WHERE row_id = p_row.id;
  END IF;
  UPDATE dataset_row SET combination_id = (v_outcome ->> 'to')::int, version = version + 1, updated_at = p_now, reviewed_by = v_reviewed,
    answers_shown = answers_shown OR cardinality(v_reviewed) >= reviews_required,
    filled_by_id = CASE WHEN v_filled THEN v_reviewed[cardinality(v_reviewed)] END, filled_at = CASE WHEN v_filled THEN p_now END
  WHERE id = p_row.id;
  v_seq := head_seq(p_dataset) + 1;
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, holder_before, cells, note)
  VALUES (p_dataset, v_seq, p_row.project_id, p_now, CASE WHEN v_filled THEN 'filled' WHEN p_by IS NULL THEN 'required' ELSE 'reviewed' END, p_by,
    p_row.id, p_row.version + 1, p_from.id, (v_outcome ->> 'to')::int, v_claim.reviewer_id, v_changed,
    was(p_row) || held_by(v_holders, CASE WHEN v_filled THEN '[]' ELSE holders_of(p_row.id) END));
  RETURN jsonb_build_object('ok', jsonb_build_object('seq', v_seq));
END $$;

-- annotate with fill, on a row that wants more answers: what queue_annotate hands on.
CREATE FUNCTION queue_review(p_dataset int, p_now timestamptz, i jsonb, p_row dataset_row, p_from combination) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_other claim;
BEGIN
  IF v_by = ANY (p_row.reviewed_by) THEN RETURN refused('AlreadyReviewed'); END IF;
  IF NOT EXISTS (SELECT FROM claim WHERE row_id = p_row.id AND reviewer_id = v_by) AND places_left(p_row) <= 0 THEN
    SELECT * INTO v_other FROM claim WHERE row_id = p_row.id ORDER BY place LIMIT 1;
    IF NOT coalesce((i ->> 'force')::boolean, false) THEN RETURN refused_for(v_other); END IF;
    PERFORM end_claim(p_dataset, p_now, v_other, 'released', v_by, '{"forced": true}');
  END IF;
  -- What was sent, not the row as it would be: a label that another has changed since is nobody's answer. One that was taken away
  -- was there.
  RETURN take_answer(p_dataset, p_now, i, p_row, p_from, v_by, i -> 'given',
    (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(i -> 'labels') WHERE value <> 'null' OR p_from.labels ? key), i -> 'answer');
END $$;

-- require: {by, rows, required, adjudication, combinations} → {changed, held}: how many reviews these rows want from now on. Rows that
-- are filled stay as they are; so do those that somebody holds. Those with as many answers as they want now are settled by them.
CREATE FUNCTION queue_require(p_dataset int, p_now timestamptz, i jsonb) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  v_by int := i ->> 'by';
  v_required int := i ->> 'required';
  v_ids bigint[] := ARRAY(SELECT jsonb_array_elements_text(i -> 'rows')::bigint);
  v_mark text := i -> 'adjudication' ->> 'column';
  v_held int;
  v_match bigint[];
  v_row dataset_row;
  v_from combination;
  v_to int;
BEGIN
  UPDATE dataset SET several_reviews = true WHERE id = p_dataset AND NOT several_reviews AND v_required > 1;
  PERFORM reap_claims(p_dataset, p_now, v_ids);
  v_match := ARRAY(SELECT r.id FROM dataset_row r JOIN combination m ON m.id = r.combination_id
    WHERE r.id = ANY (v_ids) AND r.dataset_id = p_dataset AND NOT m.filled AND r.reviews_required <> v_required ORDER BY r.id);
  SELECT count(DISTINCT row_id) INTO v_held FROM claim WHERE row_id = ANY (v_match);
  v_match := ARRAY(SELECT m FROM unnest(v_match) m WHERE NOT EXISTS (SELECT FROM claim k WHERE k.row_id = m) ORDER BY m);
  -- Nobody has answered them yet: one event for all.
  INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, bulk, note)
  SELECT p_dataset, head_seq(p_dataset) + 1, d.project_id, p_now, 'required', v_by, b.bulk, jsonb_build_object('required', v_required)
  FROM dataset d, (
    SELECT jsonb_build_object('rows', jsonb_agg(r.id ORDER BY r.id), 'befores', jsonb_agg(r.combination_id ORDER BY r.id), 'afters', jsonb_agg(r.combination_id ORDER BY r.id),
        'versions', jsonb_agg(r.version ORDER BY r.id)) AS bulk, count(*) AS n
    FROM dataset_row r WHERE r.id = ANY (v_match) AND r.reviewed_by IS NULL) b
  WHERE d.id = p_dataset AND b.n > 0;
  UPDATE dataset_row SET reviews_required = v_required WHERE id = ANY (v_match);
  FOR v_row IN SELECT * FROM dataset_row WHERE id = ANY (v_match) AND reviewed_by IS NOT NULL ORDER BY id LOOP
    SELECT * INTO v_from FROM combination WHERE id = v_row.combination_id;
    IF reviews_missing(v_row) > 0 THEN
      -- Not disputed any more: more answers are to come.
      v_to := CASE WHEN v_from.labels ? v_mark THEN combination_of(p_dataset, false, v_from.labels - v_mark) ELSE v_from.id END;
      UPDATE dataset_row SET combination_id = v_to, version = version + 1, updated_at = p_now WHERE id = v_row.id;
      INSERT INTO event (dataset_id, seq, project_id, at, kind, actor_id, row_id, version, before, after, note)
      VALUES (p_dataset, head_seq(p_dataset) + 1, v_row.project_id, p_now, 'required', v_by, v_row.id, v_row.version + 1, v_from.id, v_to,
        was(v_row) || jsonb_build_object('required', v_required));
    ELSE
      PERFORM take_answer(p_dataset, p_now, i, v_row, v_from, NULL, '{}', NULL, NULL);
    END IF;
  END LOOP;
  RETURN jsonb_build_object('ok', jsonb_build_object('changed', cardinality(v_match), 'held', v_held));
END $$;
