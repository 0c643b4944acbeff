import { TagsInput } from '@mantine/core';
import { settingNames } from './compare.ts';
import type { Settings } from './content.ts';
import { NumberSetting } from './number-setting.tsx';
import classes from './editor.module.css';

type Numeric = Exclude<keyof Settings, 'stop'>;

const fields: { key: Numeric; min?: number; max?: number; step?: number; whole?: boolean }[] = [
  { key: 'temperature', min: 0, max: 2, step: 0.1 },
  { key: 'topP', min: 0, max: 1, step: 0.05 },
  { key: 'maxTokens', min: 1, max: 10_000_000, step: 64, whole: true },
  { key: 'seed', whole: true, min: 0, max: Number.MAX_SAFE_INTEGER },
  { key: 'frequencyPenalty', min: -2, max: 2, step: 0.1 },
  { key: 'presencePenalty', min: -2, max: 2, step: 0.1 },
];

interface Props {
  settings: Settings;
  readOnly: boolean;
  onChange: (settings: Settings) => void;
}

/** How answers are sampled. A field that is empty leaves it to the provider. */
export function SettingsFields({ settings, readOnly, onChange }: Props) {
  const set = (key: keyof Settings, value: number | string[] | undefined) => {
    const { [key]: _before, ...others } = settings;
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  return (
    <div className={classes.settings}>
      {fields.map(({ key, whole, ...bounds }) => (
        <NumberSetting
          key={key}
          label={settingNames[key]}
          readOnly={readOnly}
          allowDecimal={!whole}
          decimalScale={whole ? 0 : 4}
          value={settings[key]}
          onChange={(value) => set(key, value)}
          {...bounds}
        />
      ))}
      <TagsInput
        className={classes.wide}
        size="xs"
        label={settingNames.stop}
        description="The answer ends before any of these. Enter adds one."
        readOnly={readOnly}
        maxTags={16}
        splitChars={[]}
        value={settings.stop ?? []}
        onChange={(stop) => set('stop', stop.length > 0 ? stop : undefined)}
      />
    </div>
  );
}
