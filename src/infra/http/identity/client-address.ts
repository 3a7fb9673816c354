import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { LRUCache } from 'lru-cache';
import { addressOf } from '../../../domain/access/addresses.ts';

export interface ClientAddressOptions {
  /** Addresses and networks of proxies that say in `X-Forwarded-For` for whom they ask. */
  readonly trustedProxies: readonly string[];
  /** Addresses and networks from which services call. */
  readonly trustedServices: readonly string[];
}

/** Whoever is at the other end of a connection, and how far its word counts. */
export class ClientAddress {
  private readonly isProxy: (address: string, hop: number) => boolean;
  private readonly isTrusted: (address: string, hop: number) => boolean;
  private readonly hasProxies: boolean;
  /** Addresses at the other end, as they are compared: connections stay, and come again. */
  private readonly ends = new LRUCache<string, { readonly address: string | null }>({ max: 10_000 });

  constructor({ trustedProxies, trustedServices }: ClientAddressOptions) {
    this.isProxy = proxyAddress.compile([...trustedProxies]);
    this.hasProxies = trustedProxies.length > 0;
    this.isTrusted = proxyAddress.compile([...trustedServices]);
  }

  /** Where a request comes from: the last hop that is no trusted proxy. null where that is not known, or no address. */
  addressOf(request: IncomingMessage): string | null {
    const { remoteAddress } = request.socket;
    if (remoteAddress === undefined) return null;
    if (this.hasProxies) return addressOf(proxyAddress(request, this.isProxy)) ?? null;
    const known = this.ends.get(remoteAddress);
    if (known) return known.address;
    const address = addressOf(remoteAddress) ?? null;
    this.ends.set(remoteAddress, { address });
    return address;
  }

  /** Whether a trusted service itself is at the other end. What a proxy passes on comes from somebody else. */
  isService(request: IncomingMessage): boolean {
    const peer = addressOf(request.socket.remoteAddress ?? '');
    if (peer === undefined || !this.isTrusted(peer, 0)) return false;
    return !this.isProxy(peer, 0) || request.headers['x-forwarded-for'] === undefined;
  }
}
