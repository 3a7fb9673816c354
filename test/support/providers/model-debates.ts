import type { Protocol } from '../../../src/domain/debates/protocol.ts';
import type { TurnRequest } from '../../../src/domain/debates/run/turn-request.ts';
import type { Attempt, Call } from '../../../src/domain/shared/call.ts';
import { aDecision } from '../builders.ts';
import { DebatesWorld, type WorldWish } from '../debates-world.ts';
import type { Reply, Script } from './scripted-panel.ts';

/** Five debaters of five families, and two models that can judge. */
export const MODELS = ['ant-1', 'oai-1', 'goo-1', 'mis-1', 'xai-1', 'dee-1', 'met-1'];
export const PANEL = MODELS.slice(0, 5);

export function anAttempt(wanted: Partial<Attempt> = {}): Attempt {
  return {
    provider: 'local',
    model: 'm',
    failure: null,
    message: null,
    latencyMs: 10,
    inputTokens: 100,
    outputTokens: 50,
    isEstimated: false,
    costUsd: 0.01,
    discardedText: null,
    ...wanted,
  };
}

export function aCall(wanted: Partial<Call> = {}): Call {
  return { requestedModel: 'local:m', servedModel: 'local:m', attempts: [anAttempt()], ...wanted };
}

/** Language models that follow the script. A reply without a call gets a successful one. */
export function modelWorld(script: Script, wish: Omit<WorldWish, 'script'> = {}): DebatesWorld {
  const called: Script = (ask): Reply => {
    const reply = script(ask);
    return reply instanceof Error || reply === 'HANG' ? reply : { call: callOf(ask), ...reply };
  };
  return new DebatesWorld({ script: called, models: MODELS, ...wish });
}

function callOf({ participants, participantId }: TurnRequest): Call {
  const model = `test:${participants.find(({ id }) => id === participantId)?.model}`;
  return aCall({ requestedModel: model, servedModel: model });
}

/** A question with options x, y and z for language models. */
export function closed(protocol: Partial<Protocol> = {}, agents: readonly string[] = PANEL) {
  return { decision: aDecision({ agents: [], evidence: [] }), agents, protocol };
}

/** A question without options. */
export function open(protocol: Partial<Protocol> = {}, agents: readonly string[] = PANEL) {
  return { decision: { task: 'What is it?' }, agents, protocol };
}

/** The blind answers of p1, p2, …, and their positions after an exchange. `-` is no position. */
export function answering(blind: string, final = blind): Script {
  return ({ kind, participantId }) => {
    const letters = kind === 'PROPOSAL' ? blind : final;
    const letter = letters[Number(participantId.slice(1)) - 1];
    return kind === 'CRITIQUE' ? {} : { position: letter === '-' ? null : (letter ?? null), reason: 'So it is.' };
  };
}
