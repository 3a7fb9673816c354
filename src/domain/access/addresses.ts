import ipaddr from 'ipaddr.js';

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

/** Whether it is an IPv4 or IPv6 address, or a network such as 10.0.0.0/8. */
export function isAddressOrNetwork(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}

function networkOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
