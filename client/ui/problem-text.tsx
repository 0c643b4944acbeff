import { Text, type TextProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props extends TextProps {
  children: ReactNode;
}

/** What went wrong, beside what it went wrong with, and read out as it appears; nothing where nothing did. */
export function ProblemText({ children, ...rest }: Props) {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <Text c="red" size="sm" role="alert" {...rest}>
      {children}
    </Text>
  );
}
