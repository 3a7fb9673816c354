import type { Command } from 'commander';
import { addSubcommands } from '../command/subcommands.ts';

/** `aragora debates`: the commands for stored and running debates. */
export function debatesCommand(command: Command): void {
  addSubcommands(command, [
    {
      name: 'list',
      description: 'list debates, newest first',
      load: async () => (await import('./debates-list.ts')).listCommand,
    },
    {
      name: 'show',
      description: 'show a debate with all its turns',
      load: async () => (await import('./debates-show.ts')).showCommand,
    },
    {
      name: 'export',
      description: 'print debates with all their turns, oldest first',
      load: async () => (await import('./debates-export.ts')).exportCommand,
    },
    {
      name: 'interject',
      description: 'send a text to the debaters, who get it from the next phase on',
      load: async () => (await import('./debates-interject.ts')).interjectCommand,
    },
    {
      name: 'ground-truth',
      description: 'record which option turned out right; weights and policy use it from then on',
      load: async () => (await import('./debates-ground-truth.ts')).groundTruthCommand,
    },
    {
      name: 'fork',
      description: 'start a debate that shares the events of another one up to an event, and continues from there',
      load: async () => (await import('./debates-fork.ts')).forkCommand,
    },
  ]);
}
