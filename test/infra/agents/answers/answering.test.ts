import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../../../../src/domain/agents/language-model.ts';
import { Answering } from '../../../../src/infra/agents/answers/answering.ts';
import type { Heard } from '../../../../src/infra/agents/dialects/heard.ts';

const CALL: ModelCall = {
  ...{ model: { provider: 'local', model: 'm' }, system: 'Debate.', prompt: 'Which?', schema: null },
  ...{ maxOutputTokens: 100, timeoutMs: 1_000, silenceMs: 1_000 },
};

function heard(...events: readonly Heard[]): Answering {
  const answering = new Answering(CALL, () => {});
  for (const event of events) answering.hear(event);
  return answering;
}

describe('an answer in pieces', () => {
  it.each([
    [
      'a 0 after the count',
      [
        { input: 11, output: 7 },
        { input: 0, output: 0 },
      ],
    ],
    [
      'a 0 before the count',
      [
        { input: 0, output: 0 },
        { input: 11, output: 7 },
      ],
    ],
    [
      'each count in an event of its own',
      [
        { input: 11, output: 0 },
        { input: 0, output: 7 },
      ],
    ],
    ['counts that grow', [{ input: 11, output: 1 }, { output: 3 }, { output: 7 }]],
  ])('has its usage told by %s', (_, usages) => {
    const answering = heard(...usages.map((usage) => ({ text: 'a', usage })));
    expect(answering.reportedUsage).toEqual({ inputTokens: 11, outputTokens: 7, isEstimated: false });
  });

  it('has no usage when the last count is none that can be meant', () => {
    expect(heard({ text: 'a', usage: { input: 11, output: 7 } }, { usage: { output: null } }).reportedUsage).toBeNull();
  });

  it.each(['null', 'None', 'undefined', 'FINISH_REASON_UNSPECIFIED'])(
    'has not ended while its reason is %s',
    (reason) => {
      const answering = heard({ text: 'a', reason });
      expect(answering.patienceMs).toBeUndefined();
      expect(() => answering.finish()).toThrow('CUT');
      answering.hear({ text: 'b', reason: 'stop' });
      answering.hear({ reason });
      expect(answering.finish().text).toBe('ab');
    },
  );

  it('fails with what a provider reports after a stop reason without text', () => {
    const answering = heard({ reason: 'stop' });
    expect(() => answering.hear({ failure: { error: 'Rate limit exceeded' } })).toThrow('refused');
    expect(heard({ text: 'a', reason: 'stop' }).hear({ failure: { error: 'Shutting down' } })).toBe(true);
  });

  it('keeps a limited part of words beside it', () => {
    const answering = heard({ text: 'a' });
    for (let line = 0; line < 10_000; line++) answering.suspect('And so on, and so on.');
    expect(JSON.stringify(answering.because(new Error('terminated'))).length).toBeLessThan(10_000);
  });
});
