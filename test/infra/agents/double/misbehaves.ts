import { describe, expect, it } from 'vitest';
import type { ProviderId } from '../../../../src/domain/agents/provider-id.ts';
import { ABSENCES } from './absences.ts';
import type { Command } from './command.ts';
import { commandsOf } from './commands/commands-of.ts';
import { DoubleWorld } from './double-world.ts';
import { verify, verifyMemory } from './verify.ts';
import { VOICES } from './voices/voices.ts';

/** Kinds that move megabytes, and would take the time of tests beside them. */
const ALONE = 'output beyond the answer';
const REFUSED = 'a part of the request is refused';

/** The tests of everything that a double of the provider does on command. */
export function misbehaves(provider: ProviderId): void {
  const kinds = Object.entries(commandsOf(provider));
  describe.each(kinds)(`${provider} misbehaves: %s`, (kind, commands) => {
    for (const command of commands) {
      test(provider, command, kind !== ALONE, verify);
      if (kind === REFUSED && command.outcome.without !== undefined) {
        test(provider, { ...command, name: `${command.name}: remembered` }, true, verifyMemory);
      }
    }
  });

  it(`has a name of its own for everything that ${provider} does`, () => {
    const names = kinds.flatMap(([, commands]) => commands.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });

  it(`lacks of the commands for ${provider} only what its protocol has no words for`, () => {
    const said = kinds.flatMap(([, commands]) => commands.map(({ say }) => say(VOICES[provider], provider)));
    const reasons = Object.groupBy(
      said.filter((one) => typeof one === 'string'),
      (reason) => reason,
    );
    const counts = Object.entries(reasons).map(([reason, all]) => [reason, all?.length]);
    expect(Object.fromEntries(counts)).toEqual(ABSENCES[provider]);
  });
}

function test(provider: ProviderId, command: Command, concurrent: boolean, verifyIt: typeof verify): void {
  const said = command.say(VOICES[provider], provider);
  // `ABSENCES` counts what the protocol of the provider has no words for.
  if (typeof said === 'string') return;
  it(command.name, { concurrent }, async () => {
    const world = new DoubleWorld(provider);
    try {
      await verifyIt(world, command, said);
    } finally {
      await world.close();
    }
  });
}
