import type { Agent, AgentInfo } from '../../../domain/agents/agent.ts';
import { Agents, DELIBERATOR } from '../../../domain/agents/agents.ts';
import type { Catalogue } from '../../../domain/agents/catalogue.ts';
import { Gateway } from '../../../domain/agents/gateway/gateway.ts';
import type { GatewayPorts } from '../../../domain/agents/gateway/ports.ts';
import { languageAgent } from '../../../domain/agents/language-agent.ts';
import type { LanguageModel } from '../../../domain/agents/language-model.ts';
import type { CostOf } from '../../../domain/agents/ports.ts';
import { PROVIDER_IDS } from '../../../domain/agents/provider-id.ts';
import { Roster, refOfName } from '../../../domain/agents/roster.ts';
import { Breakers } from '../../../domain/shared/breakers.ts';
import type { Clock } from '../../../domain/shared/ports.ts';
import { readCatalogue } from '../../../infra/agents/catalogue-file.ts';
import { configuredProviders } from '../../../infra/agents/configured-providers.ts';
import { type ConfiguredProvider, PROVIDERS } from '../../../infra/agents/provider.ts';
import { AGENT_SIGNALS, breakerGauge } from '../../../infra/agents/signals.ts';
import { AgentHealthResolver } from '../../../resolvers/agents/agent-health.ts';
import { AgentResolver, readAgent } from '../../../resolvers/agents/agents.ts';
import type { Deps, FeatureModule } from '../../feature.ts';
import { agentRoutes } from './routes.ts';

const LOCAL_VARIABLES = `${PROVIDERS.local.baseUrlVariable} and ${PROVIDERS.local.modelVariable}`;

/** The agents of the settings. Throws `CannotStart` if the model catalogue is not valid. */
export const feature: FeatureModule = {
  resolvers: [AgentHealthResolver, AgentResolver],
  nodes: { agt_: { permission: 'agents.read', read: readAgent } },
  routes: (_doors, { clock }) => agentRoutes(clock),
  signals: AGENT_SIGNALS,
  compose: (deps) => {
    const { agents, warnings } = composeAgents(deps);
    const available = agents.list().filter(({ isAvailable }) => isAvailable);
    return {
      doors: { agents },
      warnings,
      gauges: [breakerGauge(() => agents.circuitBreakers())],
      knownLabels: { agent: available.map(({ id }) => id) },
    };
  },
};

type AgentDeps = Pick<Deps, 'config' | 'shared' | 'clock' | 'emit'>;

function composeAgents(deps: AgentDeps) {
  const { config, shared, clock, emit } = deps;
  const catalogue = readCatalogue(config);
  const providers = configuredProviders(config);
  const roster = rosterOf(catalogue, providers);
  const breakers = new Breakers({
    shared,
    clock,
    prefix: 'breaker:agent:',
    onChange: (key, state) => emit('breakerChanged', { agent: roster.idOf(refOfName(key)), state }),
  });
  const costOf: CostOf = (ref, tokens) => catalogue.costOf(ref, tokens);
  const models = { roster, breakers, costOf };
  const gateway = composeGateway(deps, { ...models, languageModel: languageModel(providers, clock) });
  const agents = new Agents({
    builtin: [DELIBERATOR],
    models: { ...models, languageAgent: (info) => agentOf(info, gateway, config.maxOutputTokens) },
  });
  const providerIds = providers.map(({ id }) => id);
  return { agents, warnings: catalogue.stalePrices(clock.now(), providerIds) };
}

function rosterOf(catalogue: Catalogue, providers: readonly ConfiguredProvider[]): Roster {
  return new Roster(
    PROVIDER_IDS.map((provider) => ({
      provider,
      variable: provider === 'local' ? LOCAL_VARIABLES : PROVIDERS[provider].keyVariable,
      needsKey: provider !== 'local',
      isConfigured: providers.some(({ id }) => id === provider),
      models: catalogue.modelsOf(provider),
    })),
    (ref) => catalogue.entryOf(ref),
  );
}

type ModelPorts = Pick<GatewayPorts, 'languageModel' | 'roster' | 'breakers' | 'costOf'>;

function composeGateway({ config, clock, emit }: AgentDeps, ports: ModelPorts): Gateway {
  const callMs = config.agentTimeoutSeconds * 1000;
  const times = { callMs, silenceMs: config.agentSilenceSeconds * 1000, answerMs: callMs * 2.5 };
  return new Gateway({ ...ports, clock, emit, times });
}

function agentOf(info: AgentInfo, gateway: Gateway, maxOutputTokens: number): Agent {
  const model = { provider: info.provider, model: info.model ?? '' };
  return languageAgent(info, model, gateway.generate.bind(gateway), { maxOutputTokens });
}

/** Loads the SDK at the first call, so that the start of the server is faster. */
function languageModel(providers: readonly ConfiguredProvider[], clock: Clock): LanguageModel {
  let loaded: LanguageModel | undefined;
  return {
    call: async (...call) => {
      const { AiSdkLanguageModel } = await import('../../../infra/agents/ai-sdk.ts');
      loaded ??= new AiSdkLanguageModel(providers, clock);
      return loaded.call(...call);
    },
  };
}
