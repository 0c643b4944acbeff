import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Attributes<Taken> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Taken> & { ref?: Ref<HTMLAnchorElement> };

/** A button that goes to another page. */
export const ButtonLink = createLink((props: ButtonProps & Attributes<ButtonProps>) => <Button component="a" {...props} />);

/** A link in a text. */
export const TextLink = createLink((props: AnchorProps & Attributes<AnchorProps>) => <Anchor {...props} />);
