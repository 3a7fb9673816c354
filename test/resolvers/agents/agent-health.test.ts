import { execute, parse } from 'graphql';
import { expect, it } from 'vitest';
import { AgentHealthDocument, CircuitBreakersDocument } from '../../../src/cli/generated/graphql.ts';
import { LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import type { Agent } from '../../../src/domain/agents/agent.ts';
import { Agents, DELIBERATOR } from '../../../src/domain/agents/agents.ts';
import type { FailureCode } from '../../../src/domain/shared/call.ts';
import { anAnswer } from '../../support/builders.ts';
import { AccessWorld } from '../../support/memory/access-world.ts';
import { aModel, ModelsWorld } from '../../support/providers/models-world.ts';
import { codesOf, contextOver, testApi, theSchema } from '../support/test-api.ts';

const CODES = ['RATE_LIMIT', 'OVERLOADED', 'OUT_OF_CREDIT', 'AUTH', 'TIMEOUT', 'CUT', 'MALFORMED'] as const;

async function ask(world: ModelsWorld, document: { toString(): string }) {
  const { roster, breakers } = world;
  const languageAgent = (info: Agent['info']): Agent => ({ info, ask: async () => anAnswer() });
  const agents = new Agents({ builtin: [DELIBERATOR], models: { roster, breakers, languageAgent, costOf: () => 0 } });
  const { access } = new AccessWorld(world.clock);
  const contextValue = contextOver({ agents, access }, { actor: LOCAL_OWNER, address: null }, 'req_1');
  const result = await execute({ schema: await theSchema(), document: parse(String(document)), contextValue });
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data));
}

async function fail(world: ModelsWorld, code: FailureCode): Promise<void> {
  await world.breakers.report('openai:gpt', 'PASS', {
    ...{ kind: 'FAILURE', code, message: 'It failed.', retryAfterMs: null, opensAtOnce: true },
  });
}

it.each(CODES)('a client reads a breaker that %s opened', async (code) => {
  const world = new ModelsWorld({ models: [aModel('openai:gpt'), aModel('openrouter:chat')], replies: {} });
  await fail(world, code);
  const lastFailure = { code, message: 'It failed.', at: '2026-01-01T00:00:00.000Z' };
  const breaker = { state: 'OPEN', failures: 1, openUntil: '2026-01-01T00:01:00.000Z', lastFailure };
  const { circuitBreakers } = await ask(world, CircuitBreakersDocument);
  const agent = { id: 'agt_openai-api', label: expect.any(String) };
  expect(circuitBreakers[0]).toEqual({ agentKey: 'openai-api', agent, ...breaker });
  const { agentHealth } = await ask(world, AgentHealthDocument);
  expect(agentHealth).toMatchObject({ status: 'DEGRADED', hasOpenrouter: true });
  expect(agentHealth.agents[1]).toMatchObject({
    isAvailable: false,
    agent: { id: 'agt_openai-api', key: 'openai-api', isAvailable: true },
    breaker,
  });
});

it('without language models there are no breakers, and the agents are healthy', async () => {
  const api = await testApi();
  expect(await api.execute(CircuitBreakersDocument)).toEqual({ data: { circuitBreakers: [] } });
  const { data } = await api.execute(AgentHealthDocument);
  expect(data?.agentHealth).toMatchObject({
    status: 'HEALTHY',
    agents: [{ agent: { key: 'deliberator', provider: 'BUILTIN' }, breaker: null }],
  });
});

it('a caller without agents.read cannot read their health', async () => {
  const api = await testApi();
  for (const document of [CircuitBreakersDocument, AgentHealthDocument])
    expect(codesOf(await api.execute(String(document), {}, { roles: [] }))).toEqual(['FORBIDDEN']);
});
