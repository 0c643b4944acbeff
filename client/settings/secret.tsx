import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './settings.module.css';

/** Something that is shown once, to be copied. */
export function Secret({ value }: { value: string }) {
  return (
    <div className={classes.secret}>
      <span style={{ flex: 1 }}>{value}</span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            data-autofocus
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
