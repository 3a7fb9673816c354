import type { EstimateDebateQuery } from '../../generated/graphql.ts';
import type { Answered } from '../../server/api.ts';
import { labelledText, type Page } from '../../terminal/page.ts';
import { usd } from '../../terminal/text.ts';

export type Estimate = NonNullable<Answered<EstimateDebateQuery>['estimateDebate']['estimate']>;

/** The estimate from the earliest possible end to the latest. */
export function renderEstimate(
  { calls, inputTokens, outputTokens, costUsd, unpriced }: Estimate,
  page: Page,
): string[] {
  const range = (least: number, most: number) => (least === most ? `${least}` : `${least} to ${most}`);
  const cost = costUsd === null ? `unknown: no price for ${unpriced.join(', ')}` : costOf(costUsd);
  return [
    ...labelledText(page, 'Calls', range(calls.least, calls.most)),
    ...labelledText(page, 'Tokens read', range(inputTokens.least, inputTokens.most)),
    ...labelledText(page, 'Tokens written', range(outputTokens.least, outputTokens.most)),
    ...labelledText(page, 'Cost', cost),
  ];
}

function costOf({ least, most }: NonNullable<Estimate['costUsd']>): string {
  return least === most ? usd(least) : `${usd(least)} to ${usd(most)}`;
}
