import { type Settings, setting } from '../config/setting.ts';
import { moment, secretText, wholeNumber } from '../config/value-types.ts';

/** By what callers prove who they are. */
export const ACCESS_SETTINGS = {
  jwtSecret: setting({
    name: 'ARAGORA_JWT_SECRET',
    type: secretText(32),
    default: undefined,
    example: 'the-output-of-openssl-rand-hex-32',
    description:
      'Secret that access tokens are signed with. Needed in production; else unset: one in a file of `ARAGORA_DATA_DIR`.',
    group: 'access',
    secret: true,
  }),
  jwtSecretPrevious: setting({
    name: 'ARAGORA_JWT_SECRET_PREVIOUS',
    type: secretText(32),
    default: undefined,
    example: 'the-secret-before-that-was-in-use',
    description: 'The secret before, whose tokens are good until `ARAGORA_JWT_SECRET_PREVIOUS_UNTIL`.',
    group: 'access',
    secret: true,
  }),
  jwtSecretPreviousUntil: setting({
    name: 'ARAGORA_JWT_SECRET_PREVIOUS_UNTIL',
    type: moment(),
    default: undefined,
    example: '2027-01-31T12:00:00Z',
    description: 'When tokens of the previous secret stop being good.',
    group: 'access',
  }),
  jwtExpiryHours: setting({
    name: 'ARAGORA_JWT_EXPIRY_HOURS',
    type: wholeNumber(1, 168, 'hours'),
    default: '24',
    description: 'Hours that an access token is good for; what it may do is looked up anew all the time.',
    group: 'access',
  }),
  refreshTokenExpiryDays: setting({
    name: 'ARAGORA_REFRESH_TOKEN_EXPIRY_DAYS',
    type: wholeNumber(1, 90, 'days'),
    default: '30',
    description: 'Days after which a session ends, however often it was refreshed.',
    group: 'access',
  }),
  adminMfaGraceDays: setting({
    name: 'ARAGORA_ADMIN_MFA_GRACE_DAYS',
    type: wholeNumber(0, 30, 'days'),
    default: '7',
    description:
      'Days that a new user may hold administrative permissions without a second factor; then they wait for one.',
    group: 'access',
  }),
  apiToken: setting({
    name: 'ARAGORA_API_TOKEN',
    type: secretText(16),
    default: undefined,
    example: 'the-output-of-openssl-rand-hex-32',
    description:
      'For simple set-ups: a request with it as bearer token acts as the owner of the first workspace. The commands send it too.',
    group: 'access',
    secret: true,
  }),
} as const satisfies Settings;
