import { settingNames } from './compare.ts';
import type { PromptContent, Settings } from './content.ts';
import { roleNames } from './message-card.tsx';
import { TemplateText } from './template-text.tsx';
import { Facts } from '../ui/section.tsx';
import { JsonView } from '../ui/json-view.tsx';
import classes from './editor.module.css';

/** A prompt's content, to be read. */
export function ContentRead({ content }: { content: PromptContent }) {
  const settings = Object.entries(content.settings) as [keyof Settings, number | string[]][];
  return (
    <>
      <Facts
        facts={[
          ['Provider', content.provider],
          ['Model', content.model],
          ...settings.map(([key, value]): [string, string] => [
            settingNames[key],
            Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(', ') : String(value),
          ]),
        ]}
      />
      <ol className={classes.messages} aria-label="Messages">
        {content.messages.map((message, at) => (
          <li key={at} className={classes.card}>
            <div className={classes.cardHead} style={{ paddingBlock: 6, fontSize: 'var(--mantine-font-size-xs)', fontWeight: 600 }}>
              {roleNames[message.role]}
            </div>
            <pre className={classes.read}>
              <TemplateText text={message.content} />
            </pre>
          </li>
        ))}
      </ol>
      {content.tools.map((tool) => (
        <div key={tool.name} className={classes.tool}>
          <strong>{tool.name}</strong> {tool.description}
          <JsonView value={tool.parameters} />
        </div>
      ))}
      {content.responseSchema !== null && (
        <div className={classes.tool}>
          <strong>Answer’s schema</strong>
          <JsonView value={content.responseSchema} open={3} />
        </div>
      )}
    </>
  );
}
