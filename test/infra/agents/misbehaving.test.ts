import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROVIDER_IDS, type ProviderId } from '../../../src/domain/agents/provider-id.ts';
import type { Command } from './double/command.ts';
import { commandsOf } from './double/commands/commands-of.ts';
import { DoubleWorld } from './double/double-world.ts';
import { verify, verifyMemory } from './double/verify.ts';
import { VOICES } from './double/voices/voices.ts';

/**
 * What the program does not do yet, by provider: names of commands, each of which has to fail here, or whole kinds, which
 * are left out. A command that passes fails the tests: remove it then.
 */
const NOT_YET: Partial<Record<ProviderId, readonly string[]>> = JSON.parse(
  readFileSync(new URL('double/not-yet.json', import.meta.url), 'utf8'),
);

/** Kinds that move megabytes, and would take the time of tests beside them. */
const ALONE = 'output beyond the answer';
const REFUSED = 'a part of the request is refused';

describe.each(PROVIDER_IDS)('%s misbehaves:', (provider) => {
  for (const [kind, commands] of Object.entries(commandsOf(provider))) {
    describe.skipIf(NOT_YET[provider]?.includes(kind))(kind, () => {
      for (const command of commands) {
        test(provider, command, kind !== ALONE, verify);
        if (kind === REFUSED && command.outcome.without !== undefined) {
          test(provider, { ...command, name: `${command.name}: remembered` }, true, verifyMemory);
        }
      }
    });
  }
});

it('names nothing as not done that does not exist', () => {
  for (const provider of PROVIDER_IDS) {
    const names = Object.values(commandsOf(provider)).flatMap((commands) => commands.map(({ name }) => name));
    expect(new Set(names).size, `${provider}: each name once`).toBe(names.length);
    const known = [...Object.keys(commandsOf(provider)), ...names.flatMap((name) => [name, `${name}: remembered`])];
    expect((NOT_YET[provider] ?? []).filter((name) => !known.includes(name))).toEqual([]);
  }
});

type Verify = typeof verify;

function test(provider: ProviderId, command: Command, concurrent: boolean, verifyIt: Verify): void {
  const said = command.say(VOICES[provider], provider);
  if (typeof said === 'string') {
    it.skip(`${command.name} – not in this protocol: ${said}`);
    return;
  }
  const fails = NOT_YET[provider]?.includes(command.name) ?? false;
  it(command.name, { concurrent, fails }, async () => {
    const world = new DoubleWorld(provider);
    try {
      await verifyIt(world, command, said);
    } finally {
      await world.close();
    }
  });
}
