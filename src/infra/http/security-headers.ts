import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** Responses load nothing else. Pages have a policy of their own. */
const POLICY = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };

/** The security headers of Helmet. They are the same for every response, so they are made once. */
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
