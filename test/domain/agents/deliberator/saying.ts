import type { AgentInfo } from '../../../../src/domain/agents/agent.ts';
import type { Generate } from '../../../../src/domain/agents/gateway/generation.ts';
import type { Call } from '../../../../src/domain/shared/call.ts';

const call: Call = { requestedModel: 'openai:gpt-5.4', servedModel: 'openai:gpt-5.4', attempts: [] };

const info: AgentInfo = {
  ...{ id: 'openai-agent', label: 'GPT', provider: 'openai', model: 'gpt-5.4', family: 'openai' },
  ...{ description: 'A language model.', needsKey: true, isAvailable: true, isPriceKnown: true },
};

/** A model that gives the same answer to every request. The listener receives its text in two pieces. */
export const saying = {
  call,
  info,
  model: { provider: 'openai', model: 'gpt-5.4' },
  words(text: string): Generate {
    return async (_model, wish, listener) => {
      const show = wish.reader?.() ?? ((piece: string) => piece);
      const half = Math.floor(text.length / 2);
      for (const piece of [text.slice(0, half), text.slice(half)]) listener.text(show(piece));
      return { value: wish.read(text), text, call };
    };
  },
};
