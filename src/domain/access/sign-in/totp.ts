import type { Clock, Random } from '../../shared/ports.ts';

/** Codes of authenticator apps: RFC 6238 with SHA-1, 6 digits and steps of 30 s from 1970 on, which every app knows. */
export interface OneTimeCodes {
  /** The bytes of a secret in base32 without padding, as people type it into an app. */
  secretOf(bytes: Uint8Array): string;
  /** The address `otpauth://totp/…` that an app reads as a QR code. It holds the secret. */
  address(secret: string, issuer: string, account: string): string;
  /** The step whose code it is: that of the moment, the one before or the one after; undefined when none of them. */
  stepOf(secret: string, code: string, at: Date): number | undefined;
}

/** What a person puts into an authenticator app, shown once. */
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

  /** A new secret for an account, which is named in the app by this text. It counts once a code of it was accepted. */
  enrol(account: string): TotpEnrolment {
    const { codes, random } = this.ports;
    const secret = codes.secretOf(Buffer.from(random.hex(SECRET_BYTES), 'hex'));
    return { secret, address: codes.address(secret, ISSUER, account) };
  }

  /**
   * The step of an accepted code, to be kept as the last one; undefined for a wrong code, and for one whose step is not
   * later than `lastStep`, so that a code that was seen cannot be used again. Null: none was accepted yet. Two requests at once
   * are told apart by the store: it writes the step only where that kept is smaller.
   */
  accept(secret: string, typed: string, lastStep: number | null): number | undefined {
    const code = typed.replace(/[\s-]/g, '');
    if (!/^[0-9]{6}$/.test(code)) return undefined;
    const step = this.ports.codes.stepOf(secret, code, this.ports.clock.now());
    return step === undefined || step <= (lastStep ?? -1) ? undefined : step;
  }
}
