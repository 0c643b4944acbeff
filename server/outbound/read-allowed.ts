import ipaddr from 'ipaddr.js';

/** Whether an address that is not public may be called all the same. `hostname` as in a URL, `port` as a number in text. */
export type IsAllowed = (hostname: string, port: string) => boolean;

/** @param entries Of DOCKET_ALLOW_HOSTS: `localhost`, `localhost:11434`, `10.0.0.5`, `[::1]:8080`, or `*` for everything. */
export function readAllowed(entries: string[]): IsAllowed {
  const allowed = new Set(entries.map((entry) => plain(entry)));
  if (allowed.has('*')) return () => true;
  return (hostname, port) => {
    const host = plain(hostname);
    return allowed.has(host) || allowed.has(`${host}:${port}`);
  };
}

/** One spelling for each host: small letters, no dot at the end, no brackets but where a port follows. */
function plain(entry: string): string {
  const [, bracketed, host, port] = /^(?:\[(.*)\]|([^:]*))(:\d+)?$/.exec(entry.trim().toLowerCase()) ?? [];
  const name = bracketed ?? host?.replace(/\.$/, '') ?? entry.trim();
  return `${ipaddr.IPv6.isValid(name) ? ipaddr.IPv6.parse(name).toString() : name}${port ?? ''}`;
}
