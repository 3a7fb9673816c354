import type { Command } from 'commander';
import { addSubcommands } from '../command/subcommands.ts';

/** `aragora audit`: the commands of the audit log. */
export function auditCommand(command: Command): void {
  addSubcommands(command, [
    {
      name: 'list',
      description: 'list audit entries, newest first',
      load: async () => (await import('./audit-list.ts')).auditListCommand,
    },
    {
      name: 'export',
      description: 'print the audit log, oldest entry first; only the JSON lines can be verified',
      load: async () => (await import('./audit-export.ts')).auditExportCommand,
    },
    {
      name: 'verify',
      description: 'check every entry of the audit log and its order; exits with 1 if the log is not valid',
      load: async () => (await import('./audit-verify.ts')).auditVerifyCommand,
    },
  ]);
}
