import { QUERY } from './events.ts';
import type { Program } from './program.ts';
import { connect, startClient } from './server.ts';

/** The minimum number of events that each joiner has missed. */
const BACKLOG = 200;

export interface Joined {
  readonly joiners: number;
  readonly cursors: number;
  readonly messages: number;
  /** Number of different events that were executed. */
  readonly events: number;
  readonly executions: number;
}

/** Joins subscribers at once after different events; all of them read up to the end. */
export async function join(program: Program, joiners: number): Promise<Joined> {
  while (program.published() < 2 * BACKLOG) await program.publish(Math.min(50, 2 * BACKLOG - program.published()));
  await program.process.ask('countCalls');
  const client = startClient();
  const { port, greeting } = program;
  const end = program.published();
  const starts = Array.from({ length: BACKLOG }, (_, at) => ({ variables: program.startAfter(at + 1), has: at + 1 }));
  await connect(client, { port, greeting, query: QUERY, subscribers: joiners, starts });
  await client.ask('until', end);
  const executions = await program.process.ask<number>('calls', 'executeForGroup');
  client.kill();
  const messages = Array.from({ length: joiners }, (_, at) => end - (starts[at % BACKLOG]?.has ?? 0));
  const total = messages.reduce((sum, count) => sum + count, 0);
  return { joiners, cursors: BACKLOG, messages: total, events: end - 1, executions };
}
