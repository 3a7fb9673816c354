import type { IncomingHttpHeaders } from 'node:http';
import { send } from '../../support/requests.ts';

export interface Page {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The full address of the redirect. */
  readonly location: string | undefined;
}

/** A browser with the parts that a sign-in needs: it keeps the cookies of each origin, and follows redirects. */
export class Browser {
  /** The server that a load balancer would choose for a public origin at the moment. */
  readonly balanced = new Map<string, string>();
  private readonly cookies = new Map<string, Map<string, string>>();

  /** Sends one request and follows no redirect. */
  async get(address: string): Promise<Page> {
    const { origin, pathname, search } = new URL(address);
    const jar = this.jarOf(origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const server = this.balanced.get(origin) ?? origin;
    const { status, headers, text } = await send(`${server}${pathname}${search}`, {
      headers: { authorization: undefined, ...(cookie && { cookie }) },
    });
    for (const line of headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    const location = headers.location && new URL(headers.location, address).href;
    return { status, headers, text, location };
  }

  /** Follows redirects until the next address starts with `end`. Throws when a response is not a redirect. */
  async ledTo(address: string, end: string): Promise<string> {
    for (let at = address, step = 0; step < 20; step++) {
      const { location, status, text } = await this.get(at);
      if (location === undefined) throw new Error(`stopped at ${at} with ${status}: ${text.slice(0, 300)}`);
      if (location.startsWith(end)) return location;
      at = location;
    }
    throw new Error(`${address} leads on and on`);
  }

  /** The cookies of an origin. */
  jarOf(origin: string): Map<string, string> {
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }
}
