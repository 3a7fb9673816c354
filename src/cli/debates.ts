import type { Command } from 'commander';
import { exportDebates } from './debates-export.ts';
import { listDebates } from './debates-list.ts';
import { showDebate } from './debates-show.ts';

/** `aragora debates`: what is stored. */
export function debatesCommand(program: Command): void {
  const debates = program.command('debates').description('list, show and export debates');
  listDebates(debates);
  showDebate(debates);
  exportDebates(debates);
}

/** Runs the work with the address of a server. */
export async function withUrl(work: (url: string) => Promise<void>): Promise<void> {
  const { connect } = await import('../app.ts');
  const server = await connect();
  try {
    await work(server.url);
  } finally {
    await server.close();
  }
}
