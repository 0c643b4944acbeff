import { graphql, readFragment, type FragmentOf } from '../graphql/graphql.ts';
import { asText } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { TextBlock } from '../ui/text-block.tsx';
import classes from './span-input.module.css';

export const SpanInput_span = graphql(`
  fragment SpanInput_span on Span {
    variables
    messages {
      role
      content
    }
  }
`);

/** What went in: the prompt's variables, and the messages as they were sent. */
export function SpanInput({ span }: { span: FragmentOf<typeof SpanInput_span> }) {
  const { variables, messages } = readFragment(SpanInput_span, span);
  const entries = variables && typeof variables === 'object' && !Array.isArray(variables) ? Object.entries(variables) : [];
  return (
    <>
      {entries.length > 0 && (
        <Section title="Variables">
          <dl className={classes.variables}>
            {entries.map(([name, value]) => (
              <div key={name} data-short={asText(value).length < 60 || undefined}>
                <dt>{name}</dt>
                <dd>
                  <TextBlock value={value} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {messages.length > 0 && (
        <Section title="Messages">
          <ol className={classes.messages}>
            {messages.map(({ role, content }, at) => (
              <li key={at} data-role={role}>
                <div className={classes.role}>{role}</div>
                <TextBlock value={content} />
              </li>
            ))}
          </ol>
        </Section>
      )}
    </>
  );
}
