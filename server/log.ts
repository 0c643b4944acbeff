import pino from 'pino';
import pretty from 'pino-pretty';
import type { Config } from './config.ts';

export type Log = pino.Logger;

/** One line of JSON an entry; readable lines on a terminal. Secrets never get in. */
export function makeLog({ logLevel }: Pick<Config, 'logLevel'>, to?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level: logLevel,
    base: null,
    redact: ['*.password', '*.secret', '*.token', 'req.headers.cookie', 'req.headers.authorization'],
  };
  if (to) return pino(options, to);
  // In this thread on purpose: a worker thread would lose the last lines of a process that ends.
  if (process.stdout.isTTY) return pino(options, pretty({ colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname', sync: true }));
  return pino(options);
}
