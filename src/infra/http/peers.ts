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
  addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): string | null {
    const peer = peerOf(request);
    if (peer === undefined || !this.isProxy(peer, 0)) return peer ?? null;
    return addressOf(proxyAddress(request as IncomingMessage, this.isProxy)) ?? null;
  }

  /** Whether a trusted service itself is at the other end. What a proxy passes on comes from somebody else. */
  isService(request: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
    const peer = peerOf(request);
    return peer !== undefined && this.isTrusted(peer, 0) && this.addressOf(request) === peer;
  }
}

function peerOf({ socket: { remoteAddress } }: Pick<IncomingMessage, 'socket'>): string | undefined {
  return remoteAddress === undefined ? undefined : addressOf(remoteAddress);
}
