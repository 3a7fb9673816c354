import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { LRUCache } from 'lru-cache';
import { addressOf } from '../../../domain/access/addresses.ts';

export interface ClientAddressOptions {
  /** Addresses and networks of proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[];
  /** Addresses and networks of trusted services. */
  readonly trustedServices: readonly string[];
}

/** The address of the client of a request, and whether it is a trusted service. */
export class ClientAddress {
  private readonly isProxy: (address: string, hop: number) => boolean;
  private readonly isTrusted: (address: string, hop: number) => boolean;
  private readonly hasProxies: boolean;
  /** Normalised addresses of peers: connections stay open, and come again. */
  private readonly normalised = new LRUCache<string, { readonly address: string | null }>({ max: 10_000 });

  constructor({ trustedProxies, trustedServices }: ClientAddressOptions) {
    this.isProxy = proxyAddress.compile([...trustedProxies]);
    this.hasProxies = trustedProxies.length > 0;
    this.isTrusted = proxyAddress.compile([...trustedServices]);
  }

  /** The last hop of a request that is not a trusted proxy; null when that is not known, or not an address. */
  addressOf(request: IncomingMessage): string | null {
    const { remoteAddress } = request.socket;
    if (remoteAddress === undefined) return null;
    if (this.hasProxies) return addressOf(proxyAddress(request, this.isProxy)) ?? null;
    const known = this.normalised.get(remoteAddress);
    if (known) return known.address;
    const address = addressOf(remoteAddress) ?? null;
    this.normalised.set(remoteAddress, { address });
    return address;
  }

  /** Whether the peer itself is a trusted service. What a proxy forwards comes from another client. */
  isService(request: IncomingMessage): boolean {
    const peer = addressOf(request.socket.remoteAddress ?? '');
    if (peer === undefined || !this.isTrusted(peer, 0)) return false;
    return !this.isProxy(peer, 0) || request.headers['x-forwarded-for'] === undefined;
  }
}
