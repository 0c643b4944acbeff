import './change-evaluators.graph.ts';
import './evaluator-kinds.graph.ts';
import './evaluator.graph.ts';
import './live-evaluators.graph.ts';
import './try-evaluator.graph.ts';
import './verdict.graph.ts';
