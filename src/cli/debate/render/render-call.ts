import { type Page, paragraph } from '../../terminal/page.ts';
import { plural, usd } from '../../terminal/text.ts';
import type { Turn } from '../debate-event.ts';

type Call = NonNullable<Turn['call']>;

/** Failed attempts of a call, then its time, tokens and cost. No lines for agents without a model. */
export function renderCall(call: Call | null, page: Page): string[] {
  if (call === null) return [];
  const problems = [...failures(call), ...substitute(call)].flatMap((text) => paragraph(page, 4, text));
  return [...problems.map((line) => page.paint('yellow', line)), page.paint('dim', `    ${taken(call)}`)];
}

/** Failed attempts with their reasons; equal ones are one line with a count. */
function failures({ attempts }: Call): string[] {
  const times = new Map<string, { readonly about: string; readonly why: string; count: number }>();
  for (const { provider, model, failure, message } of attempts.filter((attempt) => attempt.failure !== null)) {
    const [about, why] = [`⚠ ${provider.toLowerCase()}:${model} ${failure}`, message ?? 'no reason given'];
    const known = times.get(about + why);
    if (known) known.count++;
    else times.set(about + why, { about, why, count: 1 });
  }
  return [...times.values()].map(({ about, why, count }) => `${about}${count > 1 ? `, ${count} times` : ''}: ${why}`);
}

function substitute({ servedModel, requestedModel }: Call): string[] {
  return servedModel === null || servedModel === requestedModel ? [] : [`→ ${servedModel} answered instead`];
}

function taken({ latencyMs, inputTokens, outputTokens, costUsd }: Call): string {
  const seconds = `${(latencyMs / 1000).toFixed(1)} s`;
  const tokens = inputTokens + outputTokens;
  // A refused call has no tokens and no cost.
  if (tokens === 0) return seconds;
  return `${seconds} · ${plural(tokens, 'token')} · ${costUsd === null ? 'unknown price' : usd(costUsd)}`;
}
