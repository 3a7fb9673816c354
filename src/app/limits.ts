import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphqlApi } from '../infra/http/graphql/api.ts';
import { Operations } from '../infra/http/graphql/operation.ts';
import { DocumentCache } from '../infra/http/limits/document-cache.ts';
import { OpenConnections } from '../infra/http/limits/open-connections.ts';
import { TrustedDocuments } from '../infra/http/limits/trusted-documents.ts';
import { DocumentedOperations } from '../infra/http/rest/documented-operations.ts';
import type { Logger } from '../infra/logger.ts';
import type { Metrics } from '../infra/metrics/metrics.ts';
import { OPERATIONS } from '../infra/paths.ts';
import { type OpenCounter, RateLimits, type Rates } from '../infra/rate-limits/rate-limits.ts';
import type { Config } from './config.ts';

interface LimitsPorts {
  readonly api: GraphqlApi;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly openCounter: OpenCounter;
}

/** The limits that every transport checks before it works for a caller. */
export function limitsOf(config: Config, { api, logger, metrics, openCounter }: LimitsPorts) {
  const rateLimits = new RateLimits(ratesOf(config), openCounter, (kind) => metrics.rateLimitHit(kind));
  const documents = new DocumentCache(api.schema);
  const texts = operationTexts();
  const trusted = new TrustedDocuments(texts);
  const { trustedDocuments, maxQueryCost: maxCost } = config;
  const operations = new Operations({ api, documents, trusted, trustedDocuments, maxCost, rateLimits, logger });
  const connections = new OpenConnections(config.maxSocketsPerAddress);
  const documented = new DocumentedOperations(api.schema, texts);
  return { api, documents, documented, operations, rateLimits, connections };
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
