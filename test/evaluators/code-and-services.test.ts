import { createHmac } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { Stack } from '../kit/stack.ts';
import { evaluatorsOf, startService, test } from './kit.ts';

const row = { inputs: { question: '6 × 7?' }, output: '42', expected: '42', latencyMs: 120, cost: 0.5 };

async function admin(stack: Stack) {
  const ada = await stack.person('Ada');
  const project = await stack.project([[ada, 'ADMIN']]);
  return { ada, project, hands: evaluatorsOf(stack, ada) };
}

test.for<[string, string, object]>([
  ['true', 'return subject.output === subject.expected_output', { grade: 'PASS', score: 1, raw: true }],
  ['false', 'return subject.latency_ms < 100', { grade: 'FAIL', score: 0, raw: false }],
  ['a number', 'return subject.cost', { grade: 'PASS', score: 0.5, reason: 'It said 0.5; 0.5 passes.' }],
  [
    'a function',
    'function evaluate({ inputs }) { return { pass: false, reason: inputs.question } }',
    { grade: 'FAIL', score: 0, reason: '6 × 7?' },
  ],
  ['its own grade', 'return { grade: "UNKNOWN", reason: "No idea." }', { grade: 'UNKNOWN', score: null, reason: 'No idea.' }],
  ['an error', 'throw new Error("broken")', { grade: 'UNKNOWN', reason: expect.stringContaining('broken') as string }],
  ['no end', 'while (true) {}', { grade: 'UNKNOWN', reason: 'The code did not end within 50 ms.' }],
  ['too much', 'const a = []; while (true) a.push("x".repeat(1e6) + a.length)', { grade: 'UNKNOWN', reason: expect.any(String) as string }],
  ['a text', 'return "good"', { grade: 'UNKNOWN', raw: 'good', reason: expect.stringContaining('a text') as string }],
  ['the network', 'return fetch("http://127.0.0.1")', { grade: 'UNKNOWN', reason: expect.stringContaining('fetch') as string }],
])('code that says or meets %s', async ([, code, verdict], { stack }) => {
  const { project, hands } = await admin(stack);
  const config = { code, ...(code.includes('while') && { milliseconds: 50 }), memoryMb: 8 };
  expect(await hands.attempt({ projectId: project.id, kind: 'JAVASCRIPT', config, ...row })).toMatchObject({
    __typename: 'Verdict',
    cost: null,
    ...verdict,
  });
});

test('code’s numbers pass from its passAt on', async ({ stack }) => {
  const { project, hands } = await admin(stack);
  const config = { code: 'return { score: 3, reason: "Three of five." }', passAt: 4 };
  expect(await hands.attempt({ projectId: project.id, kind: 'JAVASCRIPT', config, ...row })).toMatchObject({
    grade: 'FAIL',
    score: 3,
    reason: 'Three of five.',
  });
});

test('a service gets the row, signed with the secret that was shown once', async ({ stack }) => {
  const { project, hands } = await admin(stack);
  const service = await startService(() => ({ body: '{"pass":true,"score":0.9,"reason":"Fine."}' }));
  onTestFinished(service.stop);
  const { secret, evaluator } = await hands.create({ projectId: project.id, name: 'Ours', kind: 'HTTP', config: { url: service.url } });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  const verdict = await hands.attempt({ projectId: project.id, evaluatorVersionId: evaluator.latest.id, ...row });
  expect(verdict).toMatchObject({ grade: 'PASS', score: 0.9, reason: 'Fine.', raw: { pass: true, score: 0.9, reason: 'Fine.' } });
  const [{ headers, body }] = service.asked as [(typeof service.asked)[number]];
  expect(JSON.parse(body)).toEqual({ inputs: row.inputs, output: '42', expected_output: '42', latency_ms: 120, cost: 0.5 });
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(secret!.slice('whsec_'.length), 'base64');
  expect(key).toHaveLength(24);
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
});

test.for<[string, { status?: number; body: string; delayMs?: number }]>([
  ['an error', { status: 500, body: '{"pass":true}' }],
  ['no JSON', { body: 'fine' }],
  ['no verdict', { body: '{"ok":true}' }],
  ['a contradiction', { body: '{"grade":"PASS","pass":false}' }],
  ['nothing in time', { body: 'true', delayMs: 3000 }],
])('a service that answers with %s is UNKNOWN', async ([, answer], { stack }) => {
  const { project, hands } = await admin(stack);
  const service = await startService(() => answer);
  onTestFinished(service.stop);
  const verdict = await hands.attempt({ projectId: project.id, kind: 'HTTP', config: { url: service.url, timeoutSeconds: 1 }, ...row });
  expect(verdict).toMatchObject({ grade: 'UNKNOWN', score: null, cost: null });
  expect(verdict.reason).not.toBe('');
});

test('a service inside the network that nobody allowed is not called', async ({ stack }) => {
  const { project, hands } = await admin(stack);
  const verdict = await hands.attempt({ projectId: project.id, kind: 'HTTP', config: { url: 'http://169.254.169.254/latest' }, ...row });
  expect(verdict).toMatchObject({ grade: 'UNKNOWN', reason: expect.stringContaining('DOCKET_ALLOW_HOSTS') as string });
});

test('the secret of a service can be read nowhere, and goes on with the next version', async ({ stack }) => {
  const { project, hands } = await admin(stack);
  const service = await startService(() => ({ body: 'true' }));
  onTestFinished(service.stop);
  const { secret, evaluator } = await hands.create({
    projectId: project.id,
    name: 'Ours',
    kind: 'HTTP',
    config: { url: `${service.url}/1` },
  });
  const updated = await hands.update({ id: evaluator.id, config: { url: `${service.url}/2` } });
  expect(updated).toMatchObject({ secret: null, evaluator: { latest: { number: 2 } } });
  expect(JSON.stringify(updated)).not.toContain(secret);
  const stored = await stack.db.prisma.evaluatorVersion.findMany({ where: { projectId: project.number }, orderBy: { number: 'asc' } });
  expect(stored).toHaveLength(2);
  expect(JSON.stringify(stored)).not.toContain(secret!.slice('whsec_'.length));
  const { secrets } = stack.servers[0]!.services;
  for (const { id, secretSealed } of stored) expect(secrets.open(secretSealed!, `EvaluatorVersion ${id}`)).toBe(secret);

  // Sealed for its own record alone; and what can no longer be opened is made anew when the evaluator is saved.
  await stack.db.prisma.evaluatorVersion.update({ where: { id: stored[1]!.id }, data: { secretSealed: stored[0]!.secretSealed } });
  const lost = await hands.attempt({ projectId: project.id, evaluatorVersionId: updated.evaluator.latest.id, ...row });
  expect(lost).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('DOCKET_SECRET') as string });
  const renewed = await hands.update({ id: evaluator.id, config: { url: `${service.url}/2` } });
  expect(renewed).toMatchObject({ evaluator: { latest: { number: 3 } } });
  expect(renewed.secret).toMatch(/^whsec_/);
  expect(renewed.secret).not.toBe(secret);
});
