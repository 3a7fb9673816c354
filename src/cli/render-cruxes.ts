import type { WholeDebate } from './debate-event.ts';
import type { Page } from './page.ts';
import { optionName, type Scene, sceneOf } from './scene.ts';
import { plural, shorten, wrap } from './text.ts';

type Crux = NonNullable<WholeDebate['verdict']>['cruxes'][number];

const MOST = 3;

/** The evidence on which the verdict hangs, each with what would become of the verdict. */
export function renderCruxes(debate: WholeDebate, cruxes: readonly Crux[], page: Page): string[] {
  if (cruxes.length === 0) return ['none: no single piece of evidence would change the verdict'];
  const scene = sceneOf(debate);
  const shown = cruxes.slice(0, MOST).flatMap((crux) => {
    const item = debate.evidence.find(({ id }) => id === crux.evidenceId);
    const said = item ? shorten(item.source.quote ?? item.source.title, page.width - 20) : '';
    return [
      page.paint('bold', crux.evidenceId),
      `  ${item?.source.quote ? `"${said}"` : said}`,
      ...wrap(consequence(crux, scene), Math.max(20, page.width - 20)).map((line) => `  ${line}`),
    ];
  });
  const rest = cruxes.length - MOST;
  return rest > 0
    ? [...shown, page.paint('dim', `and ${plural(rest, 'more crux').replace('cruxs', 'cruxes')}`)]
    : shown;
}

function consequence(crux: Crux, scene: Scene): string {
  const { strength, flipsAtStrength, winnerAtStrength, flipsWithout, winnerWithout } = crux;
  const given = `strength ${strength.toFixed(2)}`;
  const nearest =
    flipsAtStrength === null
      ? `${given}; no other strength changes the verdict`
      : `${given}; at ${flipsAtStrength.toFixed(2)} ${winner(winnerAtStrength, scene)}`;
  return flipsWithout ? `${nearest}; without it ${winner(winnerWithout, scene)}` : nearest;
}

function winner(id: string | null, scene: Scene): string {
  return id === null ? 'no option would win' : `${optionName(scene, id)} would win`;
}
