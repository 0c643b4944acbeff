import { describe, expect, test } from 'vitest';
import type { ShownGate } from './deploy-documents.ts';
import { emptyGate, emptyRule, gateProblem, rulesInput, typedGate } from './typed-gate.ts';

const gateOf = (rules: ShownGate['rules']): ShownGate => ({
  wholeDataset: true,
  updatedAt: '2026-03-04T12:00:00.000Z',
  updatedBy: null,
  prompt: { id: 'Prompt_1' },
  dataset: { id: 'Dataset_1', name: 'Golden' },
  slice: null,
  rules,
});

describe('a gate in its form', () => {
  test('comes out as it went in when nothing is changed, whatever its shares are', () => {
    for (let n = 0; n <= 10_000; n += 7) {
      const share = n / 10_000;
      const perLabel = [
        { columnKey: 'priority', value: 'high', passRate: share },
        { columnKey: 'priority', value: null, passRate: 1 },
      ];
      const given = { noRegression: n % 2 === 0, maxUnknown: share, maxStale: 1 - n / 10_000 };
      const judge = { id: 'Evaluator_1', name: 'Correctness' };
      const evaluators = [{ evaluator: judge, passRate: share, meanScore: -4.25, perLabel }];
      expect(rulesInput(typedGate(gateOf({ ...given, maxStale: share, evaluators })))).toEqual({
        ...given,
        maxStale: share,
        evaluators: [{ evaluatorId: judge.id, passRate: share, meanScore: -4.25, perLabel }],
      });
    }
    const none = { evaluator: { id: 'Evaluator_2', name: 'Length' }, passRate: null, meanScore: null, perLabel: [] };
    const rules = rulesInput(typedGate(gateOf({ evaluators: [none], noRegression: true, maxUnknown: 0, maxStale: 0 })));
    expect(rules.evaluators).toEqual([{ evaluatorId: 'Evaluator_2', passRate: null, meanScore: null, perLabel: [] }]);
  });

  test('leaves out what is gone, so that saving it mends the gate', () => {
    const gone = { evaluator: null, passRate: 1, meanScore: null, perLabel: [] };
    expect(typedGate(gateOf({ evaluators: [gone], noRegression: false, maxUnknown: 0, maxStale: 0 })).rules).toEqual([]);
  });

  test('says what is missing before it is sent', () => {
    const dataset = { ...emptyGate, datasetId: 'Dataset_1' };
    expect(gateProblem(emptyGate)).toMatch(/dataset/);
    expect(gateProblem(dataset)).toMatch(/evaluator/);
    const rule = emptyRule('Evaluator_1');
    expect(gateProblem({ ...dataset, rules: [rule] })).toBeNull();
    expect(gateProblem({ ...dataset, noRegression: false, rules: [{ ...rule, percent: '' }] })).toMatch(/asks for nothing/);
    expect(gateProblem({ ...dataset, rules: [{ ...rule, percent: '' }] })).toBeNull();
    const high = { columnKey: 'priority', value: 'high', percent: 90 };
    expect(gateProblem({ ...dataset, rules: [{ ...rule, perLabel: [{ ...high, percent: '' }] }] })).toMatch(/each label/);
    expect(gateProblem({ ...dataset, rules: [{ ...rule, perLabel: [high, { ...high, percent: 50 }] }] })).toMatch(/twice/);
    expect(gateProblem({ ...dataset, rules: [{ ...rule, perLabel: [high, { ...high, value: null }] }] })).toBeNull();
  });
});
