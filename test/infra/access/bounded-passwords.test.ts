import { expect, it } from 'vitest';
import type { PasswordHasher } from '../../../src/domain/access/ports.ts';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { BoundedPasswords } from '../../../src/infra/access/bounded-passwords.ts';

/** A hasher that finishes a hash when the test says so. */
class HeldPasswords implements PasswordHasher {
  most = 0;
  private readonly held: (() => void)[] = [];

  async hash(password: string): Promise<string> {
    await new Promise<void>((resolve) => {
      this.held.push(resolve);
      this.most = Math.max(this.most, this.held.length);
    });
    if (password === 'bad') throw new Error('It cannot be hashed.');
    return `hash of ${password}`;
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    return (await this.hash(password)) === hash;
  }

  async endOne(): Promise<void> {
    this.held.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('two passwords are hashed at once, three wait, and the next is rejected as unavailable', async () => {
  const inner = new HeldPasswords();
  const passwords = new BoundedPasswords(inner, { atOnce: 2, waiting: 3 });
  const all = ['a', 'b', 'c', 'd', 'e'].map((password) => passwords.verify(password, `hash of ${password}`));
  await expect(passwords.hash('f')).rejects.toThrow(Unavailable);
  for (let nth = 0; nth < 5; nth++) await inner.endOne();
  expect(await Promise.all(all)).toEqual([true, true, true, true, true]);
  expect(inner.most).toBe(2);
});

it('a hash that fails makes room for the next one', async () => {
  const inner = new HeldPasswords();
  const passwords = new BoundedPasswords(inner, { atOnce: 1, waiting: 1 });
  const [bad, good] = [passwords.hash('bad'), passwords.hash('good')];
  const failed = expect(bad).rejects.toThrow('It cannot be hashed.');
  await inner.endOne();
  await failed;
  await inner.endOne();
  expect(await good).toBe('hash of good');
});
