import { describe, expect, it } from 'vitest';
import { Agents, DELIBERATOR } from '../../../src/domain/agents/agents.ts';
import { deliberate } from '../../../src/domain/agents/deliberator/deliberator.ts';
import { silent } from '../../support/services/silent-listener.ts';
import { askOf, workedExample } from './deliberator/builders.ts';

const signal = new AbortController().signal;
const ask = askOf(workedExample(), 'PROPOSAL', 'ann');

describe('the agents', () => {
  it('say that the built-in one is rule-based and needs no key', () => {
    expect(new Agents().list()).toEqual([DELIBERATOR.info]);
    expect(new Agents().find('deliberator')).toMatchObject({ provider: 'builtin', model: null, needsKey: false });
    expect(new Agents().find('deliberator')?.description).toMatch(/rule-based.*no language model/i);
    expect(new Agents().find('nobody')).toBeNull();
  });

  it('answer for the participant whose agent they are, also when the function is handed on alone', async () => {
    const { ask: panel } = new Agents();
    await expect(panel(ask, silent, signal)).resolves.toEqual(deliberate(ask));
  });

  it('reject for an agent or a participant that there is not', async () => {
    const participants = ask.participants.map((one) => ({ ...one, agentId: 'oracle' }));
    await expect(new Agents().ask({ ...ask, participants }, silent, signal)).rejects.toThrow(
      'There is no agent oracle to answer for ann; there are: deliberator.',
    );
    await expect(new Agents().ask({ ...ask, participantId: 'zoe' }, silent, signal)).rejects.toThrow(
      'zoe does not take part',
    );
  });

  it('reject with the reason of a signal that has aborted', async () => {
    const reason = new Error('The debate was cancelled.');
    await expect(new Agents().ask(ask, silent, AbortSignal.abort(reason))).rejects.toBe(reason);
    await expect(DELIBERATOR.ask(ask, silent, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
