import pino from 'pino';
import { onTestFinished } from 'vitest';
import { readConfig } from '../../../../../src/app/config.ts';
import { googleSignIn } from '../../../../../src/app/features/access/google-sign-in.ts';
import { oauthRoutes } from '../../../../../src/app/features/access/oauth-routes.ts';
import { LOCAL_OWNER } from '../../../../../src/domain/access/actor.ts';
import type { Identity, SignInAnswer } from '../../../../../src/domain/access/sign-in/oauth-ports.ts';
import type { SharedState } from '../../../../../src/domain/shared/ports.ts';
import { knowCallers } from '../../../../../src/infra/http/identity/caller.ts';
import { ClientAddress } from '../../../../../src/infra/http/identity/client-address.ts';
import { Credentials } from '../../../../../src/infra/http/identity/credentials.ts';
import { ServiceHeaders } from '../../../../../src/infra/http/identity/service-headers.ts';
import { serveRoutes } from '../../../../../src/infra/http/rest/serve-routes.ts';
import { createHttp } from '../../../../../src/infra/http/server.ts';
import { Metrics } from '../../../../../src/infra/metrics/metrics.ts';
import { systemClock, systemRandom } from '../../../../../src/infra/runtime.ts';
import { MemorySharedState } from '../../../../../src/infra/shared-state/memory.ts';
import { FakeClock } from '../../../../support/fake-clock.ts';
import type { Settings } from '../../support/a-server.ts';
import { callPorts } from '../support/call-ports.ts';
import { CLIENT } from './real-provider.ts';

/** The public address of the server. A `Browser` has a map from this address to the server that answers. */
export const PUBLIC = 'http://127.0.0.1:9';
export const START = `${PUBLIC}/api/auth/oauth/google`;
export const CALLBACK = `${START}/callback`;
export const SUCCESS = 'https://app.example.com/welcome';
export const ERROR = 'https://app.example.com/oops';

export const GOOGLE: Settings = {
  GOOGLE_OAUTH_CLIENT_ID: CLIENT.id,
  GOOGLE_OAUTH_CLIENT_SECRET: CLIENT.secret,
  GOOGLE_OAUTH_REDIRECT_URI: CALLBACK,
  OAUTH_SUCCESS_URL: SUCCESS,
  OAUTH_ERROR_URL: ERROR,
  OAUTH_ALLOWED_REDIRECT_HOSTS: 'app.example.com,localhost:5173',
};

interface SignInServerOptions {
  readonly settings: Settings;
  readonly shared?: SharedState;
  readonly answer?: () => Promise<SignInAnswer>;
}

/** A server with only the routes of the sign-in. It notes every sign-in and every failure. */
export async function aSignInServer({ settings, shared, answer }: SignInServerOptions) {
  const clock = new FakeClock();
  const signedIn: (Identity & { address: string | null })[] = [];
  const failures: { code: string; reason: string }[] = [];
  const metrics = new Metrics();
  const http = await createHttp({
    ...{ logger: pino({ level: 'silent' }), metrics, maxBodyBytes: 1_024, where: '' },
    operationLimits: { queryMs: 60_000, mutationMs: 60_000 },
    ...{ allowedHosts: [], allowedOrigins: [], ownPorts: new Set<string>(), allowsLoopback: false },
  });
  const options = googleSignIn(readConfig(settings), {
    clock: systemClock,
    random: systemRandom,
    shared: shared ?? new MemorySharedState(clock),
    signInWithIdentity: async (identity) => {
      signedIn.push(identity);
      return answer ? answer() : { ok: true, code: 'once-only' };
    },
    emit: (name, detail) => {
      if (name === 'signInFailed') failures.push(detail as { code: string; reason: string });
    },
  });
  const clientAddress = new ClientAddress({ trustedProxies: [], trustedServices: [] });
  const credentials = new Credentials(clientAddress, new ServiceHeaders({ clientAddress, tokens: [], metrics }));
  knowCallers(http, { actorOf: async () => LOCAL_OWNER }, credentials);
  serveRoutes(http, oauthRoutes(options), callPorts());
  onTestFinished(() => http.close());
  return { url: await http.listen({ host: '127.0.0.1', port: 0 }), clock, signedIn, failures };
}
