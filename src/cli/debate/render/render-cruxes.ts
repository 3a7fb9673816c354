import { besideLabel, type Page } from '../../terminal/page.ts';
import { printable, wrap } from '../../terminal/text.ts';
import type { WholeDebate } from '../debate-event.ts';
import { type Labelled, optionName } from '../view-state.ts';

type Crux = NonNullable<WholeDebate['verdict']>['cruxes'][number];

const MAX_CRUXES = 3;

/** The evidence that the verdict depends on, with the verdict that would follow without it. */
export function renderCruxes(debate: WholeDebate, cruxes: readonly Crux[], page: Page): string[] {
  if (cruxes.length === 0) return wrap('none: no single piece of evidence would change the verdict', besideLabel(page));
  const shown = cruxes.slice(0, MAX_CRUXES).flatMap((crux) => renderCrux(crux, debate, page));
  const rest = cruxes.length - MAX_CRUXES;
  const more = rest > 0 ? [page.paint('dim', `and ${rest} less important ones`)] : [];
  return [page.paint('dim', 'the evidence that the verdict depends on'), ...shown, ...more];
}

function renderCrux(crux: Crux, debate: WholeDebate, page: Page): string[] {
  const source = debate.evidence.find(({ key }) => key === crux.evidenceKey)?.source;
  const quote = source?.quote ? `"${source.quote}"` : (source?.title ?? '');
  const lines = [consequence(crux), ...(quote ? [quote] : [])];
  const body = lines.flatMap((line) => wrap(line, besideLabel(page) - 2));
  return [page.paint('bold', printable(crux.evidenceKey)), ...body.map((line) => `  ${line}`)];
}

/** The verdict at the nearest strength that changes it, and without the evidence. */
function consequence(crux: Crux): string {
  const { strength, flipsAtStrength, winnerAtStrength, flipsWithout, winnerWithout } = crux;
  const given = `Strength ${strength.toFixed(2)}`;
  const without = winner(winnerWithout);
  if (flipsAtStrength === null) return flipsWithout ? `${given}; without it ${without}.` : `${given}.`;
  const at = `${given}; at ${flipsAtStrength.toFixed(2)}`;
  const then = winner(winnerAtStrength);
  if (!flipsWithout) return `${at} ${then}.`;
  return then === without ? `${at}, and without it, ${then}.` : `${at} ${then}; without it ${without}.`;
}

function winner(option: Labelled | null): string {
  return option === null ? 'no option would win' : `${optionName(option)} would win`;
}
