interface Step {
  spanId: string;
  parentSpanId: string | null;
  startedAt: string;
}

/**
 * The steps of a trace in the order of a tree: children behind their parent, by start. A step whose parent is not there
 * (it did not come yet, or belongs to another service) stands at the top; a circle of parents is cut.
 */
export function treeOf<S extends Step>(spans: readonly S[]): { span: S; depth: number }[] {
  const known = new Set(spans.map((span) => span.spanId));
  const children = new Map<string | null, S[]>();
  for (const span of [...spans].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))) {
    const parent = span.parentSpanId !== null && known.has(span.parentSpanId) ? span.parentSpanId : null;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const tree: { span: S; depth: number }[] = [];
  const placed = new Set<S>();
  const place = (span: S, depth: number) => {
    if (placed.has(span)) return;
    placed.add(span);
    tree.push({ span, depth });
    for (const child of children.get(span.spanId) ?? []) place(child, depth + 1);
  };
  for (const root of children.get(null) ?? []) place(root, 0);
  for (const span of spans) place(span, 0);
  return tree;
}
