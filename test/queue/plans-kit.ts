import type { Database } from '@docket/prisma/database.ts';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

export interface Planned {
  query: string;
  plan: Node;
}

/** Keeps the plan of every statement that this database runs from now on, those inside functions too, by auto_explain. The
 * pool must have one connection: the settings are a session's. */
export async function keepPlans(db: Database): Promise<{ of(what: () => Promise<unknown>): Promise<Planned[]> }> {
  let kept: Planned[] = [];
  const client = await db.pool.connect();
  client.on('notice', ({ message }) => {
    const at = message?.indexOf('{') ?? -1;
    if (!message?.startsWith('duration:') || at < 0) return;
    const { 'Query Text': query, Plan: plan } = JSON.parse(message.slice(at)) as { 'Query Text': string; Plan: Node };
    kept.push({ query: query.replace(/\s+/g, ' '), plan });
  });
  for (const setting of [
    `LOAD 'auto_explain'`,
    'SET client_min_messages = log',
    'SET auto_explain.log_nested_statements = on',
    'SET auto_explain.log_analyze = on',
    'SET auto_explain.log_timing = off',
    'SET auto_explain.log_format = json',
    'SET auto_explain.log_min_duration = 0',
  ])
    await client.query(setting);
  client.release();
  return {
    async of(what) {
      kept = [];
      await what();
      return kept;
    },
  };
}

/** What in a plan reads or sorts a table as a whole, or more of it than a page or a batch needs. */
export function tooMuch({ query, plan }: Planned, big: readonly string[], most: number): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    const loops = node['Actual Loops'] ?? 1;
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    const rows = Math.round(((node['Actual Rows'] ?? 0) + removed) * loops);
    const table = node['Relation Name'];
    const said = `${node['Node Type']} ${table ? `on ${table} ` : ''}${node['Index Name'] ? `by ${node['Index Name']} ` : ''}: ${rows} rows\n  of ${query.slice(0, 300)}`;
    if (table && big.includes(table) && node['Node Type'] === 'Seq Scan') found.push(said);
    else if (rows > most && (table ? big.includes(table) : /Sort|Hash|Materialize/.test(node['Node Type']))) found.push(said);
    node.Plans?.forEach(walk);
  };
  walk(plan);
  return found;
}

export const tablesOf = ({ plan }: Planned): string[] => {
  const walk = (node: Node): string[] => [...(node['Relation Name'] ? [node['Relation Name']] : []), ...(node.Plans ?? []).flatMap(walk)];
  return walk(plan);
};
