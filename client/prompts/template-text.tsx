import { useMemo } from 'react';
import { piecesOf } from './template.ts';
import classes from './editor.module.css';

/** A template with its tags marked. */
export function TemplateText({ text }: { text: string }) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return pieces.map((piece, at) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      <mark key={at} className={classes.tag} data-kind={piece.kind}>
        {piece.text}
      </mark>
    ),
  );
}
