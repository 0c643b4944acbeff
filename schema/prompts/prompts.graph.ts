import './change-prompts.graph.ts';
import './live-prompts.graph.ts';
import './prompt-content.graph.ts';
import './prompt.graph.ts';
import './run-prompt.graph.ts';
