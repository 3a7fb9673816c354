import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { introspection } from './generated/introspection.ts';

/** Types without an `id` are parts of their parent: an option, a participant, a verdict. */
const embedded = introspection.__schema.types.filter(
  (type) => type.kind === 'OBJECT' && !type.fields.some(({ name }) => name === 'id'),
);

export const graphcache = cacheExchange({
  schema: introspection,
  keys: Object.fromEntries(embedded.map(({ name }) => [name, () => null])),
  resolvers: { Query: { debates: relayPagination() }, Debate: { events: relayPagination() } },
});
