import { describe, expect, it } from 'vitest';
import type { Agent } from '../../../src/domain/agents/agent.ts';
import { Agents, DELIBERATOR } from '../../../src/domain/agents/agents.ts';
import type { ModelEntry } from '../../../src/domain/agents/catalogue.ts';
import { ModelError } from '../../../src/domain/agents/gateway/model-error.ts';
import { anAnswer } from '../../support/builders.ts';
import { aModel, aRoster, ModelsWorld } from '../../support/providers/models-world.ts';
import { silent } from '../../support/services/silent-listener.ts';
import { askOf, workedExample } from './deliberator/builders.ts';

const OPUS = aModel('anthropic:opus');
const HAIKU = aModel('anthropic:haiku');
const GPT = aModel('openai:gpt');
const MINI = aModel('openai:mini');
const GROK = aModel('xai:grok-4');
const DEEPSEEK = aModel('openrouter:deepseek/chat', { family: 'deepseek' });
const LLAMA = aModel('openrouter:meta/llama:free', { family: 'meta' });
const ROUTED_GPT = aModel('openrouter:openai/gpt', { family: 'openai' });
const ALL = [OPUS, HAIKU, GPT, MINI, DEEPSEEK, LLAMA, ROUTED_GPT];

function agentsOf(models: readonly ModelEntry[], unset: readonly string[] = []): Agents {
  const { breakers } = new ModelsWorld({ replies: {} });
  const languageAgent = (info: Agent['info']): Agent => ({ info, ask: async () => anAnswer({ text: info.id }) });
  return new Agents({
    builtin: [DELIBERATOR],
    models: { roster: aRoster(models, unset), languageAgent, breakers, costOf: () => 0 },
  });
}

describe('language models as agents', () => {
  it('have the ids that operators know, and further models have the id of the provider and their name', () => {
    const ids = agentsOf([...ALL, GROK, aModel('gemini:pro'), aModel('mistral:large'), aModel('local:llama3')]).list();
    expect(ids.map(({ id }) => id)).toEqual([
      ...['deliberator', 'anthropic-api', 'anthropic-api:haiku', 'openai-api', 'openai-api:mini', 'openrouter'],
      ...['openrouter:meta/llama:free', 'openrouter:openai/gpt', 'grok', 'gemini', 'mistral-api', 'local'],
    ]);
  });

  it('describe themselves', () => {
    expect(agentsOf(ALL).find('anthropic-api:haiku')).toEqual({
      ...{ id: 'anthropic-api:haiku', label: 'haiku', provider: 'anthropic', model: 'haiku', family: 'anthropic' },
      ...{ needsKey: true, isAvailable: true, isPriceKnown: true },
      description: 'Language model haiku, by way of anthropic.',
    });
  });

  it('are found for any model of a provider, with unknown price and with the family that its name gives', () => {
    const found = agentsOf(ALL).find('openrouter:qwen/qwen3:free');
    expect(found).toMatchObject({ provider: 'openrouter', model: 'qwen/qwen3:free', family: 'qwen' });
    expect(found).toMatchObject({ isAvailable: true, isPriceKnown: false });
    expect(agentsOf(ALL).find('openrouter:nobody/thing')?.family).toBeNull();
  });

  it('have one id, also when the default model of a provider is written out', () => {
    expect(agentsOf(ALL).find('openai-api:gpt')?.id).toBe('openai-api');
  });

  it.each(['openai-api:', 'openai-api: ab', 'openai-api:\n', `openai-api:${'x'.repeat(201)}`, 'openai', ':gpt', ''])(
    'are not found by %j',
    (id) => {
      expect(agentsOf(ALL).find(id)).toBeNull();
      expect(agentsOf(ALL).refusalOf(id)).toContain(`There is no agent ${id.slice(0, 64).replace('\n', '?')}`);
    },
  );

  it('of a provider without a key are listed by its default model, and refused with the name of the variable to set', () => {
    const agents = agentsOf([OPUS, GPT, MINI], ['openai']);
    expect(agents.list().map(({ id, isAvailable }) => [id, isAvailable])).toEqual([
      ...[
        ['deliberator', true],
        ['anthropic-api', true],
        ['openai-api', false],
      ],
    ]);
    expect(agents.find('openai-api')?.description).toContain('Set OPENAI_API_KEY to use it.');
    for (const id of ['openai-api', 'openai-api:mini', 'openai-api:other'])
      expect(agents.refusalOf(id)).toBe(`${id} cannot be asked yet: set OPENAI_API_KEY to use it.`);
    expect(agents.refusalOf('anthropic-api')).toBeNull();
    expect(agents.refusalOf('deliberator')).toBeNull();
    expect(agents.refusalOf('oracle')).toBe(
      'There is no agent oracle; there are: deliberator, anthropic-api, and any `<agent>:<model>` of a provider.',
    );
  });

  it('are listed after the other agents that can be chosen, without those of unconfigured providers', () => {
    expect(agentsOf([GPT], ['openai']).refusalOf('oracle', ['ann', 'bob'])).toBe(
      'There is no agent oracle; there are: ann, bob, deliberator.',
    );
  });

  it('of a provider without a model are refused with the name of the variable to set', () => {
    const agents = agentsOf([OPUS], ['local']);
    expect(agents.find('local')).toBeNull();
    expect(agents.refusalOf('local')).toContain('ARAGORA_LOCAL_BASE_URL');
  });

  it('answer for their participants', async () => {
    const ask = askOf(workedExample(), 'PROPOSAL', 'ann');
    const participants = ask.participants.map((one) => ({ ...one, agentId: 'openai-api:o9' }));
    const { signal } = new AbortController();
    const { text } = await agentsOf(ALL).ask({ ...ask, participants }, silent, signal);
    expect(text).toBe('openai-api:o9');
  });
});

describe('a panel', () => {
  const panel = (models: readonly ModelEntry[], size: number, minFamilies = 3, unset: readonly string[] = []) =>
    agentsOf(models, unset).panel(size, minFamilies);

  it('has one model of each family in turn', () => {
    expect(panel([OPUS, HAIKU, GPT, MINI, DEEPSEEK], 5)).toEqual([
      ...['anthropic-api', 'openai-api', 'openrouter', 'anthropic-api:haiku', 'openai-api:mini'],
    ]);
  });

  it('includes a family without a default model when there are too few families', () => {
    expect(panel([OPUS, HAIKU, DEEPSEEK, LLAMA], 4, 3)).toEqual([
      ...['anthropic-api', 'openrouter', 'openrouter:meta/llama:free', 'anthropic-api:haiku'],
    ]);
    expect(panel([OPUS, HAIKU, DEEPSEEK, LLAMA], 3, 2)).toEqual(['anthropic-api', 'openrouter', 'anthropic-api:haiku']);
  });

  it('takes every other model before it takes the same one twice', () => {
    expect(panel([OPUS, DEEPSEEK, LLAMA], 5, 2)).toEqual([
      ...['anthropic-api', 'openrouter', 'openrouter:meta/llama:free', 'anthropic-api', 'openrouter'],
    ]);
  });

  it('does not count the same model at two providers as two models', () => {
    expect(panel([GPT, DEEPSEEK, ROUTED_GPT], 3, 1)).toEqual(['openai-api', 'openrouter', 'openai-api']);
  });

  it('repeats models when there are too few, and is empty without models', () => {
    expect(panel([GPT], 3)).toEqual(['openai-api', 'openai-api', 'openai-api']);
    expect(panel([], 3)).toEqual([]);
    expect(panel([GPT], 3, 3, ['openai'])).toEqual([]);
    expect(new Agents().panel(5, 3)).toEqual([]);
  });
});

describe('an arbiter', () => {
  const arbiter = (models: readonly ModelEntry[], families: readonly string[], not: readonly string[]) =>
    agentsOf(models).arbiter(families, not);

  it('is of a family that does not debate, if there is one', () => {
    const not = ['anthropic-api', 'openai-api'];
    expect(arbiter(ALL, ['anthropic', 'openai'], not)).toEqual({ agentId: 'openrouter', isForeign: true });
    expect(arbiter(ALL, ['anthropic', 'openai', 'deepseek'], [...not, 'openrouter'])).toEqual({
      agentId: 'openrouter:meta/llama:free',
      isForeign: true,
    });
  });

  it('is otherwise another model of one of the families, and is marked so', () => {
    expect(arbiter([OPUS, HAIKU], ['anthropic'], ['anthropic-api'])).toEqual({
      agentId: 'anthropic-api:haiku',
      isForeign: false,
    });
  });

  it('is never a model that debates, at any provider', () => {
    expect(arbiter([OPUS], ['anthropic'], ['anthropic-api'])).toBeNull();
    expect(arbiter([GPT], ['openai'], ['openrouter:openai/gpt'])).toEqual({ agentId: 'openai-api', isForeign: false });
    expect(arbiter([GPT, ROUTED_GPT], ['openai'], ['openai-api'])).toBeNull();
    expect(arbiter([], [], [])).toBeNull();
  });
});

describe('the health of the agents', () => {
  const failing = (world: ModelsWorld, name: string, code: 'AUTH' | 'OVERLOADED') =>
    world.breakers.report(name, 'PASS', {
      ...{ kind: 'FAILURE', code, message: 'It failed.', retryAfterMs: null, opensAtOnce: code === 'AUTH' },
    });
  const worldOf = (models: readonly ModelEntry[]) => {
    const world = new ModelsWorld({ models, replies: { 'openai:gpt': [new ModelError('AUTH', 'No.')] } });
    const languageAgent = (info: Agent['info']): Agent => ({ info, ask: async () => anAnswer() });
    const { roster, breakers } = world;
    return {
      world,
      agents: new Agents({ builtin: [DELIBERATOR], models: { roster, languageAgent, breakers, costOf: () => 0 } }),
    };
  };

  it('is good without language models, and when all can be asked', async () => {
    expect(await new Agents().agentHealth()).toMatchObject({ status: 'HEALTHY', hasOpenrouter: false });
    expect(await new Agents().circuitBreakers()).toEqual([]);
    const { agents } = worldOf([GPT, DEEPSEEK]);
    const health = await agents.agentHealth();
    expect(health).toMatchObject({ status: 'HEALTHY', hasOpenrouter: true });
    expect(health.agents.map(({ agent, isAvailable }) => [agent.id, isAvailable])).toEqual([
      ...[
        ['deliberator', true],
        ['openai-api', true],
        ['openrouter', true],
      ],
    ]);
  });

  it('is degraded while a breaker is open, and includes the last failure', async () => {
    const { agents, world } = worldOf([GPT, OPUS]);
    await failing(world, 'openai:gpt', 'AUTH');
    const health = await agents.agentHealth();
    expect(health.status).toBe('DEGRADED');
    expect(health.agents[1]).toMatchObject({
      isAvailable: false,
      breaker: {
        ...{ agentId: 'openai-api', state: 'OPEN', failures: 1, openUntil: new Date('2026-01-01T00:01:00Z') },
        lastFailure: { code: 'AUTH', message: 'It failed.', at: new Date('2026-01-01T00:00:00Z') },
      },
    });
    await world.clock.advance(60_000);
    expect(await agents.agentHealth()).toMatchObject({ status: 'HEALTHY' });
    expect((await agents.circuitBreakers())[0]).toMatchObject({ agentId: 'openai-api', state: 'HALF_OPEN' });
  });

  it('is bad when no language model can be asked', async () => {
    const { agents, world } = worldOf([GPT, OPUS]);
    for (const name of ['openai:gpt', 'anthropic:opus']) await failing(world, name, 'AUTH');
    expect(await agents.agentHealth()).toMatchObject({ status: 'UNHEALTHY' });
  });

  it('includes failures that opened no breaker, also of unlisted models', async () => {
    const { agents, world } = worldOf([GPT]);
    await failing(world, 'openai:o9', 'OVERLOADED');
    expect(await agents.agentHealth()).toMatchObject({ status: 'HEALTHY' });
    expect((await agents.circuitBreakers()).map(({ agentId, state, failures }) => [agentId, state, failures])).toEqual([
      ['openai-api', 'CLOSED', 0],
      ['openai-api:o9', 'CLOSED', 1],
    ]);
  });

  it.each(['openai:gpt', 'anthropic:opus'])(
    'shows the other breakers unchanged after a failure of %s',
    async (name) => {
      const { agents, world } = worldOf([GPT, OPUS]);
      const before = await agents.circuitBreakers();
      const untouched = { state: 'CLOSED', failures: 0, openUntil: null, lastFailure: null };
      expect(before).toEqual(['openai-api', 'anthropic-api'].map((agentId) => ({ agentId, ...untouched })));
      await failing(world, name, 'OVERLOADED');
      const after = await agents.circuitBreakers();
      const id = `${name.split(':')[0]}-api`;
      const isOther = ({ agentId }: { agentId: string }) => agentId !== id;
      expect(after.filter(isOther)).toEqual(before.filter(isOther));
      expect(after.map(({ agentId, failures }) => [agentId, failures])).toEqual(
        before.map(({ agentId }) => [agentId, agentId === id ? 1 : 0]),
      );
    },
  );

  it('can omit unlisted models', async () => {
    const { agents, world } = worldOf([GPT]);
    await failing(world, 'openai:o9', 'OVERLOADED');
    expect((await agents.listedCircuitBreakers()).map(({ agentId }) => agentId)).toEqual(['openai-api']);
  });
});
