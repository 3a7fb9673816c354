import type { Turn } from './debate-event.ts';
import type { Page } from './page.ts';
import { plural, printable, usd } from './text.ts';

type Call = NonNullable<Turn['call']>;

/** A dim line about how an answer came about; nothing for agents that call nobody. */
export function renderCall(call: Call | null, { paint }: Page): string[] {
  if (call === null) return [];
  const tokens = plural(call.inputTokens + call.outputTokens, 'token');
  const cost = call.costUsd === null ? 'price not known' : usd(call.costUsd);
  const line = `${(call.latencyMs / 1000).toFixed(1)} s · ${tokens} · ${cost}`;
  return [...fallback(call).map((text) => paint('yellow', `    ${text}`)), paint('dim', `    ${line}`)];
}

/** Every failed attempt with what happened, and who answered in the end. */
function fallback({ attempts, servedModel, requestedModel }: Call): string[] {
  const failed = attempts.filter(({ failure }) => failure !== null);
  if (failed.length === 0) return [];
  const why = failed.map(({ provider, model, failure, message }) => {
    return printable(`⚠ ${provider}:${model} ${failure}: ${message ?? 'no reason given'}`);
  });
  if (servedModel === null || servedModel === requestedModel) return why;
  return [...why, printable(`→ ${servedModel} answered instead`)];
}
