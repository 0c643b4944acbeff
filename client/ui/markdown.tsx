import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import classes from './prose.module.css';

/** Pictures are not loaded: what a model wrote must not make a reviewer's browser call out. */
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ alt, src }) => <span className={classes.picture}>[picture: {alt || String(src ?? '')}]</span>,
};

/** Text as Markdown (GitHub's kind). HTML within is shown as text. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.prose}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
