import type pg from 'pg';
import { type ChosenEvaluation, type Coverage, chooseEvaluation } from './choose-evaluation.ts';
import { findLowScores, findNotPassed, findRegressions, findUncovered } from './find-blocking.ts';
import type { EvaluatorRule, GateRules, LabelIds } from './gate-rules.ts';
import type { GateScope } from './gate-scope.ts';
import type { GateCheck } from './gate-verdict.ts';
import { type Names, readNames } from './read-names.ts';
import { type Tally, passRateOf, shareOf, sumOf, tallyScores } from './tally-scores.ts';

const none = { rows: [], rowCount: 0 };

interface Make {
  rules: GateRules;
  /** It ran every evaluator of the rules. */
  chosen: ChosenEvaluation;
  /** What runs; null where nothing else than this version does. */
  currentVersionId: number | null;
}

/** Everything that the rules ask for, in their order: what is out of date first, then each evaluator, then regressions. */
export async function makeChecks(
  client: pg.PoolClient,
  scope: GateScope,
  { rules, chosen, currentVersionId }: Make,
): Promise<{ checks: GateCheck[]; baselineId: number | null }> {
  const names = await readNames(client, rules);
  const versions = chosen.versions as number[];
  const tallies = await tallyScores(client, scope, { evaluationId: chosen.id, versions });
  const checks = [await checkCoverage(client, scope, chosen, rules.maxStale)];
  for (const [n, rule] of rules.evaluators.entries()) {
    const about = { rule, evaluationId: chosen.id, versionId: versions[n]!, tallies: tallies[n]!, maxUnknown: rules.maxUnknown, names };
    if (rule.passRate !== null) checks.push(await checkRate(client, scope, about, rule.passRate, null));
    for (const { passRate, ...label } of rule.perLabel) checks.push(await checkRate(client, scope, about, passRate, label));
    if (rule.meanScore !== null) checks.push(await checkMean(client, scope, about, rule.meanScore));
  }
  if (!rules.noRegression) return { checks, baselineId: null };
  const { check, baselineId } = await checkRegressions(client, scope, { rules, chosen, currentVersionId });
  return { checks: [...checks, check], baselineId };
}

const rowsAre = (n: number, what: string): string[] => (n === 0 ? [] : [`${n} ${n === 1 ? 'row is' : 'rows are'} ${what}`]);

async function checkCoverage(
  client: pg.PoolClient,
  scope: GateScope,
  { id, coverage }: ChosenEvaluation,
  most: number,
): Promise<GateCheck> {
  const { total, missing, unanswered, changed } = coverage;
  const got = total === 0 ? null : (missing + unanswered + changed) / total;
  const passed = got !== null && got <= most;
  const lacks = [...rowsAre(changed, 'changed since'), ...rowsAre(missing, 'not in it'), ...rowsAre(unanswered, 'without an answer')].join(
    ', ',
  );
  return {
    kind: 'COVERAGE',
    name: 'Rows that the evaluation lacks',
    evaluatorId: null,
    wanted: most,
    got,
    passed,
    reason: passed ? null : total === 0 ? 'The slice has no rows: nothing was shown.' : `The evaluation is out of date: ${lacks}.`,
    ...(passed || total === 0 ? none : await findUncovered(client, scope, id)),
  };
}

interface About {
  rule: EvaluatorRule;
  evaluationId: number;
  versionId: number;
  tallies: ReadonlyMap<number, Tally>;
  maxUnknown: number;
  names: Names;
}

async function checkRate(
  client: pg.PoolClient,
  scope: GateScope,
  about: About,
  wanted: number,
  label: LabelIds | null,
): Promise<GateCheck> {
  const { rule, evaluationId, versionId, tallies, maxUnknown, names } = about;
  const combos = scope.combinations
    .filter(({ labels }) => !label || (labels[label.columnId] ?? null) === label.optionId)
    .map(({ id }) => id);
  const { rate, without } = passRateOf(sumOf(tallies, combos), maxUnknown);
  const passed = rate !== null && rate >= wanted;
  return {
    kind: label ? 'LABEL_PASS_RATE' : 'PASS_RATE',
    name: `Pass rate of ${names.evaluator(rule.evaluatorId)}${label ? ` where ${names.label(label)}` : ''}`,
    evaluatorId: rule.evaluatorId,
    wanted,
    got: rate,
    passed,
    reason: rate === null ? 'It told of no such row whether it passes: nothing was shown.' : null,
    ...(passed ? none : await findNotPassed(client, scope, { evaluationId, versionId, combos, without })),
  };
}

async function checkMean(client: pg.PoolClient, scope: GateScope, about: About, wanted: number): Promise<GateCheck> {
  const { rule, evaluationId, versionId, tallies, maxUnknown, names } = about;
  const { rows, scored, scoreSum } = sumOf(tallies, tallies.keys());
  const got = scored === 0 ? null : scoreSum / scored;
  const without = rows - scored;
  const enough = shareOf(without, rows) <= maxUnknown;
  const passed = enough && got !== null && got >= wanted;
  return {
    kind: 'MEAN_SCORE',
    name: `Mean score of ${names.evaluator(rule.evaluatorId)}`,
    evaluatorId: rule.evaluatorId,
    wanted,
    got,
    passed,
    reason: enough && got !== null ? null : `${without} of ${rows} rows have no score.`,
    ...(passed ? none : await findLowScores(client, scope, { evaluationId, versionId, below: wanted })),
  };
}

/** Rows that passed with what runs and fail with this version. Rows that the other evaluation does not have are not compared; one
 * that was changed since is, since reviewing a row changes it too. */
async function checkRegressions(
  client: pg.PoolClient,
  scope: GateScope,
  { rules, chosen, currentVersionId }: Make,
): Promise<{ check: GateCheck; baselineId: number | null }> {
  const check = { kind: 'NO_REGRESSION' as const, name: 'Rows that passed before and fail now', evaluatorId: null, wanted: 0 };
  // There is nothing to fall behind.
  if (currentVersionId === null) return { check: { ...check, got: 0, passed: true, reason: null, ...none }, baselineId: null };
  const baseline = await chooseEvaluation(client, scope, {
    versionId: currentVersionId,
    evaluatorIds: rules.evaluators.map(({ evaluatorId }) => evaluatorId),
    all: false,
    lacks: ({ missing }: Coverage) => missing,
    most: 0,
  });
  if (!baseline) {
    const reason = 'The version that runs has no finished evaluation over this dataset by these evaluators to compare with.';
    return { check: { ...check, got: null, passed: false, reason, ...none }, baselineId: null };
  }
  const blocking = await findRegressions(client, scope, {
    evaluationId: chosen.id,
    versions: chosen.versions as number[],
    baselineId: baseline.id,
    baselineVersions: baseline.versions,
  });
  const { rowCount } = blocking;
  return { check: { ...check, got: rowCount, passed: rowCount === 0, reason: null, ...blocking }, baselineId: baseline.id };
}
