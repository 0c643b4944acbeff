import { Link, useLocation, useParams } from '@tanstack/react-router';
import { datasetId } from './ids.ts';
import { useProject } from './project.tsx';
import classes from './breadcrumbs.module.css';

const names: Record<string, string> = {
  monitor: 'Monitor',
  datasets: 'Datasets',
  settings: 'Settings',
  queue: 'Queue',
  review: 'Review',
  grid: 'Grid',
  dashboard: 'Dashboard',
};

/** Where one is: project, dataset, page. The last part is the page's heading. */
export function Breadcrumbs() {
  const { slug, name, datasets } = useProject();
  const { dataset: number } = useParams({ strict: false });
  const { pathname } = useLocation();
  const page = names[pathname.split('/').at(-1) ?? ''];
  const dataset = number === undefined ? undefined : datasets.find((one) => one.id === datasetId(number));

  return (
    <nav aria-label="Breadcrumbs" className={classes.crumbs}>
      <Link to="/p/$project/monitor" params={{ project: slug }} className={classes.far}>
        {name}
      </Link>
      {dataset && (
        <Link to="/p/$project/datasets" params={{ project: slug }} className={classes.near}>
          {dataset.name}
        </Link>
      )}
      {page && <h1 className={classes.here}>{page}</h1>}
    </nav>
  );
}
