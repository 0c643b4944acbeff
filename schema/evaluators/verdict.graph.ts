import { builder } from '../builder.ts';
import type { Verdict } from './verdict.ts';

export const GradeEnum = builder.enumType('Grade', {
  description: 'What an evaluator says of an answer.',
  values: {
    PASS: { description: 'Good enough.' },
    FAIL: { description: 'Not good enough.' },
    UNKNOWN: { description: 'It could not tell, and the reason says why. Never counted as a failure.' },
  } as const,
});

export const VerdictRef = builder.objectRef<Verdict>('Verdict').implement({
  description: 'What an evaluator says of one answer.',
  fields: (t) => ({
    grade: t.expose('grade', { type: GradeEnum, description: 'The verdict itself.' }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: '0 to 1, or by the evaluator’s own scale; null where there is no number.',
    }),
    reason: t.exposeString('reason', { description: 'One or a few sentences, fit to be shown.' }),
    cost: t.exposeFloat('cost', {
      nullable: true,
      description: 'US dollars that the verdict cost; null where nothing was paid, or no price is known.',
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      nullable: true,
      description: 'What came back before it was understood: a judge’s reply, a value of code. Null where there is nothing.',
    }),
  }),
});
