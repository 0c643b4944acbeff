import { Link, linkOptions, useParams, type LinkOptions } from '@tanstack/react-router';
import {
  IconChartAreaLine,
  IconChartDots,
  IconChecklist,
  IconDatabase,
  IconGavel,
  IconInbox,
  IconListSearch,
  IconMessage2Code,
  IconRocket,
  IconSettings,
  IconTable,
  IconUsersGroup,
  type IconProps,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { compactCount } from '../ui/format.ts';
import { useQueueSize } from '../live/use-queue-size.ts';
import { datasetId, numberOf } from './ids.ts';
import { useProject, type ShellProject } from './project.tsx';
import classes from './shell.module.css';

interface ItemProps {
  link: LinkOptions;
  icon: ComponentType<IconProps>;
  label: string;
  count?: number;
  sub?: boolean;
  onGo: () => void;
}

function Item({ link, icon: Icon, label, count, sub, onGo }: ItemProps) {
  return (
    <Link {...link} className={classes.link} data-sub={sub || undefined} onClick={onGo} activeOptions={{ includeSearch: false }}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={classes.label}>{label}</span>
      {count !== undefined && count > 0 && (
        <span className={classes.count} title={`${count.toLocaleString()} in the queue`}>
          {compactCount(count)}
        </span>
      )}
    </Link>
  );
}

/** A link to a dataset's queue, with its size of this moment. */
function QueueItem({ dataset, ...item }: Omit<ItemProps, 'link' | 'count'> & { dataset: ShellProject['datasets'][number] }) {
  const { slug } = useProject();
  const { queueSize } = useQueueSize(dataset.id, dataset);
  const link = linkOptions({ to: '/p/$project/d/$dataset/queue', params: { project: slug, dataset: numberOf(dataset.id) } });
  return <Item {...item} link={link} count={queueSize} />;
}

/** The left side: the project's pages, and those of the dataset that is open. */
export function Navigation({ onGo }: { onGo: () => void }) {
  const { slug, datasets } = useProject();
  const { dataset: number } = useParams({ strict: false });
  const open = datasets.find((one) => number !== undefined && one.id === datasetId(number));
  const params = { project: slug };
  const inside = { project: slug, dataset: number ?? '' };
  const others = datasets.filter((one) => one !== open).slice(0, 12);

  return (
    <nav aria-label="Main" style={{ padding: '4px 8px 16px' }}>
      <Item link={linkOptions({ to: '/p/$project/monitor', params: params })} icon={IconListSearch} label="Monitor" onGo={onGo} />
      <Item link={linkOptions({ to: '/p/$project/datasets', params: params })} icon={IconDatabase} label="Datasets" onGo={onGo} />
      <Item link={linkOptions({ to: '/p/$project/prompts', params: params })} icon={IconMessage2Code} label="Prompts" onGo={onGo} />
      <Item link={linkOptions({ to: '/p/$project/evaluators', params: params })} icon={IconGavel} label="Evaluators" onGo={onGo} />
      <Item link={linkOptions({ to: '/p/$project/evaluations', params: params })} icon={IconChartDots} label="Evaluations" onGo={onGo} />
      <Item link={linkOptions({ to: '/p/$project/deploy', params: params })} icon={IconRocket} label="Deploy" onGo={onGo} />
      <Item link={linkOptions({ to: '/p/$project/settings', params: params })} icon={IconSettings} label="Settings" onGo={onGo} />
      {open && (
        <>
          <div className={classes.section}>{open.name}</div>
          <QueueItem dataset={open} icon={IconInbox} label="Queue" onGo={onGo} />
          <Item
            link={linkOptions({ to: '/p/$project/d/$dataset/review', params: inside })}
            icon={IconChecklist}
            label="Review"
            onGo={onGo}
          />
          <Item link={linkOptions({ to: '/p/$project/d/$dataset/grid', params: inside })} icon={IconTable} label="Grid" onGo={onGo} />
          <Item
            link={linkOptions({ to: '/p/$project/d/$dataset/dashboard', params: inside })}
            icon={IconChartAreaLine}
            label="Dashboard"
            onGo={onGo}
          />
          <Item
            link={linkOptions({ to: '/p/$project/d/$dataset/agreement', params: inside })}
            icon={IconUsersGroup}
            label="Agreement"
            onGo={onGo}
          />
        </>
      )}
      {others.length > 0 && (
        <>
          <div className={classes.section}>{open ? 'Other datasets' : 'Datasets'}</div>
          {others.map((one) => (
            <QueueItem key={one.id} dataset={one} icon={IconDatabase} label={one.name} onGo={onGo} />
          ))}
        </>
      )}
    </nav>
  );
}
