import { describe, expect, it } from 'vitest';
import { countedAs, isAddressOrNetwork, isWithin } from '../../../src/domain/access/addresses.ts';

describe('the key of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2002:c000:201::1', '192.0.2.1'],
    ['2002:c000:201:ffff:1:2:3:4', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '192.0.2.1'],
    ['2001:0:1234:5678:8000:fff:3fff:fdfe', '192.0.2.1'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['not an address', 'unknown'],
    [null, 'unknown'],
  ])('%s is %s', (address, key) => expect(countedAs(address)).toBe(key));

  it('differs for two networks, and for two IPv4 addresses behind one NAT64', () => {
    expect(countedAs('2001:db8:1:2::1')).not.toBe(countedAs('2001:db8:1:3::1'));
    expect(countedAs('64:ff9b::192.0.2.1')).not.toBe(countedAs('64:ff9b::192.0.2.2'));
  });
});

describe('an address', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.9.9.9/8'],
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3', '0.0.0.0/0'],
    ['::ffff:10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '::ffff:10.1.2.3'],
    ['10.1.2.3', '::ffff:10.0.0.0/104'],
    ['::ffff:a01:203', '10.1.2.3/32'],
    ['2001:db8::1', '2001:db8::/32'],
    ['2001:0db8:0::0001', '2001:db8::1'],
  ])('%s is within %s', (address, network) => expect(isWithin(address, [network])).toBe(true));

  it.each([
    ['11.1.2.3', '10.0.0.0/8'],
    ['10.1.2.4', '10.1.2.3'],
    ['::1', '127.0.0.1'],
    ['10.1.2.3', '::/0'],
    ['2001:db8::1', '0.0.0.0/0'],
    ['2001:db9::1', '2001:db8::/32'],
    ['::ffff:11.0.0.1', '::ffff:10.0.0.0/104'],
    ['', '10.0.0.0/8'],
    ['unix:', '10.0.0.0/8'],
    ['10.1.2.3, 10.0.0.1', '10.0.0.0/8'],
    [null, '0.0.0.0/0'],
  ])('%s is not within %s', (address, network) => expect(isWithin(address, [network])).toBe(false));

  it('is within the matching network, and within an empty list', () => {
    expect(isWithin('10.1.2.3', ['192.0.2.1', '2001:db8::/32', '10.0.0.0/8'])).toBe(true);
    expect(isWithin('10.1.2.3', [])).toBe(true);
    expect(isWithin(null, [])).toBe(true);
  });

  it.each(['10.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/32', '::ffff:10.0.0.0/104', '::ffff:10.0.0.1'])(
    'is accepted as %s',
    (text) => expect(isAddressOrNetwork(text)).toBe(true),
  );

  it.each([
    '',
    'localhost',
    '10',
    '0x7f.1',
    '010.0.0.1',
    '10.0.0.1/33',
    '10/8',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::1/129',
  ])('is refused as %j, which is ambiguous or invalid', (text) => expect(isAddressOrNetwork(text)).toBe(false));
});
