import type { ExecutionResult } from 'graphql';

/**
 * GraphiQL shows one result at a time. Of a subscription, this yields each result with those before it, newest first,
 * under `extensions.earlier`, at most `limit` of them.
 */
export function withEarlierResults(
  results: AsyncIterable<ExecutionResult>,
  limit: number,
): AsyncIterableIterator<ExecutionResult> {
  const source = results[Symbol.asyncIterator]();
  let earlier: ExecutionResult[] = [];
  const shown = (result: ExecutionResult): ExecutionResult => {
    const seen = earlier;
    earlier = [result, ...earlier].slice(0, limit);
    return seen.length === 0 ? result : { ...result, extensions: { ...result.extensions, earlier: seen } };
  };
  // Not a generator: `return` of a generator that waits for the next result would wait for it, too, and Stop with it.
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const step = await source.next();
      return step.done ? step : { done: false, value: shown(step.value) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
