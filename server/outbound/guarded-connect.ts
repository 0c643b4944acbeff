import { type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { AddressRefused } from './address-refused.ts';
import { isPublicAddress } from './is-public-address.ts';
import type { IsAllowed } from './read-allowed.ts';

/** `lookup` of node:dns, as far as it is used here. */
export type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves a name for a connection that is made to just these addresses: what a name means cannot change between the look and the call. */
const guard =
  (lookup: Lookup): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      // One is enough: who controls a name decides which of its addresses answers.
      if (!addresses.length || addresses.some(({ address }) => !isPublicAddress(address))) return callback(refusal(hostname), '', 0);
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

/** Opens a connection for undici, to public addresses and to what is allowed. */
export function guardedConnect(isAllowed: IsAllowed, lookup: Lookup): buildConnector.connector {
  const open = buildConnector({ lookup: lookup as LookupFunction });
  const guarded = buildConnector({ lookup: guard(lookup) });
  return (options, callback) => {
    const hostname = withoutBrackets(options.hostname);
    if (isAllowed(hostname, options.port || (options.protocol === 'https:' ? '443' : '80'))) return open(options, callback);
    // Addresses are not looked up.
    if (isIP(hostname) && !isPublicAddress(hostname)) return callback(refusal(hostname), null);
    return guarded(options, callback);
  };
}

export const refusal = (hostname: string) =>
  new AddressRefused(`${hostname} is not on the public internet, and Docket calls such an address only when DOCKET_ALLOW_HOSTS names it.`);

export const withoutBrackets = (hostname: string) => hostname.replace(/^\[(.*)\]$/, '$1');
