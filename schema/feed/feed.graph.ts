import './live-sizes.graph.ts';
import './presence.graph.ts';
import './queue-changed.graph.ts';
import './sizes.graph.ts';
