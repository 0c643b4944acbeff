import { Repeater } from '@repeaterjs/repeater';
import { builder } from '../builder.ts';
import { InvalidInput } from '../refusals.ts';
import type { SignalPayloads } from '../feed/signals.ts';

const Progress = builder.objectRef<SignalPayloads['progress']>('Progress').implement({
  description: 'How far a long mutation is.',
  fields: (t) => ({
    done: t.exposeInt('done', { description: 'Rows made so far. They are in the dataset only when all are.' }),
    total: t.exposeInt('total', { nullable: true, description: 'Rows to be made; null while that is not known.' }),
    finished: t.exposeBoolean('finished', { description: 'True in the last message, also when the mutation was refused.' }),
  }),
});

builder.subscriptionField('progress', (t) =>
  t.field({
    type: Progress,
    description:
      'Follows a mutation that was given this id as `progressId`, wherever it runs. Subscribe first, with an id that nobody else would choose; only your own mutations are told. Ends with it.',
    authScopes: { signedIn: true },
    args: { id: t.arg.string({ required: true, description: 'At most 100 characters.' }) },
    subscribe: (_root, { id }, { signals, viewer }) => {
      if (id.length > 100) throw new InvalidInput('A progress id has at most 100 characters.', ['id']);
      return new Repeater<SignalPayloads['progress']>(async (push, stop) => {
        const leave = signals.on('progress', (progress) => {
          if (progress.id !== id || progress.userId !== viewer?.id) return;
          void push(progress).catch(() => undefined);
          if (progress.finished) stop();
        });
        await stop;
        leave();
      });
    },
    resolve: (progress) => progress,
  }),
);
