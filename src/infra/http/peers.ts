import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { addressOf } from '../../domain/access/addresses.ts';

export interface PeersOptions {
  /** Addresses and networks of proxies that say in `X-Forwarded-For` for whom they ask. */
  readonly trustedProxies: readonly string[];
  /** Addresses and networks from which services call. */
  readonly trustedServices: readonly string[];
}

/** Whoever is at the other end of a connection, and how far its word counts. */
export class Peers {
  private readonly isProxy: (address: string, hop: number) => boolean;
  private readonly isTrusted: (address: string, hop: number) => boolean;

  constructor({ trustedProxies, trustedServices }: PeersOptions) {
    this.isProxy = proxyAddress.compile([...trustedProxies]);
    this.isTrusted = proxyAddress.compile([...trustedServices]);
  }

  /** Where a request comes from: the last hop that is no trusted proxy. null where that is not known, or no address. */
  addressOf(request: IncomingMessage): string | null {
    if (request.socket.remoteAddress === undefined) return null;
    return addressOf(proxyAddress(request, this.isProxy)) ?? null;
  }

  /** Whether a trusted service itself is at the other end. What a proxy passes on comes from somebody else. */
  isService(request: IncomingMessage): boolean {
    const peer = addressOf(request.socket.remoteAddress ?? '');
    if (peer === undefined || !this.isTrusted(peer, 0)) return false;
    return !this.isProxy(peer, 0) || request.headers['x-forwarded-for'] === undefined;
  }
}
