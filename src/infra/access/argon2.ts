import argon2 from 'argon2';
import type { PasswordHasher } from '../../domain/access/ports.ts';

/** What OWASP names as the least for argon2id: 19 MiB, two passes, one lane. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords under argon2id (RFC 9106), in its own encoding. */
export class Argon2Passwords implements PasswordHasher {
  private nobodys: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return argon2.hash(password, COST);
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    this.nobodys ??= this.hash('nobody has this password');
    const isRight = await argon2.verify(hash ?? (await this.nobodys), password);
    return hash !== null && isRight;
  }
}
