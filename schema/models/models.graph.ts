import './change-providers.graph.ts';
import './model-answer.graph.ts';
import './providers.graph.ts';
