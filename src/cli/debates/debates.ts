import type { Command } from 'commander';
import { exportCommand } from './debates-export.ts';
import { forkCommand } from './debates-fork.ts';
import { groundTruthCommand } from './debates-ground-truth.ts';
import { interjectCommand } from './debates-interject.ts';
import { listCommand } from './debates-list.ts';
import { showCommand } from './debates-show.ts';

/** `aragora debates`: the commands for stored and running debates. */
export function debatesCommand(program: Command): void {
  const debates = program
    .command('debates')
    .description('list, show, export and fork debates, interject, and record the ground truth');
  listCommand(debates);
  showCommand(debates);
  exportCommand(debates);
  interjectCommand(debates);
  groundTruthCommand(debates);
  forkCommand(debates);
}
