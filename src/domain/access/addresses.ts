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
