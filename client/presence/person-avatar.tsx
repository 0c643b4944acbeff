import { Box, Indicator, Tooltip } from '@mantine/core';
import { UserAvatar } from '../ui/user-avatar.tsx';

interface Props {
  name: string;
  /** What the tooltip says beside the name. */
  doing?: string;
  size?: number;
  /** A dot: this person has something open now. */
  here?: boolean;
}

/** A person by their initials, with what they are doing in the tooltip. */
export function PersonAvatar({ name, doing, size = 22, here = false }: Props) {
  const label = doing ? `${name}, ${doing}` : name;
  return (
    <Tooltip label={label}>
      <Box role="img" aria-label={label} style={{ borderRadius: '50%', flex: 'none' }}>
        <Indicator color="teal" size={8} offset={3} position="bottom-end" withBorder disabled={!here} zIndex={1}>
          <UserAvatar name={name} size={size} />
        </Indicator>
      </Box>
    </Tooltip>
  );
}
