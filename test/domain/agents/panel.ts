import type { Generation } from '../../../src/domain/agents/gateway/generation.ts';
import { generationOf } from '../../../src/domain/agents/language-agent.ts';
import type { Draft } from '../../../src/domain/agents/turns/draft.ts';
import type { Decision } from '../../../src/domain/debates/decision.ts';
import type { Participant, Role } from '../../../src/domain/debates/participant.ts';
import { DEFAULT_PROTOCOL, type Protocol } from '../../../src/domain/debates/protocol.ts';
import type { TurnRequest } from '../../../src/domain/debates/run/turn-request.ts';
import type { TurnKind } from '../../../src/domain/debates/turn.ts';
import { aDecision } from './deliberator/builders.ts';

const MODELS = [
  ['Claude Opus', 'anthropic', 'claude-opus-4-5', 'anthropic'],
  ['GPT', 'openai', 'gpt-5.4', 'openai'],
  ['Gemini Pro', 'google', 'gemini-3-pro', 'google'],
  ['Mistral Large', 'mistral', 'mistral-large-2512', 'mistral'],
] as const;

/** A participant with a language model: p1, p2, … */
export function aModel(n: number, role: Role = 'DEBATER'): Participant {
  const [label, provider, model, family] = MODELS[(n - 1) % MODELS.length] ?? MODELS[0];
  return { id: `p${n}`, label, role, agentId: `${provider}-agent`, provider, model, family, weight: 1 };
}

export function panel(count = 3): Participant[] {
  return Array.from({ length: count }, (_, n) => aModel(n + 1));
}

/** The two sides, the moderator and the judge of a moderated debate: p1 to p4. */
export function moderatedPanel(): Participant[] {
  return (['AFFIRMATIVE', 'NEGATIVE', 'MODERATOR', 'JUDGE'] as const).map((role, n) => aModel(n + 1, role));
}

type AskMore = Partial<Omit<TurnRequest, 'protocol'>> & { readonly protocol?: Partial<Protocol> };

/** A turn request to p1 in a debate about two databases without evidence, unless `more` changes it. */
export function modelAsk(kind: TurnKind, more: AskMore = {}): TurnRequest {
  const { protocol, ...rest } = more;
  return {
    kind,
    round: kind === 'PROPOSAL' ? 0 : 1,
    decision: noEvidence(),
    isOpen: false,
    participants: panel(),
    participantId: 'p1',
    heard: [],
    interjections: [],
    ungrouped: [],
    ...rest,
    protocol: { ...DEFAULT_PROTOCOL, mode: 'SAFE', ...protocol },
  };
}

export function noEvidence(more: Partial<Decision> = {}): Decision {
  return aDecision([], [], more);
}

/** An open question with its present candidates. */
export function openDecision(candidates: readonly { id: string; label: string }[] = []): Decision {
  return noEvidence({ task: 'How should the service store its sessions?', options: [...candidates], criteria: [] });
}

export function wishFor(ask: TurnRequest): Generation<Draft> {
  return generationOf(ask, 1_000);
}

/** An answer in JSON with every key that a prompt can request. */
export function answer(more: Readonly<Record<string, unknown>> = {}): string {
  const whole = { text: 'My reasons.', position: 'sqlite', confidence: 0.7, reason: 'It is simpler.', cited: [] };
  return JSON.stringify({ ...whole, arguments: [], ...more });
}
