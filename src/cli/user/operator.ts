import { print, printJson } from '../terminal/terminal.ts';

interface Options {
  readonly json?: true;
}

/** `aragora user grant-operator`. */
export async function grantOperator(email: string, { json }: Options): Promise<void> {
  const { operators } = await import('../../app/app.ts');
  const { id } = await operators.grant(email);
  if (json) printJson({ id, email, isOperator: true });
  else print([`${email} operates the server now (${id}).`]);
}

/** `aragora user revoke-operator`. */
export async function revokeOperator(email: string, { json }: Options): Promise<void> {
  const { operators } = await import('../../app/app.ts');
  const { id } = await operators.revoke(email);
  if (json) printJson({ id, email, isOperator: false });
  else print([`${email} does not operate the server any more (${id}).`]);
}
