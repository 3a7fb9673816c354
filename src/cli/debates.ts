import type { Command } from 'commander';
import { exportCommand } from './debates-export.ts';
import { listCommand } from './debates-list.ts';
import { showCommand } from './debates-show.ts';

/** `aragora debates`: what is stored. */
export function debatesCommand(program: Command): void {
  const debates = program.command('debates').description('list, show and export debates');
  listCommand(debates);
  showCommand(debates);
  exportCommand(debates);
}
