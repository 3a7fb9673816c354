import type { IncomingMessage } from 'node:http';
import type { Shown } from '../../../domain/access/authentication.ts';
import type { ClientAddress } from './client-address.ts';
import type { ServiceHeaders } from './service-headers.ts';

/** Reads off a request who it says to come from, the same for every transport. Nothing of that is proven yet. */
export class Credentials {
  private readonly peers: ClientAddress;
  private readonly serviceHeaders: ServiceHeaders;

  constructor(peers: ClientAddress, serviceHeaders: ServiceHeaders) {
    this.peers = peers;
    this.serviceHeaders = serviceHeaders;
  }

  /** undefined when it shows nothing. `greeting` stands in for the header where a socket was greeted with one. */
  shownBy(request: IncomingMessage, greeting?: string): Shown | undefined {
    const address = this.addressOf(request);
    const authorization = greeting ?? authorizationOf(request);
    const service = this.serviceHeaders.read(request, { authorization: authorization !== undefined });
    if (authorization !== undefined) {
      const bearer = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(authorization)?.[1];
      return bearer === undefined ? { unreadable: true, address } : { bearer, address };
    }
    if (service === undefined) return undefined;
    return service === 'REFUSED' ? { unreadable: true, address } : { service, address };
  }

  addressOf(request: IncomingMessage): string | null {
    return this.peers.addressOf(request);
  }
}

/** The header as it came. Node keeps the first of two, a proxy perhaps the last: two of them together are good for nothing. */
function authorizationOf({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): string | undefined {
  return headersDistinct.authorization?.join(', ');
}
