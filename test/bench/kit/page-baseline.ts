/**
 * The baseline: rows by their ids as one JSON text, which is passed on and not parsed. By ids, because the best keyset
 * statement has the same rows to fetch after it has found them, so this is the stricter of both; and with the combination's
 * id where the page has five labels and a status, which bare SQL would have to join.
 */
export const barePage = (ids: readonly number[]) => ({
  name: 'bare_page',
  text: `SELECT json_agg(x)::text AS page FROM (
           SELECT r.id, r.version, r.combination_id, c.given, c.answer FROM dataset_row r JOIN row_cells c ON c.row_id = r.id
           WHERE r.id = ANY ($1::bigint[]) ORDER BY r.id) x`,
  values: [ids],
});
