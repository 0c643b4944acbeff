import pg from 'pg';

/** What a process asks by itself, whoever is connected. */
const background =
  /FROM claim WHERE expires_at <= statement_timestamp|pg_notify|^LISTEN|FROM idempotent_reply|FROM span_evaluator WHERE enabled|give_back_evaluation_rows|FROM evaluation e WHERE e.status|pg_stat/;

/** The statements that this process sends while something is done, Prisma's too. */
export async function statementsOf(what: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text?: string } | undefined];
    const text = typeof first === 'string' ? first : (first?.text ?? '');
    if (text && !background.test(text)) sent.push(text.replace(/\s+/g, ' '));
    return Reflect.apply(original, this, args) as never;
  };
  try {
    await what();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}
