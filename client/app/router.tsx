import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { rowSearch } from '../filter/row-filter.ts';
import { spanSearch } from '../monitor/span-search.ts';
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

const routeTree = root.addChildren([
  signInRoute,
  signedIn.addChildren([
    home,
    project.addChildren([projectHome, monitor, datasets, settings, dataset.addChildren([grid, queue, review, dashboard])]),
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
