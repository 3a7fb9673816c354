import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphqlApi } from '../infra/http/graphql/api.ts';
import { Operations } from '../infra/http/graphql/operation.ts';
import { DocumentCache } from '../infra/http/limits/document-cache.ts';
import { OpenConnections } from '../infra/http/limits/open-connections.ts';
import { type OpenCounter, RateLimits, type Rates } from '../infra/http/limits/rate-limits.ts';
import { TrustedDocuments } from '../infra/http/limits/trusted-documents.ts';
import type { Logger } from '../infra/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { OPERATIONS } from '../infra/paths.ts';
import type { Config } from './config.ts';

interface LimitsPorts {
  readonly api: GraphqlApi;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly openCounter: OpenCounter;
}

/** What every transport asks before it does anything for anybody. */
export function limitsOf(config: Config, { api, logger, metrics, openCounter }: LimitsPorts) {
  const rateLimits = new RateLimits(ratesOf(config), openCounter, (kind) => metrics.rateLimitHit(kind));
  const documents = new DocumentCache(api.schema);
  const trusted = new TrustedDocuments(operationTexts());
  const { trustedDocuments, maxQueryCost: maxCost } = config;
  const operations = new Operations({ api, documents, trusted, trustedDocuments, maxCost, rateLimits, logger });
  return { api, documents, operations, rateLimits, connections: new OpenConnections(config.maxSocketsPerAddress) };
}

function ratesOf(config: Config): Rates | undefined {
  if (config.rateLimits === 'off') return undefined;
  return {
    address: config.rateLimitAddress,
    public: config.rateLimitPublic,
    user: config.rateLimitUser,
    admin: config.rateLimitAdmin,
    key: config.rateLimitKey,
  };
}

function operationTexts(): readonly string[] {
  const files = readdirSync(OPERATIONS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.graphql'),
  );
  return files.map((name) => readFileSync(join(OPERATIONS, name), 'utf8'));
}
