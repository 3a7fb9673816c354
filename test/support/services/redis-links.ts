import { afterEach, onTestFinished } from 'vitest';
import { RedisLink } from '../../../src/infra/redis/redis.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';

/** A namespace in Redis that only this test uses. */
export function aNamespace(): string {
  return `test:${systemRandom.hex(8)}`;
}

/**
 * A link that is closed with the test, and the messages that it reported. It is open, or, with a number, it has been opening
 * for this many turns of the event loop.
 */
export async function aLink(url: string, namespace: string | undefined, turns?: number) {
  const told: string[] = [];
  const link = new RedisLink({
    ...{ url, clock: systemClock, ...(namespace !== undefined && { namespace }) },
    onLost: (reason) => told.push(`lost: ${reason}`),
    onBack: () => told.push('back'),
  });
  onTestFinished(() => link.close());
  const opening = link.open();
  if (turns === undefined) await opening;
  else for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  return { link, told, opening };
}

/** Creates open links. Each is closed after the test that created it, in the suite that calls this function. */
export function linksTo(url: string): (namespace: string) => Promise<RedisLink> {
  const links: RedisLink[] = [];
  afterEach(async () => {
    for (const link of links.splice(0)) await link.close();
  });
  return async (namespace) => {
    const link = new RedisLink({ url, namespace, clock: systemClock, onLost: () => {}, onBack: () => {} });
    links.push(link);
    await link.open();
    return link;
  };
}
