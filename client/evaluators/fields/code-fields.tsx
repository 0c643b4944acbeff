import { Code, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { numberIn, textIn, typedNumber, type FieldProps } from './field-props.ts';
import classes from '../evaluators.module.css';

const passAt = ({ config, onChange, problemAt }: FieldProps) => (
  <NumberInput
    label="A number passes at"
    placeholder="0.5"
    step={0.1}
    value={numberIn(config.passAt)}
    error={problemAt('passAt')}
    onChange={(value) => onChange({ passAt: typedNumber(value) })}
  />
);

/** Code that is given the answer, and what it may use. */
export function CodeFields(props: FieldProps) {
  const { config, onChange, problemAt } = props;
  return (
    <Stack gap="md">
      <Textarea
        label="Code"
        description={
          <>
            The body of a function of <Code>subject</Code>, which has inputs, output, expected, latencyMs, cost and tokensOut. Returns true
            or false, a number, or <Code>{'{ pass, score, reason }'}</Code>.
          </>
        }
        className={classes.code}
        autosize
        minRows={9}
        maxRows={30}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        value={textIn(config.code)}
        error={problemAt('code')}
        onChange={({ currentTarget }) => onChange({ code: currentTarget.value })}
      />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <NumberInput
          label="May run for"
          suffix=" ms"
          placeholder="1,000 ms"
          thousandSeparator=","
          min={1}
          max={10_000}
          value={numberIn(config.milliseconds)}
          error={problemAt('milliseconds')}
          onChange={(value) => onChange({ milliseconds: typedNumber(value) })}
        />
        <NumberInput
          label="May use"
          suffix=" MB"
          placeholder="32 MB"
          min={1}
          max={256}
          value={numberIn(config.memoryMb)}
          error={problemAt('memoryMb')}
          onChange={(value) => onChange({ memoryMb: typedNumber(value) })}
        />
        {passAt(props)}
      </Group>
    </Stack>
  );
}

/** A service that is asked. */
export function HttpFields(props: FieldProps) {
  const { config, onChange, problemAt } = props;
  return (
    <Stack gap="md">
      <TextInput
        label="Address"
        type="url"
        placeholder="https://judges.example.com/tone"
        value={textIn(config.url)}
        error={problemAt('url')}
        onChange={({ currentTarget }) => onChange({ url: currentTarget.value })}
      />
      <Group grow align="flex-start" maw={420}>
        <NumberInput
          label="May take"
          suffix=" s"
          min={1}
          max={60}
          value={numberIn(config.timeoutSeconds)}
          error={problemAt('timeoutSeconds')}
          onChange={(value) => onChange({ timeoutSeconds: typedNumber(value) })}
        />
        {passAt(props)}
      </Group>
      <Text size="xs" c="dimmed">
        It is posted the answer as JSON, signed as Standard Webhooks has it, and replies with true or false, a number, or an object of pass,
        score and reason. The secret to check the signature with is shown once, when the address is saved.
      </Text>
    </Stack>
  );
}
