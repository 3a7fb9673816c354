import type { RequestTurn } from '../debates/ports.ts';
import type { TurnListener, TurnRequest } from '../debates/run/turn-request.ts';
import type { Answer } from '../debates/turn.ts';
import type { Breakers } from '../shared/breakers.ts';
import { shownValue } from '../shared/text/shown-value.ts';
import type { Agent, AgentInfo } from './agent.ts';
import { deliberate } from './deliberator/deliberator.ts';
import { type AgentBreaker, type AgentHealth, breakerOf, healthOf } from './health.ts';
import { chooseArbiter, choosePanel } from './panel.ts';
import type { CostOf, MakeLanguageAgent } from './ports.ts';
import { nameOf, Roster, refOfName } from './roster.ts';

/** The agent that needs no key and no network. The search for cruxes recognises deliberators by its id. */
export const DELIBERATOR: Agent = {
  info: {
    id: 'deliberator',
    label: 'Deliberator',
    provider: 'builtin',
    model: null,
    family: null,
    description:
      'Rule-based, no language model: it weighs the evidence of a decision file by quantitative argumentation (DF-QuAD), needs no key and no network, and always answers the same.',
    needsKey: false,
    isAvailable: true,
    isPriceKnown: true,
  },
  ask: async (ask, _listener, signal) => {
    signal.throwIfAborted();
    return deliberate(ask);
  },
};

/** An agent that judges, moderates or groups; `isForeign` when its model's family takes no part in the debate. */
export interface Arbiter {
  readonly agentId: string;
  readonly isForeign: boolean;
}

export interface AgentsPorts {
  readonly builtin: readonly Agent[];
  /** The language models, and the function that makes their agents. */
  readonly models?: {
    readonly roster: Roster;
    readonly languageAgent: MakeLanguageAgent;
    readonly breakers: Pick<Breakers, 'list'>;
    readonly costOf: CostOf;
  };
}

/** The agents that can take part in debates, and the way to request their turns. */
export class Agents {
  private readonly builtin: ReadonlyMap<string, Agent>;
  private readonly models: AgentsPorts['models'];
  private readonly roster: Roster;
  private readonly untouched: readonly AgentBreaker[];
  private readonly made = new Map<string, Agent>();

  constructor({ builtin, models }: AgentsPorts = { builtin: [DELIBERATOR] }) {
    this.builtin = new Map(builtin.map((agent) => [agent.info.id, agent]));
    this.models = models;
    this.roster = models?.roster ?? new Roster();
    this.untouched = this.roster.configured().map((entry) => breakerOf(entry, undefined, this.roster));
  }

  /** The agents to choose from. Agents of providers that are not set up are included, marked as not available. */
  list(): readonly AgentInfo[] {
    return [...[...this.builtin.values()].map(({ info }) => info), ...this.roster.list()];
  }

  /** null when there is no such agent. A found agent may be unavailable: `refusalOf` says why. */
  readonly find = (id: string): AgentInfo | null => this.builtin.get(id)?.info ?? this.roster.find(id);

  /** Why the agent cannot take part, and how to enable it; null when it can take part. The message lists the others first. */
  readonly refusalOf = (id: string, others: readonly string[] = []): string | null => {
    if (this.find(id)?.isAvailable) return null;
    const provider = this.roster.providerOf(id);
    if (provider && !provider.isConfigured)
      return `${shownValue(id)} cannot be asked yet: set ${provider.variable} to use it.`;
    const choices = [...others, ...this.choices].join(', ') || 'none';
    const hasProvider = this.roster.configured().length > 0;
    return `There is no agent ${shownValue(id)}; there are: ${choices}${hasProvider ? ', and any `<agent>:<model>` of a provider' : ''}.`;
  };

  /**
   * Agent ids of language models for a panel, of as many families as possible, at least `minFamilies` if so many are
   * set up. If there are fewer models than seats, models repeat; if no provider is set up, the panel is empty.
   */
  readonly panel = (size: number, minFamilies: number): readonly string[] =>
    choosePanel(this.roster, size, minFamilies).map((entry) => this.roster.idOf(entry));

  /**
   * A language model outside these families, or of one of them if there is no other. Never an agent in `not`, nor its
   * model at another provider, so that no contestant judges; null when no other model is left.
   */
  readonly arbiter = (families: readonly string[], not: readonly string[]): Arbiter | null => {
    const contestants = not.flatMap((id) => this.roster.refOf(id) ?? []).map((ref) => this.roster.entryOf(ref));
    const chosen = chooseArbiter(this.roster, families, contestants);
    return chosen && { agentId: this.roster.idOf(chosen.entry), isForeign: chosen.isForeign };
  };

  /**
   * Cost of these tokens of an agent in US dollars; 0 for an agent without a model, null when its price is not known.
   */
  readonly costOf = (id: string, tokens: Parameters<CostOf>[1]): number | null => {
    const ref = this.roster.refOf(id);
    return ref && this.models ? this.models.costOf(ref, tokens) : 0;
  };

  /**
   * Requests the turn from the participant's agent. Rejects with an Error when there is none, or with the signal's
   * reason.
   */
  readonly ask: RequestTurn = async (
    ask: TurnRequest,
    listener: TurnListener,
    signal: AbortSignal,
  ): Promise<Answer> => {
    signal.throwIfAborted();
    const participant = ask.participants.find(({ id }) => id === ask.participantId);
    if (!participant) throw new Error(`${ask.participantId} does not take part in this debate.`);
    const agent = this.agentOf(participant.agentId);
    if (agent) return agent.ask(ask, listener, signal);
    const choices = this.choices.join(', ') || 'none';
    throw new Error(`There is no agent ${participant.agentId} to answer for ${participant.id}; there are: ${choices}.`);
  };

  /** The breakers of the configured models, and of all other models that were called. */
  async circuitBreakers(): Promise<readonly AgentBreaker[]> {
    if (!this.models) return [];
    const touched = await this.models.breakers.list();
    // Most often no breaker was touched, and health probes ask often.
    if (touched.length === 0) return this.untouched;
    const views = new Map(touched.map((view) => [view.key, view]));
    const names = new Set([...this.roster.configured().map(nameOf), ...views.keys()]);
    return [...names].map((name) => breakerOf(refOfName(name), views.get(name), this.roster));
  }

  /**
   * The breakers of listed models only. Which other models were called is private to the workspace that called them.
   */
  async listedCircuitBreakers(): Promise<readonly AgentBreaker[]> {
    const breakers = await this.circuitBreakers();
    const listed = new Set(this.list().map(({ id }) => id));
    return breakers.filter(({ agentId }) => listed.has(agentId));
  }

  /** Health of the agents, by the breakers that all nodes share. */
  async agentHealth(): Promise<AgentHealth> {
    return healthOf(this.list(), await this.circuitBreakers(), this.roster.isConfigured('openrouter'));
  }

  private get choices(): readonly string[] {
    return this.list().flatMap(({ id, isAvailable }) => (isAvailable ? id : []));
  }

  private agentOf(id: string): Agent | undefined {
    const known = this.builtin.get(id) ?? this.made.get(id);
    const info = known ? null : this.roster.find(id);
    if (!info || !this.models) return known;
    const agent = this.models.languageAgent(info);
    this.made.set(id, agent);
    return agent;
  }
}
