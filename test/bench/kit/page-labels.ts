/** How often each label comes; '' is none. Priority and category are as people give them; teams fall off as 1/n, and some
 * are the ones that a walk by position does not like: `legal` is very rare, `legacy` and `launch` stand only in the first
 * and in the last hundredth of the rows, `archived` is on no row any more, and `unused` never was. */
export const labelWeights = {
  priority: { high: 0.1, medium: 0.3, low: 0.5, '': 0.1 },
  category: { correct: 0.2, incorrect: 0.12, hallucination: 0.1, 'off-topic': 0.05, 'too-long': 0.03, '': 0.5 },
  team: {
    search: 1,
    support: 1 / 2,
    billing: 1 / 3,
    checkout: 1 / 4,
    shipping: 1 / 5,
    returns: 1 / 6,
    accounts: 1 / 7,
    fraud: 1 / 50,
    legal: 1 / 20_000,
    legacy: 0,
    launch: 0,
    archived: 0,
    unused: 0,
    '': 1 / 10,
  },
} as const satisfies Record<string, Record<string, number>>;

export type LabelKey = keyof typeof labelWeights;

/** The dataset's life: what was added first is reviewed, what was added last waits. `until` is a share of its rows. */
export const phases: readonly { until: number; filled: number; teams: Record<string, number> }[] = [
  { until: 0.01, filled: 0.99, teams: { legacy: 3 } },
  { until: 0.5, filled: 0.9, teams: {} },
  { until: 0.99, filled: 0.3, teams: {} },
  { until: 1, filled: 0.02, teams: { launch: 3 } },
];
