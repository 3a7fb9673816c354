import type { PasswordHasher } from '../../domain/access/ports.ts';

/** The minimum that OWASP recommends for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes passwords with argon2id (RFC 9106), in its own encoding. */
export class Argon2Passwords implements PasswordHasher {
  private placeholder: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    const { hash, argon2id } = await argon2();
    return hash(composed(password), { type: argon2id, ...COST });
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    this.placeholder ??= this.hash('no user has this password');
    const { verify } = await argon2();
    const isRight = await verify(hash ?? (await this.placeholder), composed(password));
    return hash !== null && isRight;
  }
}

/** One keyboard composes letters (NFC), another does not (NFD): the same password has to have the same bytes (RFC 8265, 4.2). */
function composed(password: string): string {
  return password.normalize('NFC');
}

/** Loaded with the first password, because the start of a server needs none. */
async function argon2() {
  const { default: loaded } = await import('argon2');
  return loaded;
}
