import { generateURI, ScureBase32Plugin, verifySync } from 'otplib';
import type { OneTimeCodes } from '../../domain/access/sign-in/totp.ts';

const STEP_SECONDS = 30;
const base32 = new ScureBase32Plugin();

/** The values of all authenticator apps. They are explicit, so that a new default of the library cannot change them. */
const FORM = { algorithm: 'sha1', digits: 6, period: STEP_SECONDS } as const;

/** Throws for a secret that is not base32 or is shorter than 128 bits. */
export const otplibCodes: OneTimeCodes = {
  secretOf: (bytes) => base32.encode(bytes, { padding: false }),

  address: (secret, issuer, account) => generateURI({ ...FORM, issuer, label: account, secret }),

  stepOf(secret, code, at) {
    const epoch = Math.floor(at.getTime() / 1000);
    // A tolerance of one step accepts both neighbours and no other step.
    const result = verifySync({ ...FORM, secret, token: code, epoch, epochTolerance: STEP_SECONDS });
    return result.valid && 'timeStep' in result ? result.timeStep : undefined;
  },
};
