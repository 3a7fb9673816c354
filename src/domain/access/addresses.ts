import ipaddr from 'ipaddr.js';

/** An IPv4 address within IPv6 stands behind so many bits. */
const MAPPED_BITS = 96;

/** Whether the address is one of these, or in one of these networks. Without any, every address is; an unknown one is in none. */
export function isWithin(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  const given = ipaddr.process(address);
  return allowed.some((text) => {
    const [network, bits] = networkOf(text);
    return network.kind() === given.kind() && given.match(network, bits);
  });
}

/** An address as it is compared and kept: an IPv4 address within IPv6 is that IPv4 address. undefined for what is none. */
export function addressOf(text: string): string | undefined {
  return isAddress(text) ? ipaddr.process(text).toString() : undefined;
}

/** Whether it is an IPv4 or IPv6 address, or a network such as 10.0.0.0/8. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', ...bits] = text.split('/');
  return isAddress(address) && (bits.length === 0 || ipaddr.isValidCIDR(text));
}

/** Not what else may stand for an IPv4 address: 010.0.0.1 is 8.0.0.1 to some, 10.0.0.1 to others. */
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
