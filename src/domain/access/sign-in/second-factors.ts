import { userError } from '../../shared/errors.ts';
import type { Atomically, Clock, Random } from '../../shared/ports.ts';
import { checkReason } from '../../shared/reason.ts';
import { accessAction } from '../access-action.ts';
import { type Actor, requireOwnAccount } from '../actor.ts';
import type { Authentication } from '../authentication.ts';
import type { RecordAction, SecondFactorStore, SessionStore, UserStore } from '../ports.ts';
import type { User } from '../user.ts';
import type { LockOut } from './lock-out.ts';
import { findRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
import type { Totp, TotpEnrolment } from './totp.ts';

export interface SecondFactorsPorts {
  readonly users: UserStore;
  readonly secondFactors: SecondFactorStore;
  readonly sessions: Pick<SessionStore, 'endAll'>;
  readonly totp: Totp;
  readonly lockOut: LockOut;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly recordAction: RecordAction;
  readonly atomically: Atomically;
  readonly random: Random;
  readonly clock: Clock;
}

interface DisableFactor {
  readonly code: string;
  readonly reason?: string | undefined;
}

/** Authenticator apps. A first code confirms the set-up; from then on every sign-in requires a code. */
export class SecondFactors {
  private readonly ports: SecondFactorsPorts;

  constructor(ports: SecondFactorsPorts) {
    this.ports = ports;
  }

  /** Creates a secret for the app. It has no effect until `confirm`. Throws a `UserError` (CONFLICT) when there is a factor. */
  async setUp(actor: Actor): Promise<TotpEnrolment> {
    const { secondFactors, totp } = this.ports;
    const user = await this.userOf(actor);
    if ((await secondFactors.find(user))?.confirmedAt)
      throw userError('CONFLICT', 'There is a second factor already. Disable it first.');
    const enrolment = totp.enrol(user.email);
    await secondFactors.save(user, enrolment.secret);
    return enrolment;
  }

  /**
   * Activates the factor with a first code, and ends the other sessions of the user: they were opened without it. Returns
   * recovery codes: shown once, each usable once.
   */
  async confirm(actor: Actor, { code }: { readonly code: string }): Promise<readonly string[]> {
    const { secondFactors, sessions, totp, lockOut, atomically, random, clock } = this.ports;
    const user = await this.userOf(actor);
    const factor = await secondFactors.find(user);
    if (!factor || factor.confirmedAt) throw userError('CONFLICT', 'There is nothing to confirm. Set one up first.');
    await lockOut.begin(codesOf(user), null);
    const step = totp.accept(factor.secret, code, factor.lastStep);
    if (step === undefined) throw wrongCode();
    await lockOut.succeeded(codesOf(user), null);
    const { codes, hashes } = makeRecoveryCodes(random, user.id);
    await atomically(async () => {
      if (!(await secondFactors.takeStep(user.id, step))) throw wrongCode();
      await secondFactors.confirm(user.id, hashes, clock.now());
      await sessions.endAll(user.id, clock.now(), actor.sessionId);
      await this.ports.recordAction(actor, accessAction('second-factor.confirmed', 'user', user.id));
    });
    this.ports.authentication.forget();
    return codes;
  }

  /** Removes the factor, and ends the other sessions of the user; this requires a code. Throws a `UserError` as `check` does, and CONFLICT when there is no factor. */
  async disable(actor: Actor, { code, reason }: DisableFactor): Promise<void> {
    checkReason(reason);
    const { secondFactors, sessions, atomically, recordAction, clock } = this.ports;
    const user = await this.userOf(actor);
    if (!(await secondFactors.isConfirmed(user.id)))
      throw userError('CONFLICT', 'There is no second factor to disable.');
    await this.check(user, code);
    await atomically(async () => {
      await secondFactors.remove(user.id);
      await sessions.endAll(user.id, clock.now(), actor.sessionId);
      await recordAction(actor, accessAction('second-factor.disabled', 'user', user.id, { reason: reason ?? null }));
    });
    this.ports.authentication.forget();
  }

  /**
   * Accepts a sign-in that needs no code, or has a valid code: from the app, or a recovery code. Each code works once. Throws
   * a `UserError`: MFA_CODE_REQUIRED without a code, SIGN_IN_REFUSED for a wrong one, TOO_MANY_ATTEMPTS.
   */
  async check(user: User, code: string | null): Promise<void> {
    const { secondFactors, lockOut, totp } = this.ports;
    const factor = await secondFactors.find(user);
    if (!factor?.confirmedAt) return;
    if (code === null) throw userError('MFA_CODE_REQUIRED', 'Give a code of your authenticator app too.', ['code']);
    await lockOut.begin(codesOf(user), null);
    const step = totp.accept(factor.secret, code, factor.lastStep);
    const recovery = step === undefined ? findRecoveryCode(factor.recovery, code, user.id) : undefined;
    const isGood =
      step !== undefined
        ? await secondFactors.takeStep(user.id, step)
        : recovery !== undefined && (await secondFactors.takeRecovery(user.id, recovery));
    if (!isGood) throw wrongCode();
    await lockOut.succeeded(codesOf(user), null);
  }

  private async userOf(actor: Actor): Promise<User> {
    requireOwnAccount(actor);
    const user = await this.ports.users.find(actor.userId);
    if (!user) throw userError('CONFLICT', 'This caller has no account, so it has no second factor.');
    return user;
  }
}

/** Failed codes are counted separately from failed passwords. */
function codesOf({ id }: User): string {
  return `codes of ${id}`;
}

function wrongCode() {
  return userError('SIGN_IN_REFUSED', 'This code is wrong, or was used before. Wait for the next one.', ['code']);
}
