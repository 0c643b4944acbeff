import { Link, useLocation, useParams } from '@tanstack/react-router';
import { datasetId } from './ids.ts';
import { useProject } from './project.tsx';
import { useThingName } from './thing-name.ts';
import classes from './breadcrumbs.module.css';

const names: Record<string, string> = {
  monitor: 'Monitor',
  datasets: 'Datasets',
  prompts: 'Prompts',
  evaluators: 'Evaluators',
  new: 'New evaluator',
  evaluations: 'Evaluations',
  compare: 'Compare',
  deploy: 'Deploy',
  settings: 'Settings',
  queue: 'Queue',
  review: 'Review',
  grid: 'Grid',
  dashboard: 'Dashboard',
  agreement: 'Agreement',
};

/** Where one is: project, dataset, page. The last part is the page's heading. */
export function Breadcrumbs() {
  const { slug, name, datasets } = useProject();
  const { dataset: number, prompt, evaluator, evaluation } = useParams({ strict: false });
  const { pathname } = useLocation();
  const parts = pathname.split('/');
  const thing = useThingName({ evaluator, evaluation });
  const page = prompt ?? thing ?? names[parts.at(-1) ?? ''];
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
      {prompt !== undefined && (
        <Link to="/p/$project/prompts" params={{ project: slug }} className={classes.near}>
          Prompts
        </Link>
      )}
      {parts[3] === 'evaluators' && parts.length > 4 && (
        <Link to="/p/$project/evaluators" params={{ project: slug }} className={classes.near}>
          Evaluators
        </Link>
      )}
      {parts[3] === 'evaluations' && parts.length > 4 && (
        <Link to="/p/$project/evaluations" params={{ project: slug }} className={classes.near}>
          Evaluations
        </Link>
      )}
      {page && <h1 className={classes.here}>{page}</h1>}
    </nav>
  );
}
