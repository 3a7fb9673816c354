import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../src/cli/debate/debate-event.ts';
import { renderCall } from '../../../../src/cli/debate/render/render-call.ts';
import { plainPage } from '../../builders.ts';

type Call = NonNullable<Turn['call']>;

function call(change: Partial<Call> = {}): Call {
  const usage = { latencyMs: 1_240, inputTokens: 300, outputTokens: 60, costUsd: 0.02 };
  return { requestedModel: 'openai:gpt', servedModel: 'openai:gpt', attempts: [], ...usage, ...change };
}

function attempt(failure: Call['attempts'][number]['failure'], message: string | null = null) {
  return { provider: 'OPENAI' as const, model: 'gpt', failure, message };
}

const shown = (one: Call | null) => renderCall(one, plainPage(60));

describe('a call', () => {
  it('is shown with its time, its tokens and its price', () => {
    expect(shown(null)).toEqual([]);
    expect(shown(call())).toEqual(['    1.2 s · 360 tokens · $0.02']);
    expect(shown(call({ costUsd: null }))).toEqual(['    1.2 s · 360 tokens · unknown price']);
  });

  it('shows failures in lines that fit the page, and equal failures only once', () => {
    const limited = attempt('RATE_LIMIT', 'OpenAI takes no more calls at the moment: try again in 2 s.');
    const lines = shown(call({ attempts: [limited, limited, attempt('CUT')], servedModel: 'xai:grok' }));
    expect(lines.slice(0, -1)).toEqual([
      '    ⚠ openai:gpt RATE_LIMIT, 2 times: OpenAI takes no more',
      '    calls at the moment: try again in 2 s.',
      '    ⚠ openai:gpt CUT: no reason given',
      '    → xai:grok answered instead',
    ]);
  });

  it('names the model that answered even if the requested model was not tried', () => {
    const lines = shown(call({ attempts: [attempt(null)], servedModel: 'xai:grok' }));
    expect(lines[0]).toBe('    → xai:grok answered instead');
  });

  it('shows no tokens and no cost if all attempts were refused', () => {
    const refused = call({ attempts: [attempt('AUTH', 'No.')], inputTokens: 0, outputTokens: 0, servedModel: null });
    expect(shown(refused)).toEqual(['    ⚠ openai:gpt AUTH: No.', '    1.2 s']);
  });
});
