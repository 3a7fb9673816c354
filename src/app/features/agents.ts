import { Agents, DELIBERATOR } from '../../domain/agents/agents.ts';
import { Gateway } from '../../domain/agents/gateway/gateway.ts';
import { languageAgent } from '../../domain/agents/language-agent.ts';
import type { LanguageModel } from '../../domain/agents/language-model.ts';
import { Roster, refOfName } from '../../domain/agents/roster.ts';
import type { Panel } from '../../domain/debates/ports.ts';
import { Breakers } from '../../domain/shared/breakers.ts';
import type { Clock, SharedState } from '../../domain/shared/ports.ts';
import type { Emit } from '../../domain/shared/signals.ts';
import { readCatalogue } from '../../infra/agents/catalogue-file.ts';
import { configuredProviders } from '../../infra/agents/configured-providers.ts';
import { type ConfiguredProvider, PROVIDER_IDS, PROVIDERS } from '../../infra/agents/provider.ts';
import type { Config } from '../../infra/config/config.ts';

const LOCAL_VARIABLES = `${PROVIDERS.local.baseUrlVariable} and ${PROVIDERS.local.modelVariable}`;

interface Deps {
  readonly config: Config;
  readonly shared: SharedState;
  readonly clock: Clock;
  readonly emit: Emit;
}

/** The agents there are by the settings, a panel over them, and what to warn of. Throws `CannotStart` for a bad list of models. */
export function composeAgents({ config, shared, clock, emit }: Deps) {
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
      languageAgent: (info) =>
        languageAgent(info, { provider: info.provider, model: info.model ?? '' }, gateway.generate.bind(gateway), {
          maxOutputTokens: config.maxOutputTokens,
        }),
    },
  });
  const panel: Panel = {
    find: agents.find,
    refusalOf: agents.refusalOf,
    panel: agents.panel,
    arbiter: agents.arbiter,
    costOf: (agentId, tokens) => {
      const ref = roster.refOf(agentId);
      return ref ? catalogue.costOf(ref, tokens) : 0;
    },
  };
  return {
    agents,
    panel,
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
      const { AiSdkLanguageModel } = await import('../../infra/agents/ai-sdk.ts');
      loaded ??= new AiSdkLanguageModel(providers, clock);
      return loaded.call(...call);
    },
  };
}
