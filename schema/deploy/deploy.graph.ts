import './change-environments.graph.ts';
import './change-gates.graph.ts';
import './deploy-prompt.graph.ts';
import './deployment.graph.ts';
import './environment.graph.ts';
import './gate.graph.ts';
import './live-deployments.graph.ts';
