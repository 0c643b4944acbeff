import './agreement.graph.ts';
import './change-evaluations.graph.ts';
import './compare.graph.ts';
import './evaluation.graph.ts';
import './live-evaluations.graph.ts';
import './result-row.graph.ts';
import './results.graph.ts';
import './samples.graph.ts';
