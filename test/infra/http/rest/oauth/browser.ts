import type { IncomingHttpHeaders } from 'node:http';
import { send } from '../../support/requests.ts';

export interface Page {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Where it sends the browser, in full. */
  readonly location: string | undefined;
}

/** A browser as far as signing in goes: it keeps cookies of each origin, and is led on by redirections. */
export class Browser {
  /** Which server answers for a public origin at the moment, as a balancer decides. */
  readonly balanced = new Map<string, string>();
  private readonly cookies = new Map<string, Map<string, string>>();

  /** One request, not led on. */
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

  /** Is led on until it would be sent to an address that begins so. Throws where it comes to a stop before. */
  async ledTo(address: string, end: string): Promise<string> {
    for (let at = address, step = 0; step < 20; step++) {
      const { location, status, text } = await this.get(at);
      if (location === undefined) throw new Error(`stopped at ${at} with ${status}: ${text.slice(0, 300)}`);
      if (location.startsWith(end)) return location;
      at = location;
    }
    throw new Error(`${address} leads on and on`);
  }

  /** The cookies it holds of an origin. */
  jarOf(origin: string): Map<string, string> {
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }
}
