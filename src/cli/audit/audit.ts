import type { Command } from 'commander';
import { auditExportCommand } from './audit-export.ts';
import { auditListCommand } from './audit-list.ts';
import { auditVerifyCommand } from './audit-verify.ts';

/** `aragora audit`: the commands of the audit log. */
export function auditCommand(program: Command): void {
  const audit = program.command('audit').description('list, export and verify the audit log');
  auditListCommand(audit);
  auditExportCommand(audit);
  auditVerifyCommand(audit);
}
