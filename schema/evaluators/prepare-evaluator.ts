import type { EvaluatorKind } from '@docket/prisma/generated/client/enums.ts';
import type { Services } from '../context.ts';
import { SecretLost } from '../models/secrets.ts';
import { InvalidInput, NotFound } from '../refusals.ts';
import { isPure, outgoingKinds, parseOutgoing } from './evaluator-kinds.ts';
import { secretOwner } from './evaluator-version.ts';
import { judgeByHttp, newSigningSecret } from './http.ts';
import { judgeByCode } from './javascript.ts';
import { prepareJudge } from './judge.ts';
import { parseConfig } from './kinds/parse-config.ts';
import { pureKind } from './kinds/pure-kinds.ts';
import type { Subject, Verdict } from './verdict.ts';

type Judging = Pick<Services, 'db' | 'secrets' | 'models' | 'sandbox' | 'http'>;

export interface Evaluate {
  /** Whether a model's answer to the very same request may be used again. */
  cache: boolean;
  signal?: AbortSignal;
}

/** An evaluator with everything loaded and compiled: asked once a row, thousands of times. */
export interface ReadyEvaluator {
  versionId: number;
  kind: EvaluatorKind;
  name: string;
  /** Whether it costs calls of a model, and whose. */
  usesModel: boolean;
  providerId: number | null;
  /** What cannot be told is an UNKNOWN. Throws ModelFailed where that says nothing about the answer: trying again may help, the
   * key has to be mended first, or the caller gave up. */
  evaluate(subject: Subject, how: Evaluate): Promise<Verdict>;
}

type Prepared = Pick<ReadyEvaluator, 'usesModel' | 'providerId' | 'evaluate'>;

/** Evaluators at these versions, in this order. Throws NotFound, or InvalidInput that says which one cannot be used and why: its
 * provider is gone, its secret can no longer be read. */
export async function prepareEvaluators(services: Judging, versionIds: readonly number[]): Promise<ReadyEvaluator[]> {
  const versions = await services.db.prisma.evaluatorVersion.findMany({
    where: { id: { in: [...versionIds] } },
    include: { evaluator: { select: { name: true, kind: true } } },
  });
  const byId = new Map(versions.map((version) => [version.id, version]));
  return Promise.all(
    versionIds.map(async (versionId) => {
      const version = byId.get(versionId);
      if (!version) throw new NotFound('EvaluatorVersion');
      const { projectId, config, secretSealed, evaluator } = version;
      const { name, kind } = evaluator;
      try {
        const secret = secretSealed === null ? null : services.secrets.open(secretSealed, secretOwner(versionId));
        return { versionId, name, kind, ...(await prepareConfig(services, { projectId, kind, config, secret })) };
      } catch (error) {
        throw withName(name, error);
      }
    }),
  );
}

function withName(name: string, error: unknown): unknown {
  if (error instanceof InvalidInput) return new InvalidInput(`The evaluator “${name}” cannot be used. ${error.message}`, error.where);
  if (error instanceof SecretLost)
    return new InvalidInput(
      `The evaluator “${name}” cannot be used: what it signs with was encrypted under another DOCKET_SECRET. Save it again to get a new secret.`,
    );
  return error;
}

export interface PrepareConfig {
  projectId: number;
  kind: EvaluatorKind;
  config: unknown;
  /** What an HTTP evaluator signs with; without one, something that nobody knows. */
  secret: string | null;
}

/** The same for a config that may belong to no evaluator yet. Throws InvalidInput. */
export async function prepareConfig(services: Judging, { projectId, kind, config: raw, secret }: PrepareConfig): Promise<Prepared> {
  const own = { usesModel: false, providerId: null };
  if (isPure(kind)) {
    const pure = pureKind(kind);
    const config = parseConfig(pure, raw);
    return { ...own, evaluate: (subject) => Promise.resolve(pure.judge(config, subject)) };
  }
  switch (kind) {
    case 'JUDGE': {
      const { provider, evaluate } = await prepareJudge(services, projectId, parseOutgoing(outgoingKinds.JUDGE, raw));
      return { usesModel: true, providerId: provider.id, evaluate };
    }
    case 'JAVASCRIPT': {
      const config = parseOutgoing(outgoingKinds.JAVASCRIPT, raw);
      return { ...own, evaluate: (subject, { signal }) => judgeByCode(services.sandbox, config, subject, signal) };
    }
    case 'HTTP': {
      const signed = { config: parseOutgoing(outgoingKinds.HTTP, raw), secret: secret ?? newSigningSecret() };
      return { ...own, evaluate: (subject, { signal }) => judgeByHttp(services.http, signed, subject, signal) };
    }
  }
}
