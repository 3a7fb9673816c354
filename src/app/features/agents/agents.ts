import { Agents, DELIBERATOR } from '../../../domain/agents/agents.ts';
import { Gateway } from '../../../domain/agents/gateway/gateway.ts';
import { languageAgent } from '../../../domain/agents/language-agent.ts';
import type { LanguageModel } from '../../../domain/agents/language-model.ts';
import { Roster, refOfName } from '../../../domain/agents/roster.ts';
import { Breakers } from '../../../domain/shared/breakers.ts';
import type { Clock } from '../../../domain/shared/ports.ts';
import { readCatalogue } from '../../../infra/agents/catalogue-file.ts';
import { configuredProviders } from '../../../infra/agents/configured-providers.ts';
import { type ConfiguredProvider, PROVIDER_IDS, PROVIDERS } from '../../../infra/agents/provider.ts';
import { AGENT_SIGNALS, breakerGauge } from '../../../infra/agents/signals.ts';
import { AgentHealthResolver } from '../../../resolvers/agents/agent-health.ts';
import { AgentResolver } from '../../../resolvers/agents/agents.ts';
import type { Deps, FeatureModule } from '../../feature.ts';
import { agentRoutes } from './routes.ts';

const LOCAL_VARIABLES = `${PROVIDERS.local.baseUrlVariable} and ${PROVIDERS.local.modelVariable}`;

/** The agents of the settings. Throws `CannotStart` for a bad list of models. */
export const feature: FeatureModule = {
  resolvers: [AgentHealthResolver, AgentResolver],
  routes: (_doors, { clock }) => agentRoutes(clock),
  signals: AGENT_SIGNALS,
  compose: (deps) => {
    const { agents, warnings } = composeAgents(deps);
    return { doors: { agents }, warnings, gauges: [breakerGauge(() => agents.circuitBreakers())] };
  },
};

function composeAgents({ config, shared, clock, emit }: Pick<Deps, 'config' | 'shared' | 'clock' | 'emit'>) {
  const catalogue = readCatalogue(config);
  const providers = configuredProviders(config);
  const roster = new Roster(
    PROVIDER_IDS.map((provider) => ({
      provider,
      variable: provider === 'local' ? LOCAL_VARIABLES : PROVIDERS[provider].keyVariable,
      needsKey: provider !== 'local',
      isConfigured: providers.some(({ id }) => id === provider),
      models: catalogue.modelsOf(provider),
    })),
    (ref) => catalogue.entryOf(ref),
  );
  const breakers = new Breakers({
    shared,
    clock,
    prefix: 'breaker:agent:',
    onChange: (key, state) => emit('breakerChanged', { agent: roster.idOf(refOfName(key)), state }),
  });
  const callMs = config.agentTimeoutSeconds * 1000;
  const gateway = new Gateway({
    languageModel: languageModel(providers, clock),
    roster,
    breakers,
    clock,
    emit,
    costOf: (ref, tokens) => catalogue.costOf(ref, tokens),
    times: { callMs, silenceMs: config.agentSilenceSeconds * 1000, answerMs: callMs * 2.5 },
  });
  const agents = new Agents({
    builtin: [DELIBERATOR],
    models: {
      roster,
      breakers,
      costOf: (ref, tokens) => catalogue.costOf(ref, tokens),
      languageAgent: (info) =>
        languageAgent(info, { provider: info.provider, model: info.model ?? '' }, gateway.generate.bind(gateway), {
          maxOutputTokens: config.maxOutputTokens,
        }),
    },
  });
  return {
    agents,
    warnings: catalogue.stalePrices(
      clock.now(),
      providers.map(({ id }) => id),
    ),
  };
}

/** Loads the SDK at the first call: a server that is starting needs none. */
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
