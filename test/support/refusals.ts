import { UserError, type UserErrorDetail } from '../../src/domain/shared/errors.ts';

/** The user errors of the work. Throws when the work succeeds. */
export async function problemsOf(work: () => unknown): Promise<readonly UserErrorDetail[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return error.details;
    throw error;
  }
  throw new Error('The work was not refused.');
}

/** `CODE path.of.the.field` of every user error of the work. */
export async function refusals(work: () => unknown): Promise<readonly string[]> {
  return (await problemsOf(work)).map(({ code, field }) => `${code} ${field.join('.')}`);
}
