import './access/access.graph.ts';
import './datasets/datasets.graph.ts';
import './feed/feed.graph.ts';
import './monitor/monitor.graph.ts';
import './queue/queue.graph.ts';
import './refusals.graph.ts';
import { builder } from './builder.ts';

/** The whole API. Every feature's graph is imported above. */
export const schema = builder.toSchema();
