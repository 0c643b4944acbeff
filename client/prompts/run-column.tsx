import { Alert, Badge, CopyButton, ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useNow } from '../ui/clock.ts';
import { count, dollars, duration } from '../ui/format.ts';
import { JsonView } from '../ui/json-view.tsx';
import { TextBlock } from '../ui/text-block.tsx';
import type { RunAnswer, RunState } from './run-state.ts';
import classes from './playground.module.css';

interface Props {
  title: string;
  model: string;
  run: RunState;
  /** Why this side cannot be run. */
  problem: string | null;
}

const finishes: Record<string, string> = {
  LENGTH: 'Cut off at the most tokens',
  CONTENT_FILTER: 'Held back by the provider',
  OTHER: 'Ended early',
};

/** The answer of one side, while it comes and after, with what it took. */
export function RunColumn({ title, model, run, problem }: Props) {
  const { phase, text, answer } = run;
  return (
    <section className={classes.answer} aria-label={`Answer of ${title}`} aria-busy={phase === 'running'}>
      <header className={classes.answerHead}>
        <strong>{title}</strong>
        <span className={classes.model}>{model}</span>
        {text && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <ActionIcon size="sm" aria-label="Copy the answer" onClick={copy}>
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              </ActionIcon>
            )}
          </CopyButton>
        )}
      </header>
      <div className={classes.answerBody}>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {run.problem && (
          <Alert color="red" role="alert" icon={<IconAlertTriangle size={16} />} mb={text ? 8 : 0}>
            {run.problem}
          </Alert>
        )}
        {phase === 'idle' && !problem && <span className={classes.hint}>The answer appears here as it comes.</span>}
        {phase === 'running' && !text && <span className={classes.waiting}>Waiting for the first words</span>}
        {text && (phase === 'running' ? <pre className={classes.streaming}>{text}</pre> : <TextBlock value={text} />)}
        {phase === 'stopped' && <Badge color="gray">Stopped</Badge>}
        {answer?.toolCalls.map((call, at) => (
          <div key={at} className={classes.call}>
            <strong>{call.name}</strong>
            <JsonView value={call.arguments} />
          </div>
        ))}
      </div>
      {phase === 'running' && <Elapsed since={run.startedAt} />}
      {answer && <Took answer={answer} firstMs={run.firstMs} />}
    </section>
  );
}

function Elapsed({ since }: { since: number }) {
  return <footer className={classes.took}>{duration(Math.max(0, useNow() - since))}</footer>;
}

/** Tokens, cost, time; and what is out of the ordinary. */
function Took({ answer, firstMs }: { answer: RunAnswer; firstMs: number | null }) {
  const { tokensIn, tokensOut, cost, latencyMs, attempts, finish, cached } = answer;
  const facts: [string, string | null][] = [
    [
      'Tokens',
      tokensIn === null && tokensOut === null
        ? null
        : `${tokensIn === null ? '–' : count(tokensIn)} in, ${tokensOut === null ? '–' : count(tokensOut)} out`,
    ],
    ['Cost', cost === null ? 'no price known' : dollars(cost)],
    ['Latency', `${duration(latencyMs)}${firstMs !== null ? `, first words ${duration(firstMs)}` : ''}`],
    ['Attempts', String(attempts)],
  ];
  return (
    <footer className={classes.took}>
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {finishes[finish] && (
        <Badge color="yellow" size="sm">
          {finishes[finish]}
        </Badge>
      )}
      {cached && (
        <Badge color="gray" size="sm">
          From the cache
        </Badge>
      )}
    </footer>
  );
}
