import type { Clock, Random } from '../../shared/ports.ts';

/** Codes of authenticator apps: RFC 6238 with SHA-1, 6 digits and steps of 30 s from 1970 on, which every app supports. */
export interface OneTimeCodes {
  /** The secret of these bytes in base32 without padding, as people type it into an app. */
  secretOf(bytes: Uint8Array): string;
  /** The address `otpauth://totp/…` that an app reads as a QR code. It contains the secret. */
  address(secret: string, issuer: string, account: string): string;
  /** The step of a code: the current, previous or next one; undefined when the code matches none of them. */
  stepOf(secret: string, code: string, at: Date): number | undefined;
}

/** The data for an authenticator app, shown once. */
export interface TotpEnrolment {
  /** 160 bits in base32. Stored encrypted. */
  readonly secret: string;
  readonly address: string;
}

interface TotpPorts {
  readonly codes: OneTimeCodes;
  readonly random: Random;
  readonly clock: Clock;
}

const ISSUER = 'Aragora';
/** As long as the output of SHA-1, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

/** The time-based second factor. The caller counts failures and locks. */
export class Totp {
  private readonly ports: TotpPorts;

  constructor(ports: TotpPorts) {
    this.ports = ports;
  }

  /** Creates a secret for an account; the app shows this text as its name. It has no effect until a code is accepted. */
  enrol(account: string): TotpEnrolment {
    const { codes, random } = this.ports;
    const secret = codes.secretOf(Buffer.from(random.hex(SECRET_BYTES), 'hex'));
    return { secret, address: codes.address(secret, ISSUER, account) };
  }

  /**
   * The step of an accepted code, to be stored as the last one; undefined for a wrong code, and for a step that is not later
   * than `lastStep`, so that a code cannot be used again. `lastStep` is null until a code is accepted. Of two concurrent
   * requests the store accepts one: it writes a step only when the stored one is smaller.
   */
  accept(secret: string, typed: string, lastStep: number | null): number | undefined {
    const code = typed.replace(/[\s-]/g, '');
    if (!/^[0-9]{6}$/.test(code)) return undefined;
    const step = this.ports.codes.stepOf(secret, code, this.ports.clock.now());
    return step === undefined || step <= (lastStep ?? -1) ? undefined : step;
  }
}
