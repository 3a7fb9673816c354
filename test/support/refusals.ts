import { UserError, type UserErrorDetail } from '../../src/domain/shared/errors.ts';

/** The problems with which the work was refused. Throws when it was not. */
export async function problemsOf(work: () => unknown): Promise<readonly UserErrorDetail[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return error.details;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** `CODE path.of.the.field` of every problem with which the work was refused. */
export async function refusals(work: () => unknown): Promise<readonly string[]> {
  return (await problemsOf(work)).map(({ code, field }) => `${code} ${field.join('.')}`);
}
