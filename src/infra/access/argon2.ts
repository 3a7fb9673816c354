import type { PasswordHasher } from '../../domain/access/ports.ts';

/** What OWASP names as the least for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords under argon2id (RFC 9106), in its own encoding. */
export class Argon2Passwords implements PasswordHasher {
  private nobodys: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    const { hash, argon2id } = await argon2();
    return hash(password, { type: argon2id, ...COST });
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    this.nobodys ??= this.hash('nobody has this password');
    const { verify } = await argon2();
    const isRight = await verify(hash ?? (await this.nobodys), password);
    return hash !== null && isRight;
  }
}

/** Loaded with the first password: a server that is starting needs none. */
async function argon2() {
  const { default: loaded } = await import('argon2');
  return loaded;
}
