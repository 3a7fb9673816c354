import { UserError, userError } from '../../domain/shared/errors.ts';

/** Runs statements of the mapper: its connection. */
interface Statements {
  execute(statement: unknown, values?: readonly unknown[], ...rest: never[]): Promise<unknown>;
}

/**
 * Refuses statements whose values hold a NUL. The mapper writes its values into the text of the statement, which ends at a
 * NUL for the server: its error reads like one of a broken connection.
 */
export function refuseNulIn(connection: Statements): void {
  const mapper = Object.getPrototypeOf(connection) as Statements;
  connection.execute = async (statement, values, ...rest) => {
    checkStorable(values);
    return mapper.execute.call(connection, statement, values, ...rest);
  };
}

/** Throws an error for a text that the database can neither store nor compare; its cause is the one for the caller. */
export function checkStorable(values: readonly unknown[] = []): void {
  if (!values.some(hasNul)) return;
  const cause = userError('INVALID_INPUT', 'A text of the input holds the NUL character. Take it out.');
  // The mapper makes an error of its own of every error, which keeps only the cause.
  throw new Error('A value of a statement holds a NUL.', { cause });
}

/** The error for the caller, where the statement was refused; undefined for another error. */
export function refusedValue(error: unknown): UserError | undefined {
  return error instanceof Error && error.cause instanceof UserError ? error.cause : undefined;
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return Array.isArray(value) && value.some(hasNul);
}
