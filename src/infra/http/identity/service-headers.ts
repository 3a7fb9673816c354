import type { IncomingMessage } from 'node:http';
import type { ServiceCall } from '../../../domain/access/authentication.ts';
import { isSameSecret } from '../../../domain/access/secrets.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { ClientAddress } from './client-address.ts';

export interface ServiceHeadersOptions {
  readonly peers: ClientAddress;
  /** Each of them proves that it is a service who calls; without any, nobody can. */
  readonly tokens: readonly string[];
  readonly metrics: Pick<Metrics, 'serviceHeadersIgnored'>;
}

/** Why nobody was taken for the user that such headers name. */
export type IgnoredBecause = 'untrusted_peer' | 'authorization' | 'no_token' | 'wrong_token' | 'malformed';

const TOKEN = 'x-service-token';
const [USER, TENANT, ROLES] = ['x-user-id', 'x-org-id', 'x-user-roles'];
const NAMES = [TOKEN, USER, TENANT, ROLES];
const NAME = /^[\w-]{1,64}$/;

/** The headers by which a service says for whom it acts. Whoever else sends them is heard as if it had not. */
export class ServiceHeaders {
  private readonly options: ServiceHeadersOptions;

  constructor(options: ServiceHeadersOptions) {
    this.options = options;
  }

  /**
   * For whom the service at the other end acts; `REFUSED` when that is one by its address and does not prove or say it well;
   * undefined where there are no such headers, or none that count.
   */
  read(request: IncomingMessage, besides: { readonly authorization: boolean }): ServiceCall | 'REFUSED' | undefined {
    const { headersDistinct } = request;
    const given = Object.keys(headersDistinct).filter((name) => NAMES.includes(name.replaceAll('_', '-')));
    if (given.length === 0) return undefined;
    if (!this.options.peers.isService(request)) return this.ignore('untrusted_peer');
    // Never two identities in one request: nobody could say which of them did what.
    if (besides.authorization) return this.ignore('authorization');
    const token = headersDistinct[TOKEN]?.join(', ');
    if (token === undefined) return this.ignore('no_token');
    if (!this.options.tokens.some((one) => isSameSecret(one, token))) return this.refuse('wrong_token');
    return callIn(given, headersDistinct) ?? this.refuse('malformed');
  }

  private ignore(reason: IgnoredBecause): undefined {
    this.options.metrics.serviceHeadersIgnored(reason);
  }

  private refuse(reason: IgnoredBecause): 'REFUSED' {
    this.options.metrics.serviceHeadersIgnored(reason);
    return 'REFUSED';
  }
}

/** undefined when one is missing, comes twice, or is misspelt: what it was to narrow would stay wide. */
function callIn(given: readonly string[], headers: IncomingMessage['headersDistinct']): ServiceCall | undefined {
  const isClean = given.every((name) => NAMES.includes(name) && headers[name]?.length === 1);
  const [userId = '', tenantId = '', list] = [USER, TENANT, ROLES].map((name) => headers[name]?.[0]?.trim());
  const roles = list?.split(',').map((role) => role.trim()) ?? null;
  const names = [userId, tenantId, ...(roles ?? [])];
  return isClean && names.every((name) => NAME.test(name)) ? { userId, tenantId, roles } : undefined;
}
