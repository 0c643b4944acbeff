/** The entity tag of a deployment: strong, since a deployment is never changed. */
export const etagOf = (deploymentId: number): string => `"${deploymentId}"`;

/** Most tags that one header is read for. */
const most = 50;

/** The deployments that an `If-None-Match` names; `any` for `*`. What is no tag of ours is passed over. Weak ones count: for this
 * header tags are compared weakly (RFC 9110, 13.1.2), and proxies that compress make them so. */
export function knownDeployments(header: string | undefined): number[] | 'any' {
  if (header?.trim() === '*') return 'any';
  const tags = (header ?? '').matchAll(/(?<![^\s,])(?:W\/)?"(\d{1,10})"(?=\s*(?:,|$))/g);
  return [...tags]
    .map(([, id]) => Number(id))
    .filter((id) => id < 2 ** 31)
    .slice(0, most);
}
