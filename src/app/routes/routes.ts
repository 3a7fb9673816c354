import type { Clock } from '../../domain/shared/ports.ts';
import type { Route } from '../../infra/http/rest/route.ts';
import type { Metrics } from '../../infra/metrics/metrics.ts';
import type { Doors } from '../feature.ts';
import { accountRoutes } from './accounts.ts';
import { agentRoutes } from './agents.ts';
import { debateRoutes } from './debates.ts';
import { oauthRoutes } from './oauth.ts';
import { receiptRoutes } from './receipts.ts';
import { signInLinkRoutes } from './sign-in-links.ts';
import { systemRoutes } from './system.ts';

/** The REST table: the rows of all features. */
export function allRoutes(
  { access, debates, google, receipts, system }: Pick<Doors, 'access' | 'debates' | 'google' | 'receipts' | 'system'>,
  metrics: Metrics,
  clock: Pick<Clock, 'now'>,
): readonly Route[] {
  return [
    ...systemRoutes(system, metrics),
    ...agentRoutes(clock),
    ...receiptRoutes(receipts),
    ...debateRoutes(debates),
    ...accountRoutes(access),
    ...signInLinkRoutes(access),
    ...oauthRoutes(google),
  ];
}
