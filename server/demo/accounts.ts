import type { Role } from '@docket/prisma/generated/client/enums.ts';

/** Who works at the made-up company. Nobody real: `.example` is reserved, and no mail can ever reach it. */
export const people = {
  ines: { name: 'Ines Halloran', email: 'ines@harbor.example', role: 'OWNER' },
  jonas: { name: 'Jonas Whitfield', email: 'jonas@harbor.example', role: 'ADMIN' },
  maren: { name: 'Maren Solberg', email: 'maren@harbor.example', role: 'REVIEWER' },
  tomas: { name: 'Tomás Ibarra', email: 'tomas@harbor.example', role: 'REVIEWER' },
  priya: { name: 'Priya Raman', email: 'priya@harbor.example', role: 'REVIEWER' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>;

export type Person = keyof typeof people;

export const reviewers = ['maren', 'tomas', 'priya'] as const satisfies readonly Person[];

/** One for all of them, printed at each start: a demo keeps no secrets. */
export const demoPassword = 'harbor-demo';

export const demoSlug = 'harbor';
/** The project's slug until the demo is whole: what a start finds under it was broken off. */
export const unfinishedSlug = 'harbor-unfinished';

export interface DemoAccounts {
  accounts: { name: string; email: string; role: Role }[];
  password: string;
}

export const demoAccounts: DemoAccounts = { accounts: Object.values(people), password: demoPassword };
