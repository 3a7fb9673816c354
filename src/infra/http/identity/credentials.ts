import type { IncomingMessage } from 'node:http';
import type { Shown } from '../../../domain/access/authentication.ts';
import type { ClientAddress } from './client-address.ts';
import type { ServiceHeaders } from './service-headers.ts';

/** Reads the credential of a request, the same for every transport. It is not verified here. */
export class Credentials {
  private readonly clientAddress: ClientAddress;
  private readonly serviceHeaders: ServiceHeaders;

  constructor(clientAddress: ClientAddress, serviceHeaders: ServiceHeaders) {
    this.clientAddress = clientAddress;
    this.serviceHeaders = serviceHeaders;
  }

  /** undefined without a credential. `greeting` replaces the header where `connection_init` of a socket has one. */
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
    return this.clientAddress.addressOf(request);
  }
}

/** The header as it came. Of two headers Node keeps the first and a proxy perhaps the last, so two together are invalid. */
function authorizationOf({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): string | undefined {
  return headersDistinct.authorization?.join(', ');
}
