import type { NavigateOptions } from '@tanstack/react-router';
import { numberOf } from './ids.ts';
import { useProject } from './project.tsx';

export interface Command {
  label: string;
  group: string;
  link: NavigateOptions;
}

/** Everywhere one can go from here. */
export function useCommands(): Command[] {
  const { slug, name, datasets, prompts, evaluators } = useProject();
  const params = { project: slug };
  return [
    { label: 'Monitor', group: name, link: { to: '/p/$project/monitor', params } },
    { label: 'Datasets', group: name, link: { to: '/p/$project/datasets', params } },
    { label: 'Prompts', group: name, link: { to: '/p/$project/prompts', params } },
    { label: 'Evaluators', group: name, link: { to: '/p/$project/evaluators', params } },
    { label: 'Evaluations', group: name, link: { to: '/p/$project/evaluations', params } },
    { label: 'Compare evaluations', group: name, link: { to: '/p/$project/evaluations/compare', params } },
    { label: 'Deploy', group: name, link: { to: '/p/$project/deploy', params } },
    { label: 'Settings', group: name, link: { to: '/p/$project/settings', params } },
    ...datasets.flatMap((dataset): Command[] => {
      const inside = { project: slug, dataset: numberOf(dataset.id) };
      return [
        { label: 'Queue', group: dataset.name, link: { to: '/p/$project/d/$dataset/queue', params: inside } },
        { label: 'Review', group: dataset.name, link: { to: '/p/$project/d/$dataset/review', params: inside } },
        { label: 'Grid', group: dataset.name, link: { to: '/p/$project/d/$dataset/grid', params: inside } },
        { label: 'Dashboard', group: dataset.name, link: { to: '/p/$project/d/$dataset/dashboard', params: inside } },
        { label: 'Agreement', group: dataset.name, link: { to: '/p/$project/d/$dataset/agreement', params: inside } },
      ];
    }),
    ...prompts.map((prompt): Command => ({
      label: prompt.name,
      group: 'Prompts',
      link: { to: '/p/$project/prompts/$prompt', params: { project: slug, prompt: prompt.name } },
    })),
    ...evaluators.map((evaluator): Command => ({
      label: evaluator.name,
      group: 'Evaluators',
      link: { to: '/p/$project/evaluators/$evaluator', params: { project: slug, evaluator: numberOf(evaluator.id) } },
    })),
  ];
}
