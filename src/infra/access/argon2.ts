import type { PasswordHasher } from '../../domain/access/ports.ts';

/** The minimum that OWASP recommends for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes passwords with argon2id (RFC 9106), in its own encoding. */
export class Argon2Passwords implements PasswordHasher {
  private placeholder: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    const { hash, argon2id } = await argon2();
    return hash(password, { type: argon2id, ...COST });
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    this.placeholder ??= this.hash('no user has this password');
    const { verify } = await argon2();
    const isRight = await verify(hash ?? (await this.placeholder), password);
    return hash !== null && isRight;
  }
}

/** Loaded with the first password, because the start of a server needs none. */
async function argon2() {
  const { default: loaded } = await import('argon2');
  return loaded;
}
