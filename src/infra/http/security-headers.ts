import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** What answers may bring along besides themselves: nothing. Pages have a policy of their own. */
const POLICY = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/** The headers that protect whoever is answered. They are the same for every answer, so Helmet is asked once. */
export function securityHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  const protect = helmet({ contentSecurityPolicy: POLICY, strictTransportSecurity: { includeSubDomains: false } });
  protect({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}
