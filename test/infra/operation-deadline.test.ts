import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { outcomeInTime } from '../../src/infra/http/deadlines.ts';
import { OperationDeadline } from '../../src/infra/operation-deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aDeadline = () => new OperationDeadline({ queryMs: 100, mutationMs: 200 });

it('is late once, also when the client is waited for afterwards', () => {
  const deadline = aDeadline();
  vi.advanceTimersByTime(150);
  const { late } = deadline;
  expect(late).toBeInstanceOf(Error);
  deadline.pause();
  deadline.resume();
  vi.advanceTimersByTime(1_000);
  expect(deadline.late).toBe(late);
});

it('does not count the time of the client', () => {
  const deadline = aDeadline();
  deadline.pause();
  vi.advanceTimersByTime(1_000);
  deadline.resume();
  vi.advanceTimersByTime(90);
  expect(deadline.late).toBeUndefined();
  vi.advanceTimersByTime(20);
  expect(deadline.late).toBeInstanceOf(Error);
});

it('ends a stream that starts too late, and survives one that cannot be ended', async () => {
  const started = Promise.withResolvers<object>();
  const outcome = outcomeInTime(aDeadline(), () => started.promise);
  await vi.advanceTimersByTimeAsync(150);
  expect(await outcome).toEqual({ errors: [expect.any(GraphQLError)] });
  const end = vi.fn(async () => {
    throw new Error('The connection is lost.');
  });
  // An unhandled rejection would fail this test.
  started.resolve({ return: end });
  await vi.advanceTimersByTimeAsync(10);
  expect(end).toHaveBeenCalledOnce();
});
