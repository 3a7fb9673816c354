import { expect } from 'vitest';
import type { Command, Outcome } from './command.ts';
import type { DoubleServer, Received, Script } from './double-server.ts';
import type { DoubleWorld, Seen } from './double-world.ts';

/** Larger counts of tokens are no counts. */
const PLAUSIBLE = 1e9;
const LET_GO_MS = 20_000;

/** Makes the call of a command, and compares everything that its outcome names. */
export async function verify(world: DoubleWorld, { wish, outcome, silenceMs }: Command, said: Script): Promise<void> {
  const seen = await world.call(said, wish, silenceMs);
  verifyAnswer(seen, outcome);
  verifyNumbers(seen, outcome);
  verifyRequests(world.server, outcome);
  const last = world.server.received.at(-1);
  if (outcome.isLetGo && last) expect(await isLetGo(last), 'the connection is let go').toBe(true);
  if (outcome.maxSent !== undefined) expect(last?.sent, 'bytes sent').toBeLessThan(outcome.maxSent);
}

/** A part of the request that was refused once is not sent again. */
export async function verifyMemory(world: DoubleWorld, { wish }: Command, said: Script): Promise<void> {
  await world.call(said, wish);
  const again = await world.call(said, wish);
  expect(again.result.error).toBeNull();
  expect(world.server.received, 'requests of the second call').toHaveLength(1);
}

function verifyAnswer(
  { result: { answer, error, attempt }, live }: Seen,
  { text, code, live: wanted, maxKept, message }: Outcome,
) {
  const got = error === null ? { text: answer?.value.text.trim() } : { code: error.code };
  if (text !== undefined) expect(got, `${error?.message}`).toEqual({ text });
  if (code !== undefined) expect([code].flat(), JSON.stringify(got)).toContain(error?.code);
  if (message) expect(error?.message).toMatch(message);
  if (wanted !== undefined) expect(live.trim(), 'live text').toBe(wanted);
  if (maxKept !== undefined) {
    expect(error?.partialText.length ?? 0, 'characters kept').toBeLessThan(maxKept);
    expect(live.length, 'characters shown').toBeLessThan(maxKept);
  }
  expect(attempt.message ?? '').not.toContain('\u0000');
}

/** No number of a provider is taken over unless it can be a count. */
function verifyNumbers({ result: { attempt } }: Seen, { isEstimated, usage }: Outcome) {
  for (const count of [attempt.inputTokens, attempt.outputTokens]) {
    expect(Number.isInteger(count) && count >= 0 && count <= PLAUSIBLE, `${count} is a count`).toBe(true);
  }
  if (isEstimated !== undefined) expect(attempt.isEstimated, 'isEstimated').toBe(isEstimated);
  if (usage) expect(attempt).toMatchObject(usage);
}

function verifyRequests({ received }: DoubleServer, { requests = 1, without, withInstead }: Outcome) {
  expect(received.length, 'requests').toBe(requests);
  const last = received.at(-1)?.body ?? '';
  if (without) expect(last).not.toMatch(without);
  if (withInstead) expect(last).toMatch(withInstead);
}

async function isLetGo({ letGo }: Received): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), LET_GO_MS);
  const was = await Promise.race([letGo, late.promise]);
  clearTimeout(timer);
  return was;
}
