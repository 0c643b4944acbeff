import type { Act, Ask } from './acts.ts';
import { named, servedStages, slices } from './filters.ts';
import { type Answer, type Model, type ModelRow, type Values, heldBy, reap, rowsOf, tick } from './state.ts';

export const claimsPerPerson = 3;

type Of<Name extends Ask['do']> = Extract<Ask, { do: Name }>;

const stagesOf = (who: number, from: Of<'claim'>['from']): ((row: ModelRow) => boolean)[] =>
  from === 'served'
    ? servedStages(who)
    : [named('filter' in from ? from.filter : slices.find(({ name }) => name === from.slice)!.of).holds];

const heldCount = (model: Model, who: number): number => rowsOf(model).filter((row) => row.claim?.by === who).length;

function grant(model: Model, row: ModelRow, by: number, token: string): { row: number; token: string } {
  row.claim = { by, token, lapsed: false };
  model.tokens.push({ token, row: row.id, by });
  return { row: row.id, token };
}

/**
 * Which of the free rows somebody gets is the server's choice (it goes on from where it dealt last), so the model takes the
 * server's word for it. How many they get is not: as many as were asked for, or all that there are.
 */
export function claim(model: Model, { who }: Act, ask: Of<'claim'>, seen: Answer | null): Answer {
  reap(model);
  const held = heldCount(model, who);
  if (held >= claimsPerPerson) return { type: 'ClaimLimitReached' };
  const dealt = new Map(seen?.claims?.map((one) => [one.row, one.token]));
  const taken: ModelRow[] = [];
  const most = Math.min(ask.count, claimsPerPerson - held);
  const stages = stagesOf(who, ask.from).map(
    (of) => () => rowsOf(model).filter((row) => !row.contents.filled && !row.claim && of(row) && !taken.includes(row)),
  );
  for (const stage of stages) {
    const free = stage().filter((row) => row.skips[who] === undefined);
    const chosen = free.toSorted((a, b) => Number(dealt.has(b.id)) - Number(dealt.has(a.id)) || a.id - b.id);
    taken.push(...chosen.slice(0, most - taken.length));
  }
  for (const stage of stages) {
    const skipped = stage().filter((row) => row.skips[who] !== undefined);
    taken.push(...skipped.toSorted((a, b) => a.skips[who]! - b.skips[who]!).slice(0, most - taken.length));
  }
  const claims = taken.map((row) => grant(model, row, who, dealt.get(row.id) ?? 'not dealt'));
  return { type: 'ClaimRowsPayload', claims: claims.sort((a, b) => a.row - b.row) };
}

export function claimRow(model: Model, { who }: Act, ask: Of<'claimRow'>, seen: Answer | null): Answer {
  reap(model);
  const row = model.rows[ask.row]!;
  if (row.contents.filled) return { type: 'RowAlreadyFilled' };
  if (row.claim && row.claim.by !== who) return { type: 'ClaimedByAnother' };
  if (row.claim) return { type: 'ClaimRowPayload', claims: [{ row: row.id, token: row.claim.token }] };
  if (heldCount(model, who) >= claimsPerPerson) return { type: 'ClaimLimitReached' };
  return { type: 'ClaimRowPayload', claims: [grant(model, row, who, seen?.claims?.[0]?.token ?? 'not dealt')] };
}

const rowOfToken = (model: Model, token: string): number => model.tokens.find((one) => one.token === token)!.row;

export function renew(model: Model, { who }: Act, { token }: Of<'renew'>): Answer {
  const row = rowOfToken(model, token);
  const held = heldBy(model, { row, token, who });
  return { type: 'RenewClaimsPayload', claims: held ? [{ row, token }] : [], lost: held ? [] : [token] };
}

export function release(model: Model, { who }: Act, { token }: Of<'release'>): Answer {
  const row = rowOfToken(model, token);
  const held = heldBy(model, { row, token, who });
  if (held) model.rows[row]!.claim = null;
  return { type: 'ReleaseClaimsPayload', released: Number(held), lost: held ? [] : [token] };
}

export function skip(model: Model, { who }: Act, ask: Of<'skip'>): Answer {
  reap(model);
  if (!heldBy(model, { ...ask, who })) return { type: 'ClaimExpired' };
  const row = model.rows[ask.row]!;
  row.claim = null;
  row.skips[who] = tick(model);
  const part = { row: row.id, before: { ...row.contents }, stateBefore: row.state, stateAfter: row.state };
  model.actions.push({ by: who, kind: 'skipped', undone: false, parts: [part] });
  return { type: 'SkipRowPayload' };
}

export const keepDraft = (row: ModelRow, who: number, values: Values): void => void (row.drafts[who] = JSON.stringify(values));

/** What was typed is kept in any case; that the claim has ended is said. */
export function draft(model: Model, { who }: Act, ask: Of<'draft'>): Answer {
  keepDraft(model.rows[ask.row]!, who, ask.values);
  return { type: heldBy(model, { ...ask, who }) ? 'SaveDraftPayload' : 'ClaimExpired' };
}
