// Another server for the product's schema with its guards, named by the first argument, in a separate process. It has the
// same agents and a fixed caller, set as its documentation says for production. Prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import Fastify from 'fastify';
import { createYoga } from 'graphql-yoga';
import mercurius from 'mercurius';
import { contextsOver } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import type { Deps, Doors } from '../../src/app/feature.ts';
import { feature as agentsFeature } from '../../src/app/features/agents/agents.ts';
import { loadFeatures } from '../../src/app/features/features.ts';
import { serverSchema } from '../../src/app/schema.ts';
import type { Access } from '../../src/domain/access/access.ts';
import { LOCAL_OWNER } from '../../src/domain/access/actor.ts';
import { PermissionChecks } from '../../src/domain/access/permission-checks.ts';
import { System } from '../../src/domain/system/system.ts';
import { systemClock } from '../../src/infra/runtime.ts';
import { MemorySharedState } from '../../src/infra/shared-state/memory.ts';

const clock = systemClock;
const emit = () => {};
const config = readConfig(process.env);
const deps = { config, shared: new MemorySharedState(clock), clock, emit } as Partial<Deps> as Deps;
const { agents } = agentsFeature.compose(deps, {} as Doors).doors ?? {};
const system = new System({ version: '0', clock, emit, probes: () => ({ needed: {}, optional: {} }) });
const access = { permissions: new PermissionChecks(clock, emit) } as unknown as Access;
const makeContext = contextsOver(await loadFeatures(), { agents, system, access } as Partial<Doors> as Doors);
const schema = await serverSchema();
const context = () => makeContext({ actor: LOCAL_OWNER, address: null }, 'req');

const peers: Readonly<Record<string, () => Promise<number>>> = {
  apollo: async () => {
    const apollo = new ApolloServer({ schema, stopOnTerminationSignals: false });
    await apollo.start();
    const app = express();
    app.use('/graphql', express.json(), expressMiddleware(apollo, { context: async () => context() }));
    return listening(createServer(app));
  },
  yoga: () => {
    const yoga = createYoga({ schema, context, logging: false, parserAndValidationCache: true });
    return listening(createServer(yoga));
  },
  mercurius: () => mercuriusWith({}),
  // A query is compiled when it comes the second time.
  'mercurius-jit': () => mercuriusWith({ jit: 1 }),
};

async function mercuriusWith(options: { readonly jit?: number }): Promise<number> {
  const http = Fastify();
  http.register(mercurius, { schema, context, ...options });
  return Number(new URL(await http.listen({ port: 0 })).port);
}

console.log(await peers[process.argv[2] ?? '']?.());

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
