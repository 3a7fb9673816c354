import type { Answer } from '../../../src/domain/debates/turn.ts';
import { AgentFailure } from '../../../src/domain/shared/call.ts';
import { aCall, anAttempt } from '../../support/providers/model-debates.ts';
import type { Reply, Script } from '../../support/providers/scripted-panel.ts';

/** Gives every kind of answer and failure. All texts contain the mark of the question. */
export const tenancyScript: Script = (ask): Reply => {
  const { kind, round, participantId, decision, isOpen } = ask;
  const [mark = ''] = decision.task.split(' ');
  if (decision.task.includes('HANG')) return 'HANG';
  if (participantId === 'cy' && kind === 'CRITIQUE') return new Error(`${mark} failed`);
  if (participantId === 'p5') return new AgentFailure('CUT', `${mark} failed`, called(mark, 0).call);
  return { ...answerTo(ask, mark, isOpen), ...(ask.participants.some(({ model }) => model) && called(mark, round)) };
};

function called(mark: string, round: number) {
  const failed = anAttempt({ failure: 'MALFORMED', message: `${mark} malformed`, discardedText: `${mark} discarded` });
  return { call: aCall({ attempts: round === 0 ? [failed, anAttempt()] : [anAttempt()] }) };
}

function answerTo(ask: Parameters<Script>[0], mark: string, isOpen: boolean): Partial<Answer> {
  const { kind, participantId, participants, decision, ungrouped } = ask;
  const text = `${mark} says`;
  const other = participants.find(({ id }) => id !== participantId)?.id ?? null;
  const option = decision.options[0]?.id ?? null;
  const own = ['bob', 'p2'].includes(participantId) && kind === 'PROPOSAL' ? (decision.options[1]?.id ?? null) : option;
  if (kind === 'GROUPING')
    return {
      text,
      groups: ungrouped.map((_, at) => ({ candidateId: null, text: `${mark} answer ${at}`, members: [at] })),
    };
  if (kind === 'CRITIQUE') return { text, targetId: other };
  if (kind === 'MODERATION') return { text, ruling: { isFinal: true, side: other, answer: `${mark} ruling` } };
  const stated = [
    { option: own, stance: 'for' as const, criterion: `${mark} fit`, strength: 0.5, source: `${mark} src`, text },
  ];
  const open = isOpen && own === null ? { openAnswer: `${mark} ${participantId}` } : {};
  const evidence = decision.evidence.slice(0, 1).map(({ id }) => id);
  const said = { text, position: own, confidence: 0.7, reason: `${mark} reason`, citedPeer: other, evidence, stated };
  return { ...said, ...open, ranking: decision.options.map(({ id }) => id) };
}
