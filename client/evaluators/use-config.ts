import { useState } from 'react';
import type { Config } from './kinds.ts';

export interface Refused {
  message: string;
  /** Where in the input, outermost first. */
  path: readonly string[];
}

/** A config without what is not set. */
export const cleaned = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null && value !== undefined));

/** A config that is being typed, and what was said of it when it was sent. */
export function useConfig(begins: Config) {
  const [config, setConfig] = useState(begins);
  const [refused, setRefused] = useState<Refused | null>(null);
  const place = refused?.path.slice(0, 2).join('.') === 'input.config' ? refused.path.slice(2) : null;
  return {
    config: cleaned(config),
    change: (change: Config) => {
      setConfig((old) => ({ ...old, ...change }));
      setRefused(null);
    },
    refused,
    setRefused,
    problemAt: (...path: string[]) => (place && place.join('/') === path.join('/') ? refused?.message : undefined),
    /** Whether a field shows the refusal, so that it need not be said twice. */
    isPlaced: place !== null && place.length > 0,
  };
}
