import ipaddr from 'ipaddr.js';

/** Bits before an IPv4 address that is mapped into IPv6. */
const MAPPED_BITS = 96;

/** Whether the address is in one of these networks. An empty list matches every address; an unknown address matches none. */
export function isWithin(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  const given = ipaddr.process(address);
  return allowed.some((text) => {
    const [network, bits] = networkOf(text);
    return network.kind() === given.kind() && given.match(network, bits);
  });
}

/** The address in its normal form: an IPv4 address mapped into IPv6 becomes IPv4. undefined for an invalid one. */
export function addressOf(text: string): string | undefined {
  return isAddress(text) ? ipaddr.process(text).toString() : undefined;
}

/** How many of the eight parts of an IPv6 address name its network: a client with one address of it has them all. */
const NETWORK_PARTS = 4;

/**
 * The key under which a client is counted: an IPv4 address, or the 64-bit network of an IPv6 address. An IPv6 address that is
 * made from an IPv4 address (mapped, 6to4, NAT64, Teredo) counts as that one. Every limit by address counts by this key.
 */
export function countedAs(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const given = ipaddr.process(address);
  if (given instanceof ipaddr.IPv4) return given.toString();
  return (
    embeddedIn(given) ??
    given.parts
      .slice(0, NETWORK_PARTS)
      .map((part) => part.toString(16))
      .join(':')
  );
}

/** The IPv4 address in an IPv6 address of a transition mechanism: RFC 3056, RFC 6052, RFC 4380. */
function embeddedIn(address: ipaddr.IPv6): string | undefined {
  const [, second = 0, third = 0] = address.parts;
  const [seventh = 0, eighth = 0] = address.parts.slice(6);
  switch (address.range()) {
    case '6to4':
      return fourParts(second, third);
    case 'rfc6052':
      return fourParts(seventh, eighth);
    case 'teredo':
      // Written with every bit inverted, so that no router on the way rewrites it.
      return fourParts(seventh ^ 0xffff, eighth ^ 0xffff);
    default:
      return undefined;
  }
}

function fourParts(high: number, low: number): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** Whether it is an IPv4 or IPv6 address, or a network such as 10.0.0.0/8. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', ...bits] = text.split('/');
  return isAddress(address) && (bits.length === 0 || ipaddr.isValidCIDR(text));
}

/** Other notations of IPv4 are refused: some programs read 010.0.0.1 as 8.0.0.1, others as 10.0.0.1. */
function isAddress(text: string): boolean {
  return text.includes(':') ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
}

function networkOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) {
    const [network, bits] = ipaddr.parseCIDR(text);
    const isMapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= MAPPED_BITS;
    return isMapped ? [network.toIPv4Address(), bits - MAPPED_BITS] : [network, bits];
  }
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
