import { expect, test } from 'vitest';
import { noRun, runReducer, type RunAction, type RunAnswer, type RunPart } from './run-state.ts';

const answer: RunAnswer = {
  text: 'It is on its way.',
  toolCalls: [],
  finish: 'STOP',
  tokensIn: 11,
  tokensOut: 3,
  latencyMs: 420,
  attempts: 1,
  cost: 0.001,
  cached: false,
};
const part = (given: Partial<RunPart>, at = 0): RunAction => ({
  kind: 'part',
  at,
  part: { text: null, answer: null, failure: null, message: null, ...given },
});
const start: RunAction = { kind: 'start', at: 1000 };
const play = (...actions: RunAction[]) => actions.reduce(runReducer, noRun);

test('text grows as it comes, and the answer ends it', () => {
  const during = play(start, part({ text: 'It is ' }, 1150), part({ text: 'on' }, 1300));
  expect(during).toMatchObject({ phase: 'running', text: 'It is on', firstMs: 150 });
  expect(runReducer(during, part({ answer }))).toMatchObject({ phase: 'done', text: answer.text, answer });
});

test('a failure keeps what came before it', () => {
  const failed = play(start, part({ text: 'It is' }), part({ failure: 'TIMEOUT', message: 'No answer within 60 s.' }));
  expect(failed).toMatchObject({ phase: 'failed', text: 'It is', problem: 'No answer within 60 s.' });
  expect(play(start, part({ text: 'It' }), { kind: 'broken', problem: 'The connection dropped.' })).toMatchObject({
    phase: 'failed',
    text: 'It',
  });
  expect(play(start, { kind: 'ended' })).toMatchObject({ phase: 'failed' });
});

test('what comes after a stop is not looked at, and the next run begins anew', () => {
  const stopped = play(start, part({ text: 'It' }), { kind: 'stop' }, part({ text: ' is' }), part({ answer }), { kind: 'ended' });
  expect(stopped).toMatchObject({ phase: 'stopped', text: 'It', answer: null });
  expect(runReducer(stopped, { kind: 'start', at: 5 })).toEqual({ ...noRun, phase: 'running', startedAt: 5 });
});

test('an answer that only calls tools leaves the text empty', () => {
  const calls = [{ name: 'find_order', arguments: { id: 7 } }];
  expect(play(start, part({ answer: { ...answer, text: '', toolCalls: calls } }))).toMatchObject({ phase: 'done', text: '' });
});
