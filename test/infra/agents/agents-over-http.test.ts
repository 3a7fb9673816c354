import { beforeEach, describe, expect, it } from 'vitest';
import { agentRoutes } from '../../../src/app/features/agents/routes.ts';
import { type Actor, LOCAL_OWNER } from '../../../src/domain/access/actor.ts';
import type { Agent } from '../../../src/domain/agents/agent.ts';
import { Agents, DELIBERATOR } from '../../../src/domain/agents/agents.ts';
import { anAnswer } from '../../support/builders.ts';
import { aModel, aRoster, ModelsWorld } from '../../support/providers/models-world.ts';
import { aRestApp } from '../http/rest/support/rest-app.ts';

const MODELS = [
  aModel('openai:gpt'),
  aModel('anthropic:opus'),
  aModel('openrouter:deepseek/chat'),
  aModel('local:llama'),
];

let world: ModelsWorld;
let actor: Actor;
let get: (path: string) => Promise<Record<string, unknown>>;

beforeEach(async () => {
  world = new ModelsWorld({ replies: {} });
  actor = LOCAL_OWNER;
  const languageAgent = (info: Agent['info']): Agent => ({ info, ask: async () => anAnswer() });
  const roster = aRoster(MODELS, ['anthropic']);
  const models = { roster, languageAgent, breakers: world.breakers, costOf: () => 0 };
  const agents = new Agents({ builtin: [DELIBERATOR], models });
  const http = await aRestApp(agentRoutes(world.clock), { agents }, () => actor);
  get = async (path) => {
    const { statusCode, payload } = await http.inject(path);
    expect(statusCode).toBe(200);
    return JSON.parse(payload);
  };
});

async function refuseTheKey(): Promise<void> {
  await world.breakers.report('openai:gpt', 'PASS', {
    ...{ kind: 'FAILURE', code: 'AUTH', message: 'The key was refused.', retryAfterMs: null, opensAtOnce: true },
  });
}

const OPEN = {
  ...{ state: 'open', failure_count: 1, failure_threshold: 5, cooldown_remaining: 50, available: false },
  last_failure: { code: 'AUTH', message: 'The key was refused.', at: '2026-01-01T00:00:00.000Z' },
};
const CLOSED = {
  ...{ state: 'closed', failure_count: 0, failure_threshold: 5, cooldown_remaining: 0, available: true },
  last_failure: null,
};

describe('the circuit breakers over HTTP', () => {
  const asked = async () => Object.keys((await get('/api/circuit-breakers')).circuit_breakers as object);

  it('include a model that is in no list only for the server operator', async () => {
    await world.breakers.report('openai:secret-project', 'PASS', {
      ...{ kind: 'FAILURE', code: 'AUTH', message: 'No.', retryAfterMs: null, opensAtOnce: true },
    });
    expect(await asked()).toContain('openai-api:secret-project');
    for (const credential of ['SESSION', 'API_KEY', 'SERVICE'] as const) {
      actor = { ...LOCAL_OWNER, credential };
      expect(await asked()).toContain('openai-api');
      expect(await asked()).not.toContain('openai-api:secret-project');
    }
  });
});

describe('the health of the agents over HTTP', () => {
  it('has the format that operators know', async () => {
    await refuseTheKey();
    await world.clock.advance(10_000);
    expect(await get('/api/agents/health')).toEqual({
      timestamp: '2026-01-01T00:00:10.000Z',
      overall_status: 'degraded',
      agents: expect.objectContaining({
        'openai-api': {
          ...{ type: 'openai-api', provider: 'openai', model: 'gpt', family: 'openai' },
          ...{ requires_api_key: true, api_key_configured: true, available: false, circuit_breaker_open: true },
        },
        'anthropic-api': {
          ...{ type: 'anthropic-api', provider: 'anthropic', model: 'opus', family: 'anthropic' },
          ...{ requires_api_key: true, api_key_configured: false, available: false, circuit_breaker_open: false },
        },
        local: expect.objectContaining({ requires_api_key: false, api_key_configured: false, available: true }),
        deliberator: expect.objectContaining({ requires_api_key: false, model: null, available: true }),
      }),
      circuit_breakers: { 'openai-api': OPEN, openrouter: CLOSED, local: CLOSED },
      fallback: { openrouter_available: true, local_llm_available: true, local_providers: ['local'] },
      summary: { available_agents: 3, total_agents: 5, availability_rate: 0.6 },
    });
  });

  it.each(['/api/circuit-breakers', '/api/system/circuit-breakers'])('includes the breakers at %s', async (path) => {
    await refuseTheKey();
    await world.clock.advance(10_000);
    expect(await get(path)).toEqual({
      timestamp: '2026-01-01T00:00:10.000Z',
      registry_size: 3,
      summary: { total: 3, open: 1, closed: 2, half_open: 0, total_failures: 1, circuits_with_failures: 1 },
      circuit_breakers: { 'openai-api': OPEN, openrouter: CLOSED, local: CLOSED },
    });
    await world.clock.advance(50_000);
    const { circuit_breakers } = await get(path);
    expect(circuit_breakers).toMatchObject({
      'openai-api': { state: 'half_open', cooldown_remaining: 0, available: true },
    });
  });
});
