import './change-row-evaluators.graph.ts';
import './live-row-evaluators.graph.ts';
import './row-evaluator.graph.ts';
import './row-verdicts.graph.ts';
