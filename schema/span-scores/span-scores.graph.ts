import './change-span-evaluators.graph.ts';
import './live-span-evaluators.graph.ts';
import './span-evaluator.graph.ts';
