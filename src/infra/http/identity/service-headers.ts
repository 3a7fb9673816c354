import type { IncomingMessage } from 'node:http';
import type { ServiceCall } from '../../../domain/access/authentication.ts';
import { isSameSecret } from '../../../domain/access/secrets.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { ClientAddress } from './client-address.ts';

export interface ServiceHeadersOptions {
  readonly clientAddress: ClientAddress;
  /** Secrets of trusted services; without any, no service is trusted. */
  readonly tokens: readonly string[];
  readonly metrics: Pick<Metrics, 'serviceHeadersIgnored'>;
}

/** Why the service headers of a request were ignored or refused. */
export type IgnoredBecause = 'untrusted_peer' | 'authorization' | 'no_token' | 'wrong_token' | 'malformed';

const TOKEN = 'x-service-token';
const [USER, TENANT, ROLES] = ['x-user-id', 'x-org-id', 'x-user-roles'];
const NAMES = [TOKEN, USER, TENANT, ROLES];
const NAME = /^[\w-]{1,64}$/;

/** The headers with which a trusted service names the user it acts for. From any other client they are ignored. */
export class ServiceHeaders {
  private readonly options: ServiceHeadersOptions;

  constructor(options: ServiceHeadersOptions) {
    this.options = options;
  }

  /**
   * The user that the service acts for. `REFUSED` when the peer is a service by its address, but its secret or its headers are
   * wrong; undefined without such headers, or when they are ignored.
   */
  read(request: IncomingMessage, besides: { readonly authorization: boolean }): ServiceCall | 'REFUSED' | undefined {
    const { headersDistinct } = request;
    const given = Object.keys(headersDistinct).filter((name) => NAMES.includes(name.replaceAll('_', '-')));
    if (given.length === 0) return undefined;
    if (!this.options.clientAddress.isService(request)) return this.ignore('untrusted_peer');
    // Never two identities in one request: the audit log could not tell which of them acted.
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

/** undefined when a header is missing, comes twice or is misspelt: roles that it should narrow would stay wide. */
function callIn(given: readonly string[], headers: IncomingMessage['headersDistinct']): ServiceCall | undefined {
  const isClean = given.every((name) => NAMES.includes(name) && headers[name]?.length === 1);
  const [userId = '', tenantId = '', list] = [USER, TENANT, ROLES].map((name) => headers[name]?.[0]?.trim());
  const roles = list?.split(',').map((role) => role.trim()) ?? null;
  const names = [userId, tenantId, ...(roles ?? [])];
  return isClean && names.every((name) => NAME.test(name)) ? { userId, tenantId, roles } : undefined;
}
