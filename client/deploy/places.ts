import type { ColumnEnvironment, LineDeployment, LinePrompt, ShownGate } from './deploy-documents.ts';

/** A prompt in an environment. */
export interface Place {
  prompt: LinePrompt;
  environment: ColumnEnvironment;
  /** Null where nothing runs. */
  running: LineDeployment | null;
  /** Null where every version may run. */
  gate: ShownGate | null;
}

export function placeOf(prompt: LinePrompt, environment: ColumnEnvironment): Place {
  const isHere = (one: { prompt: { id: string } }): boolean => one.prompt.id === prompt.id;
  return { prompt, environment, running: environment.running.find(isHere) ?? null, gate: environment.gates.find(isHere) ?? null };
}

/** The prompts that have a line: those that answer and are in use, and whatever else runs somewhere. */
export function shownPrompts(prompts: readonly LinePrompt[], environments: readonly ColumnEnvironment[]): LinePrompt[] {
  const deployed = new Set(environments.flatMap(({ running }) => running.map(({ prompt }) => prompt.id)));
  return prompts.filter(({ id, purpose, archivedAt }) => deployed.has(id) || (purpose === 'ANSWER' && archivedAt === null));
}

/** How many versions were saved since the one that runs; null where nothing runs or that is the newest. */
export function newerBy({ prompt, running }: Place): number | null {
  const newer = running && prompt.latest ? prompt.latest.number - running.version.number : 0;
  return newer > 0 ? newer : null;
}
