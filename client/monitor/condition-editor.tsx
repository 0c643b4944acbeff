import { AttributeEditor } from './attribute-editor.tsx';
import { ChoicesEditor, ListEditor, TextEditor } from './editors.tsx';
import { RangeEditor } from './range-editor.tsx';
import { ScoreEditor } from './score-editor.tsx';
import { conditionNames, type Condition } from './span-chips.ts';
import type { SpanSearch } from './span-search.ts';
import { useSpanFacets } from './use-span-facets.ts';

interface Props {
  condition: Condition;
  /** Which score or attribute; undefined to add one. */
  at?: number;
  search: SpanSearch;
  onApply: (change: Partial<SpanSearch>) => void;
}

const kinds = [
  { value: 'MODEL', label: 'Model call' },
  { value: 'TOOL', label: 'Tool' },
  { value: 'RETRIEVAL', label: 'Retrieval' },
  { value: 'EMBEDDING', label: 'Embedding' },
  { value: 'FUNCTION', label: 'Function' },
  { value: 'GUARDRAIL', label: 'Guardrail' },
  { value: 'OTHER', label: 'Other' },
] as const;
const feelings = [
  { value: 'NEGATIVE', label: 'Negative' },
  { value: 'NEUTRAL', label: 'Neutral' },
  { value: 'POSITIVE', label: 'Positive' },
] as const;
const statuses = [
  { value: 'ERROR', label: 'Error' },
  { value: 'OK', label: 'OK' },
] as const;

/** Puts one of several conditions of a kind in its place, or behind the others. */
function placed<One>(list: readonly One[] | undefined, at: number | undefined, one: One | undefined): One[] | undefined {
  const next = [...(list ?? [])];
  if (one === undefined) next.splice(at ?? next.length, 1);
  else next.splice(at ?? next.length, 1, one);
  return next.length ? next : undefined;
}

/** The form for one condition of the Monitor's filter. */
export function ConditionEditor({ condition, at, search, onApply }: Props) {
  const facets = useSpanFacets();
  switch (condition) {
    case 'status':
      return (
        <ChoicesEditor
          options={statuses}
          initial={search.status ? [search.status] : []}
          onApply={(values) => onApply({ status: values?.length === 1 ? values[0] : undefined })}
        />
      );
    case 'kind':
      return <ChoicesEditor options={kinds} initial={search.kind ?? []} onApply={(kind) => onApply({ kind })} />;
    case 'feedback':
      return <ChoicesEditor options={feelings} initial={search.feedback ?? []} onApply={(feedback) => onApply({ feedback })} />;
    case 'model':
      return (
        <ListEditor
          label="Any of these models"
          known={facets.models}
          initial={search.model ?? []}
          onApply={(model) => onApply({ model })}
        />
      );
    case 'prompt':
      return (
        <ListEditor
          label="Any of these prompts"
          known={facets.promptNames}
          initial={search.prompt ?? []}
          onApply={(prompt) => onApply({ prompt })}
        />
      );
    case 'tags':
      return <ListEditor label="All of these tags" known={facets.tags} initial={search.tags ?? []} onApply={(tags) => onApply({ tags })} />;
    case 'duration':
      return <RangeEditor unit="s" factor={1000} initial={search.duration} onApply={(duration) => onApply({ duration })} />;
    case 'cost':
      return <RangeEditor unit="$" initial={search.cost} onApply={(cost) => onApply({ cost })} />;
    case 'score':
      return (
        <ScoreEditor
          names={facets.scoreNames}
          initial={at === undefined ? undefined : search.score?.[at]}
          onApply={(score) => onApply({ score: placed(search.score, at, score) })}
        />
      );
    case 'attribute':
      return (
        <AttributeEditor
          initial={at === undefined ? undefined : search.attribute?.[at]}
          onApply={(attribute) => onApply({ attribute: placed(search.attribute, at, attribute) })}
        />
      );
    default:
      return (
        <TextEditor label={conditionNames[condition]} initial={search[condition]} onApply={(text) => onApply({ [condition]: text })} />
      );
  }
}
