import { expect, test as base } from 'vitest';
import { makeLog } from '@docket/server/log.ts';
import { startStack } from '../kit/stack.ts';

const test = base.extend('failing', { scope: 'file' }, async ({}, { onCleanup }) => {
  const lines: string[] = [];
  const log = makeLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
  const stack = await startStack({ log });
  onCleanup(() => stack.stop());
  const ada = await stack.person('Ada', { password: 'secret word' });
  const project = await stack.project([[ada, 'OWNER']]);
  // Something that no rule foresees.
  await stack.db.pool.query('ALTER TABLE api_token RENAME COLUMN hint TO hint_of_another_version');
  return { stack, ada, project, lines };
});

const Tokens = 'query($slug: String!) { project(slug: $slug) { slug apiTokens { hint } } }';

test.for(['http', 'sse', 'ws'] as const)(
  'what nobody foresaw is masked over %s, and the log has it under the id that is shown',
  async (transport, { failing }) => {
    const { stack, ada, project, lines } = failing;
    const { data, errors } = await stack.as(ada).result(Tokens, { slug: project.slug }, transport);
    expect(data).toEqual({ project: null });
    expect(errors).toHaveLength(1);
    const id = errors![0]!.extensions!.errorId as string;
    expect(errors![0]).toMatchObject({
      message: `Something went wrong here. The log has it under ${id}.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: id },
    });
    expect(JSON.stringify(errors)).not.toMatch(/hint_of|prisma|api_token|node_modules/i);
    const logged = lines.filter((line) => line.includes(id));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('hint');
  },
);

test('what GraphQL finds wrong with an argument is told, with no look inside', async ({ failing: { stack, ada } }) => {
  const client = stack.as(ada);
  const document = 'query($slug: String) { project(slug: $slug) { slug } }';
  expect((await client.result(document, {})).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  const loose = 'query($slug: String = "x") { project(slug: $slug) { slug } }';
  const { errors } = await client.result(loose, { slug: null });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(errors![0]!.message).toContain('must not be null');
});

test('no secret gets into the log', async ({ failing: { stack, ada, lines } }) => {
  const SignIn = 'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }';
  await stack.as(null).execute(SignIn, { input: { email: ada.email, password: 'secret word' } });
  await stack.as('dkt_very-secret').execute('{ viewer { user { id } } }');
  const all = lines.join('');
  for (const secret of ['secret word', 'very-secret', ada.secret]) expect(all).not.toContain(secret);
});
