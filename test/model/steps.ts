import fc from 'fast-check';
import { type Act, type Ask, takesKey } from './acts.ts';
import { overContents, slices } from './filters.ts';
import { type Model, type Values, rowsOf } from './state.ts';

/** What happens next, as plain data: a counterexample is pasted into a test as it was printed. Rows, tokens and versions are
 * picked by number when it is its turn, since nobody knows them before. */
export type Step =
  /** One act, or several at once, by different people. */
  | { do: 'acts'; acts: Raw[] }
  /** The same request with the same key, to both servers at once. */
  | { do: 'twice'; act: Raw }
  /** A request with a key once more, later. */
  | { do: 'again'; pick: number; at: number }
  /** A claim runs out: its end is moved into the past, or (slowly) its clock is let run. */
  | { do: 'lapse'; pick: number; slowly: boolean }
  | { do: 'cut'; pick: number }
  /** kill -9 of a server, so many milliseconds after it was asked for something. */
  | { do: 'crash'; at: number; acts: Raw[]; after: number };

export interface Raw {
  what: Ask['do'];
  who: number;
  at: number;
  key: number | null;
  pick: number;
  /** One's own live claim, the version as it is; otherwise whatever there ever was. */
  fresh: boolean;
  values: Values;
  fill: boolean;
  force: boolean;
  count: number;
}

const weights: [Ask['do'], number][] = [
  ['claim', 6],
  ['claimRow', 3],
  ['renew', 1],
  ['release', 2],
  ['skip', 2],
  ['draft', 2],
  ['annotate', 7],
  ['edit', 4],
  ['reopen', 3],
  ['bulk', 3],
  ['undo', 4],
  ['import', 1],
  ['addSpans', 1],
];

const value = <T>(...all: T[]) => fc.option(fc.constantFrom(...all), { nil: null, freq: 3 });
const raw = fc.record({
  what: fc.oneof(...weights.map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) }))),
  who: fc.nat(2),
  at: fc.nat(1),
  key: fc.option(fc.nat(5), { nil: null, freq: 1 }),
  pick: fc.nat(11),
  fresh: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  values: fc.record({ priority: value('high', 'low'), annotation: value('hay', 'a needle') }, { requiredKeys: [] }),
  fill: fc.boolean(),
  force: fc.boolean(),
  count: fc.integer({ min: 1, max: 3 }),
});
const several = (least: number, most: number) => fc.uniqueArray(raw, { minLength: least, maxLength: most, selector: ({ who }) => who });

/** A crash costs two seconds and more, so there are few. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: fc.record({ do: fc.constant('acts' as const), acts: several(1, 1) }) },
  { weight: 30, arbitrary: fc.record({ do: fc.constant('acts' as const), acts: several(2, 3) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('twice' as const), act: raw }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('again' as const), pick: fc.nat(5), at: fc.nat(1) }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('lapse' as const), pick: fc.nat(5), slowly: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lapse' as const), pick: fc.nat(5), slowly: fc.constant(true) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('cut' as const), pick: fc.nat(11) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('crash' as const), at: fc.nat(1), acts: several(1, 2), after: fc.nat(12) }),
  },
);

const pickOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % all.length];

/** The request that a step stands for now; null when there is nothing to ask it of. */
export function resolve(model: Model, { what, who, at, key, pick, fresh, values, fill, force, count }: Raw, place: Naming): Act | null {
  const row = pickOf(rowsOf(model), pick)!;
  const own = model.tokens.filter(({ token, row: id }) => model.rows[id]!.claim?.token === token && model.rows[id]!.claim.by === who);
  const token = pickOf(fresh && own.length > 0 ? own : model.tokens, pick);
  const ask = ((): Ask | null => {
    switch (what) {
      case 'claim': {
        const of = [
          ...overContents.map(({ name }) => ({ filter: name })),
          { filter: 'mixed' },
          ...slices.map(({ name }) => ({ slice: name })),
        ];
        return { do: what, count, from: fresh && pick % 2 ? 'served' : pickOf(of, pick)! };
      }
      case 'claimRow':
        return { do: what, row: row.id };
      case 'renew':
      case 'release':
        return token ? { do: what, token: token.token } : null;
      case 'skip':
        return token ? { do: what, row: token.row, token: token.token } : null;
      case 'draft':
        return token ? { do: what, row: token.row, token: token.token, values } : null;
      case 'annotate':
        return token ? { do: what, row: token.row, token: token.token, values, fill } : null;
      case 'edit':
        // Only the owner of the project may force.
        return { do: what, row: row.id, version: Math.max(1, row.version - Number(!fresh)), values, fill, force: force && who === 2 };
      case 'reopen': {
        const filled = rowsOf(model).filter((one) => one.contents.filled);
        const chosen = (fresh && pickOf(filled, pick)) || row;
        return { do: what, row: chosen.id, version: Math.max(1, chosen.version - Number(!fresh)) };
      }
      case 'bulk':
        return { do: what, filter: pickOf(overContents, pick)!.name, values, fill: fill && force };
      case 'undo':
        return { do: what, count: fresh ? 1 : count };
      case 'import':
        return { do: what, rows: [values, {}].slice(0, count) };
      case 'addSpans':
        return { do: what, spans: place.spans.slice(pick % 3, (pick % 3) + count) };
    }
  })();
  if (!ask) return null;
  return { who, at, ask, ...(key !== null && takesKey(ask) && { key: `model-${place.datasetNumber}-${key}` }) };
}

export interface Naming {
  datasetNumber: number;
  spans: number[];
}
