import ipaddr from 'ipaddr.js';

/** Whether an address is one of the open internet: not of this machine, a private network, a cloud's metadata or a tunnel into one.
 * @param address As text, of either kind, without brackets. */
export function isPublicAddress(address: string): boolean {
  // ::a.b.c.d is deprecated and leads nowhere; ipaddr.js reads it as ::ffff:a.b.c.d.
  if (!ipaddr.isValid(address) || /^::\d+\./.test(address)) return false;
  // ::ffff:a.b.c.d is an IPv4 address, and is reached as one.
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
  if (parsed.match(nat64, 96)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'));
  // All that is given out begins with 001; ipaddr.js takes much of the rest for unicast.
  return parsed.match(givenOut, 3) && parsed.range() === 'unicast';
}

/** RFC 6052: how a network that speaks only IPv6 reaches IPv4. The last four bytes are the address. */
const nat64 = ipaddr.IPv6.parse('64:ff9b::');
const givenOut = ipaddr.IPv6.parse('2000::');
