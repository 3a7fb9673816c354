import { expect, it } from 'vitest';
import { hostileInput } from './hostile-input.ts';
import { strangerInputs } from './support/hostile/stranger-inputs.ts';

it('no input of a stranger costs much of the processor or holds up the event loop', async () => {
  expect((await hostileInput('small', () => {})).broken).toEqual([]);
});

it('the inputs are the same for the same seed, and of every transport', () => {
  const inputs = strangerInputs(2_400, 7);
  expect(strangerInputs(2_400, 7)).toEqual(inputs);
  expect(new Set(inputs.map(({ way }) => way))).toEqual(
    new Set(['POST', 'GET', 'EVENTS', 'SOCKET', 'REST', 'TOGETHER']),
  );
  expect(new Set(inputs.map(({ text }) => text)).size).toBeGreaterThan(800);
});
