import { describe, expect, it } from 'vitest';
import { Agents, DELIBERATOR } from '../../../src/domain/agents/agents.ts';
import { deliberate } from '../../../src/domain/agents/deliberator/deliberator.ts';
import { silent } from '../../support/services/silent-listener.ts';
import { askOf, workedExample } from './deliberator/builders.ts';

const signal = new AbortController().signal;
const ask = askOf(workedExample(), 'PROPOSAL', 'ann');

describe('the agents', () => {
  it('list the built-in agent as rule-based and without a key', () => {
    expect(new Agents().list()).toEqual([DELIBERATOR.info]);
    expect(new Agents().find('deliberator')).toMatchObject({ provider: 'builtin', model: null, needsKey: false });
    expect(new Agents().find('deliberator')?.description).toMatch(/rule-based.*no language model/i);
    expect(new Agents().find('nobody')).toBeNull();
  });

  it('find the agent of the participant, also when `ask` is called as a plain function', async () => {
    const { ask: panel } = new Agents();
    await expect(panel(ask, silent, signal)).resolves.toEqual(deliberate(ask));
  });

  it('reject an unknown agent and an unknown participant', async () => {
    const participants = ask.participants.map((one) => ({ ...one, agentId: 'oracle' }));
    await expect(new Agents().ask({ ...ask, participants }, silent, signal)).rejects.toThrow(
      'There is no agent oracle to answer for ann; there are: deliberator.',
    );
    await expect(new Agents().ask({ ...ask, participantId: 'zoe' }, silent, signal)).rejects.toThrow(
      'zoe does not take part',
    );
  });

  it('reject with the reason of an aborted signal', async () => {
    const reason = new Error('The debate was cancelled.');
    await expect(new Agents().ask(ask, silent, AbortSignal.abort(reason))).rejects.toBe(reason);
    await expect(DELIBERATOR.ask(ask, silent, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
