import './import-spans.graph.ts';
import './row-count.graph.ts';
import './span-enums.graph.ts';
import './span-filter.graph.ts';
import './span-input.graph.ts';
import './span-rows.graph.ts';
import './span.graph.ts';
import './spans.graph.ts';
