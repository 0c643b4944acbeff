import { Checkbox, Stack, Textarea } from '@mantine/core';

interface Props {
  /** Null while the gate is heeded. */
  reason: string | null;
  onChange: (reason: string | null) => void;
}

/** Lets an owner deploy against the gate, with a reason that stays with the deployment. */
export function Override({ reason, onChange }: Props) {
  return (
    <Stack gap={8}>
      <Checkbox
        size="sm"
        label="Deploy it against the gate"
        description="Everybody sees in the history that you did, and why."
        checked={reason !== null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? '' : null)}
      />
      {reason !== null && (
        <Textarea
          data-autofocus
          label="Reason"
          required
          autosize
          minRows={2}
          maxLength={4000}
          placeholder="Why it cannot wait"
          value={reason}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Stack>
  );
}
