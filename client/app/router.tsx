import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { agreementSearch } from '../agreement/agreement-search.ts';
import { compareSearch, evaluationsSearch, resultSearch } from '../evaluations/evaluation-search.ts';
import { evaluatorSearch, newEvaluatorSearch } from '../evaluators/evaluator-search.ts';
import { deploySearch } from '../deploy/deploy-search.ts';
import { rowSearch } from '../filter/row-filter.ts';
import { spanSearch } from '../monitor/span-search.ts';
import { promptSearch } from '../prompts/prompt-search.ts';
import { BadLink, Lost } from './bad-link.tsx';
import { DatasetLayout } from './dataset-layout.tsx';
import { Home } from './home.tsx';
import { ProjectLayout } from './project-layout.tsx';
import { SignedIn } from './signed-in.tsx';
import { PageSkeleton } from '../ui/page-skeleton.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: Lost });

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: z.optional(z.string()) }),
  component: lazyRouteComponent(() => import('../session/sign-in-page.tsx'), 'SignInPage'),
});
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });
const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: Home });
const project = createRoute({ getParentRoute: () => signedIn, path: '/p/$project', component: ProjectLayout });
const projectHome = createRoute({ getParentRoute: () => project, path: '/', component: Home });
const monitor = createRoute({
  getParentRoute: () => project,
  path: '/monitor',
  validateSearch: spanSearch,
  component: lazyRouteComponent(() => import('../monitor/monitor-page.tsx'), 'MonitorPage'),
});
const datasets = createRoute({
  getParentRoute: () => project,
  path: '/datasets',
  component: lazyRouteComponent(() => import('../datasets/datasets-page.tsx'), 'DatasetsPage'),
});
const prompts = createRoute({
  getParentRoute: () => project,
  path: '/prompts',
  component: lazyRouteComponent(() => import('../prompts/prompts-page.tsx'), 'PromptsPage'),
});
const prompt = createRoute({
  getParentRoute: () => project,
  path: '/prompts/$prompt',
  validateSearch: promptSearch,
  component: lazyRouteComponent(() => import('../prompts/prompt-page.tsx'), 'PromptPage'),
});
const evaluators = createRoute({
  getParentRoute: () => project,
  path: '/evaluators',
  component: lazyRouteComponent(() => import('../evaluators/evaluators-page.tsx'), 'EvaluatorsPage'),
});
const newEvaluator = createRoute({
  getParentRoute: () => project,
  path: '/evaluators/new',
  validateSearch: newEvaluatorSearch,
  component: lazyRouteComponent(() => import('../evaluators/new-evaluator-page.tsx'), 'NewEvaluatorPage'),
});
const evaluator = createRoute({
  getParentRoute: () => project,
  path: '/evaluators/$evaluator',
  validateSearch: evaluatorSearch,
  component: lazyRouteComponent(() => import('../evaluators/evaluator-page.tsx'), 'EvaluatorPage'),
});
const evaluations = createRoute({
  getParentRoute: () => project,
  path: '/evaluations',
  validateSearch: evaluationsSearch,
  component: lazyRouteComponent(() => import('../evaluations/evaluations-page.tsx'), 'EvaluationsPage'),
});
const compare = createRoute({
  getParentRoute: () => project,
  path: '/evaluations/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('../evaluations/compare-page.tsx'), 'ComparePage'),
});
const evaluation = createRoute({
  getParentRoute: () => project,
  path: '/evaluations/$evaluation',
  validateSearch: resultSearch,
  component: lazyRouteComponent(() => import('../evaluations/evaluation-page.tsx'), 'EvaluationPage'),
});
const deploy = createRoute({
  getParentRoute: () => project,
  path: '/deploy',
  validateSearch: deploySearch,
  component: lazyRouteComponent(() => import('../deploy/deploy-page.tsx'), 'DeployPage'),
});
const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
});
const dataset = createRoute({ getParentRoute: () => project, path: '/d/$dataset', component: DatasetLayout });
const grid = createRoute({
  getParentRoute: () => dataset,
  path: '/grid',
  validateSearch: rowSearch,
  component: lazyRouteComponent(() => import('../grid/grid-page.tsx'), 'GridPage'),
});
const queue = createRoute({
  getParentRoute: () => dataset,
  path: '/queue',
  validateSearch: rowSearch,
  component: lazyRouteComponent(() => import('../queue/queue-page.tsx'), 'QueuePage'),
});
const review = createRoute({
  getParentRoute: () => dataset,
  path: '/review',
  validateSearch: rowSearch,
  component: lazyRouteComponent(() => import('../review/review-page.tsx'), 'ReviewPage'),
});
const dashboard = createRoute({
  getParentRoute: () => dataset,
  path: '/dashboard',
  validateSearch: z.object({ slice: z.optional(z.string()), hours: z.optional(z.number()), by: z.optional(z.string()) }),
  component: lazyRouteComponent(() => import('../dashboard/dashboard-page.tsx'), 'DashboardPage'),
});
const agreement = createRoute({
  getParentRoute: () => dataset,
  path: '/agreement',
  validateSearch: agreementSearch,
  component: lazyRouteComponent(() => import('../agreement/agreement-page.tsx'), 'AgreementPage'),
});

const routeTree = root.addChildren([
  signInRoute,
  signedIn.addChildren([
    home,
    project.addChildren([
      projectHome,
      monitor,
      datasets,
      prompts,
      prompt,
      evaluators,
      newEvaluator,
      evaluator,
      evaluations,
      compare,
      evaluation,
      deploy,
      settings,
      dataset.addChildren([grid, queue, review, dashboard, agreement]),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultErrorComponent: BadLink,
  defaultPendingComponent: PageSkeleton,
  defaultNotFoundComponent: Lost,
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
