import { expect, it } from 'vitest';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { unavailable } from '../../../src/infra/postgres/unavailable.ts';

function rethrown(error: Error): unknown {
  try {
    return unavailable(new Error('The statement failed.', { cause: error }));
  } catch (thrown) {
    return thrown;
  }
}

const coded = (code: string) => Object.assign(new Error(code), { code });

it.each([
  ...['08006', '53300', '57014', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH'].map(
    coded,
  ),
  Object.assign(coded('ENOENT'), { syscall: 'connect' }),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Client has encountered a connection error and is not queryable'),
  Object.assign(new Error('database "aragora" is not currently accepting connections'), { code: '55000' }),
])('$message is reported as temporary', (error) => {
  expect(rethrown(error)).toMatchObject({
    name: 'Unavailable',
    message: expect.stringContaining('cannot be reached at the moment'),
  });
});

it('a full disk is reported as such', () => {
  expect(rethrown(coded('53100'))).toMatchObject({ message: expect.stringContaining('no room left on its disk') });
});

it.each(['23505', '42601', '22P02', 'ENOENT'])('%s is passed on unchanged', (code) => {
  expect(rethrown(coded(code))).not.toBeInstanceOf(Unavailable);
});
