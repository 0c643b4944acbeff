import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from '@docket/server/outbound/is-public-address.ts';

test('knows the addresses that are not of the open internet', () => {
  const inside = `127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.5 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
    192.0.0.1 192.0.2.1 198.18.0.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:a00:5 ::ffff:0:7f00:1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1::
    2002:808:808:: 2001:0:1:: fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 100::1 2001:db8::1 3fff::1 5f00::1 4000::1`;
  const outside = '8.8.8.8 1.1.1.1 172.15.255.255 172.32.0.1 ::ffff:8.8.8.8 64:ff9b::808:808 2606:4700::1111 2a00:1450::1';
  const isPublic = (list: string) => list.split(/\s+/).filter(isPublicAddress);
  expect(isPublic(inside)).toEqual([]);
  expect(isPublic(outside)).toEqual(outside.split(' '));
  expect(isPublic('example.org 8.8.8.8:80 [2606:4700::1111] 1.2.3.4/8')).toEqual([]);
  expect(isPublicAddress('')).toBe(false);
});

test('takes an address inside another for what it is', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const expected = isPublicAddress(address);
      expect([isPublicAddress(`::ffff:${address}`), isPublicAddress(`64:ff9b::${address}`)]).toEqual([expected, expected]);
      expect(isPublicAddress(`::${address}`)).toBe(false);
    }),
  );
});
