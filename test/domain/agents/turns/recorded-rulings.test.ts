import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../../../src/domain/debates/run/turn-request.ts';
import { recordedDebates } from '../../../support/providers/recorded-words.ts';
import { modelAsk, moderatedPanel, noEvidence, wishFor } from '../panel.ts';

const debates = recordedDebates();

/** Removes apostrophes and quotes: ten of the recorded answers lost or gained one. */
function spoken(answer: string): string {
  return answer.replace(/['"’\\]/g, '');
}

function ask(task: string, kind: TurnRequest['kind'], round: number): TurnRequest {
  const decision = noEvidence({ task, options: [], criteria: [] });
  const participantId = kind === 'MODERATION' ? 'p3' : 'p4';
  const participants = moderatedPanel();
  return modelAsk(kind, {
    isOpen: true,
    decision,
    round,
    participants,
    participantId,
    protocol: { mode: 'MODERATED' },
  });
}

describe.skipIf(debates.length === 0)('the moderators and judges of the recorded debates', () => {
  it('come from 120 debates', () => {
    expect(debates).toHaveLength(120);
  });

  it.each(debates.map((debate) => [debate.id, debate] as const))('are read correctly in %s', (_, debate) => {
    const { Moderator: moderator = [], Judge: judge = [], 'Negative side': negative = [] } = debate.participants;
    const rulings = moderator.map((words, n) => wishFor(ask(debate.task, 'MODERATION', n + 1)).read(words));
    const last = rulings.findIndex(({ ruling }) => ruling?.isFinal);
    // A debate continues until the moderator has a preference, or until the judge decides after the fourth round.
    expect(last < 0 ? rulings.length : last + 1).toBe(negative.length);
    expect(last < 0).toBe(judge.length > 0);
    for (const [n, words] of moderator.entries()) {
      if (/preference': 'No'/.test(words))
        expect(rulings[n]?.ruling).toEqual({ isFinal: false, side: null, answer: null });
    }
    const decided = last < 0 ? wishFor(ask(debate.task, 'JUDGEMENT', 2)).read(judge[1] ?? '') : rulings[last];
    expect(decided?.ruling?.isFinal).toBe(true);
    expect(spoken(decided?.ruling?.answer ?? '')).toBe(spoken(debate.debateAnswer));
  });
});
