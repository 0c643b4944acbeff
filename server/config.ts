import { defaultLimits, type Limits } from '@docket/schema/limits.ts';
import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) => z.coerce.number().int().min(least).max(most);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://');
const origin = z.url({ protocol: /^https?$/ }).transform((value) => new URL(value).origin);
const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Everything a deployment may set. The README's table of configuration says what each is for. */
const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: whole(0, 65_535).default(4400),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: postgresUrl,
  DOCKET_ORIGINS: z.string().default('').transform(list).pipe(z.array(origin)),
  DOCKET_SECRET: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.string().min(32, 'must have at least 32 characters, such as those of `openssl rand -hex 32`'))),
  DOCKET_ALLOW_HOSTS: z.string().default('').transform(list),
  DOCKET_WORKER: flag.default(true),
  DOCKET_LEASE_SECONDS: z.coerce.number().min(1).max(3600).default(30),
  DOCKET_TRUST_PROXY: whole(0, 16).default(0),
  DOCKET_COOKIE: z
    .string()
    .regex(/^[\w-]+$/, 'may hold letters, digits, _ and - only')
    .default('docket_session'),
  DOCKET_SESSION_DAYS: z.coerce.number().positive().max(3650).default(30),
  DOCKET_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DOCKET_GRAPHIQL: flag.optional(),
  DOCKET_INTROSPECTION: flag.optional(),
  DOCKET_POOL_SIZE: whole(2, 1000).default(10),
  DOCKET_STATEMENT_SECONDS: z.coerce.number().positive().max(86_400).default(30),
  DOCKET_LOCK_SECONDS: z.coerce.number().positive().max(86_400).default(10),
  DOCKET_DATABASE_WAIT: z.coerce.number().min(0).optional(),
  DOCKET_SIGN_IN_ATTEMPTS: whole(1).default(10),
  DOCKET_SIGN_IN_MINUTES: whole(1).default(15),
  DOCKET_BODY_BYTES: whole(1024).default(1024 * 1024),
  DOCKET_FRAME_BYTES: whole(1024).default(1024 * 1024),
  DOCKET_DOCUMENT_BYTES: whole(256).default(32 * 1024),
  DOCKET_DOCUMENT_DEPTH: whole(3).default(15),
  DOCKET_DOCUMENT_FIELDS: whole(10).default(1000),
  DOCKET_DOCUMENT_ALIASES: whole(0).default(50),
  DOCKET_DOCUMENT_DIRECTIVES: whole(0).default(50),
  DOCKET_SOCKETS: whole(1).default(10_000),
  DOCKET_SOCKETS_PER_PERSON: whole(1).default(50),
  DOCKET_SUBSCRIPTIONS_PER_SOCKET: whole(1).default(100),
  DOCKET_SOCKET_BUFFER_BYTES: whole(1024).default(16 * 1024 * 1024),
  DOCKET_SOCKET_BEAT_SECONDS: z.coerce.number().min(0.1).max(3600).default(15),
});

/** `pageSize` is set by DOCKET_PAGE_SIZE, and so on for every bound. */
const limitNames = (Object.keys(defaultLimits) as (keyof Limits)[]).map(
  (name) => [name, `DOCKET_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`] as const,
);

/** 0 means “no limit” for this one bound only; elsewhere it would forbid everything. */
const limits = z.object(
  Object.fromEntries(limitNames.map(([name, variable]) => [variable, whole(name === 'claimsPerPerson' ? 0 : 1).optional()])),
);

export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** Reads the environment once. An empty variable counts as one that is not set. Throws with every problem listed. */
export function readConfig(env: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = environment.safeParse(given);
  const bounds = limits.safeParse(given);
  if (!read.success || !bounds.success) {
    const issues = [...(read.error?.issues ?? []), ...(bounds.error?.issues ?? [])];
    throw new ConfigError(issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const { data } = read;
  const production = data.NODE_ENV === 'production';
  return {
    production,
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    poolSize: data.DOCKET_POOL_SIZE,
    /** What a statement may take, and what it may wait for a lock, in milliseconds. */
    statementTimeout: Math.ceil(data.DOCKET_STATEMENT_SECONDS * 1000),
    lockTimeout: Math.ceil(data.DOCKET_LOCK_SECONDS * 1000),
    /** How many seconds a start waits for a database that cannot be reached; by default as long as it takes. */
    databaseWait: data.DOCKET_DATABASE_WAIT ?? Infinity,
    /** Pages of these origins may use the API besides our own. */
    origins: data.DOCKET_ORIGINS,
    /** What keys and secrets are encrypted with: the first seals, each opens. */
    secrets: data.DOCKET_SECRET,
    /** Hosts, or host:port, of private networks that providers and evaluators may call. */
    allowHosts: data.DOCKET_ALLOW_HOSTS,
    /** Whether this process works on evaluations, and after how many seconds without a word a worker is taken for dead. */
    worker: data.DOCKET_WORKER,
    leaseSeconds: data.DOCKET_LEASE_SECONDS,
    /** How many proxies in front of us add to X-Forwarded-For; 0: believe none of it. */
    trustProxy: data.DOCKET_TRUST_PROXY,
    cookie: data.DOCKET_COOKIE,
    sessionSeconds: Math.round(data.DOCKET_SESSION_DAYS * 86_400),
    logLevel: data.DOCKET_LOG_LEVEL,
    graphiql: data.DOCKET_GRAPHIQL ?? false,
    introspection: data.DOCKET_INTROSPECTION ?? !production,
    signIn: { attempts: data.DOCKET_SIGN_IN_ATTEMPTS, minutes: data.DOCKET_SIGN_IN_MINUTES },
    bodyBytes: data.DOCKET_BODY_BYTES,
    document: {
      bytes: data.DOCKET_DOCUMENT_BYTES,
      depth: data.DOCKET_DOCUMENT_DEPTH,
      fields: data.DOCKET_DOCUMENT_FIELDS,
      aliases: data.DOCKET_DOCUMENT_ALIASES,
      directives: data.DOCKET_DOCUMENT_DIRECTIVES,
    },
    sockets: {
      most: data.DOCKET_SOCKETS,
      perPerson: data.DOCKET_SOCKETS_PER_PERSON,
      subscriptions: data.DOCKET_SUBSCRIPTIONS_PER_SOCKET,
      frameBytes: data.DOCKET_FRAME_BYTES,
      bufferBytes: data.DOCKET_SOCKET_BUFFER_BYTES,
      /** How often each is asked whether it is there, and looked at for what waits for it; in milliseconds. */
      beat: Math.ceil(data.DOCKET_SOCKET_BEAT_SECONDS * 1000),
    },
    limits: Object.fromEntries(limitNames.map(([name, variable]) => [name, bounds.data[variable] ?? defaultLimits[name]])) as Limits,
  };
}

export type Config = ReturnType<typeof readConfig>;

/** For a program's beginning: the configuration, or every problem on the error output and exit code 1. */
export function configOrExit(env: Record<string, string | undefined> = process.env): Config {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
