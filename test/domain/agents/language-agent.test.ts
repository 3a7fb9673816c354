import { describe, expect, it } from 'vitest';
import type { Generation } from '../../../src/domain/agents/gateway/generation.ts';
import { languageAgent } from '../../../src/domain/agents/language-agent.ts';
import type { TurnListener } from '../../../src/domain/debates/run/turn-request.ts';
import { checkAnswer } from '../../../src/domain/debates/run/turn-request.ts';
import { silent } from '../../support/services/silent-listener.ts';
import { saying } from './deliberator/saying.ts';
import { answer, modelAsk } from './panel.ts';

const options = { maxOutputTokens: 700 };
const signal = new AbortController().signal;

describe('the agent of a language model', () => {
  it('returns the prose of the answer, its position and its call', async () => {
    const agent = languageAgent(saying.info, saying.model, saying.words(answer({ text: 'Take "SQLite".\n' })), options);
    const ask = modelAsk('PROPOSAL');
    const given = await agent.ask(ask, silent, signal);
    expect(given).toMatchObject({ text: 'Take "SQLite".\n', position: 'sqlite', call: saying.call });
    expect(checkAnswer(given, ask)).toBe(given);
    expect(agent.info).toBe(saying.info);
  });

  it('sends the prose to the listener without the JSON around it', async () => {
    const seen: string[] = [];
    const listener: TurnListener = { ...silent, text: (piece) => seen.push(piece) };
    const agent = languageAgent(saying.info, saying.model, saying.words(answer({ text: 'Take "SQLite".\n' })), options);
    await agent.ask(modelAsk('PROPOSAL'), listener, signal);
    expect(seen.join('')).toBe('Take "SQLite".\n');
  });

  it('asks its model with its limit of output tokens', async () => {
    const asked: unknown[] = [];
    const generate = saying.words(answer());
    const agent = languageAgent(
      saying.info,
      saying.model,
      (model, wish, ...rest) => {
        asked.push({ model, maxOutputTokens: (wish as Generation<unknown>).maxOutputTokens });
        return generate(model, wish, ...rest);
      },
      options,
    );
    await agent.ask(modelAsk('VOTE'), silent, signal);
    expect(asked).toEqual([{ model: saying.model, maxOutputTokens: 700 }]);
  });

  it('does not start when the signal has aborted', async () => {
    const agent = languageAgent(saying.info, saying.model, saying.words(answer()), options);
    const reason = new Error('stopped');
    await expect(agent.ask(modelAsk('PROPOSAL'), silent, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
