import { type Settings, setting } from '../config/setting.ts';
import { moment, secretText, wholeNumber } from '../config/value-types.ts';

/** Credentials of callers. */
export const ACCESS_SETTINGS = {
  jwtSecret: setting({
    name: 'ARAGORA_JWT_SECRET',
    type: secretText(32),
    default: undefined,
    example: 'the-output-of-openssl-rand-hex-32',
    description:
      'Secret that signs access tokens. Required in production. Unset: a secret in a file of `ARAGORA_DATA_DIR`.',
    group: 'access',
    secret: true,
  }),
  jwtSecretPrevious: setting({
    name: 'ARAGORA_JWT_SECRET_PREVIOUS',
    type: secretText(32),
    default: undefined,
    example: 'the-secret-before-that-was-in-use',
    description: 'The previous secret. Its tokens are valid until `ARAGORA_JWT_SECRET_PREVIOUS_UNTIL`.',
    group: 'access',
    secret: true,
  }),
  jwtSecretPreviousUntil: setting({
    name: 'ARAGORA_JWT_SECRET_PREVIOUS_UNTIL',
    type: moment(),
    default: undefined,
    example: '2027-01-31T12:00:00Z',
    description: 'Time when tokens of the previous secret expire.',
    group: 'access',
  }),
  jwtExpiryHours: setting({
    name: 'ARAGORA_JWT_EXPIRY_HOURS',
    type: wholeNumber(1, 168, 'hours'),
    default: '24',
    description:
      'Lifetime of an access token in hours. Permissions are looked up for each request, not read from the token.',
    group: 'access',
  }),
  refreshTokenExpiryDays: setting({
    name: 'ARAGORA_REFRESH_TOKEN_EXPIRY_DAYS',
    type: wholeNumber(1, 90, 'days'),
    default: '30',
    description: 'Lifetime of a session in days. Refreshing does not extend it.',
    group: 'access',
  }),
  adminMfaGraceDays: setting({
    name: 'ARAGORA_ADMIN_MFA_GRACE_DAYS',
    type: wholeNumber(0, 30, 'days'),
    default: '7',
    description:
      'Days for which a new user may use administrative permissions without a second factor. Afterwards they are withheld.',
    group: 'access',
  }),
  apiToken: setting({
    name: 'ARAGORA_API_TOKEN',
    type: secretText(16),
    default: undefined,
    example: 'the-output-of-openssl-rand-hex-32',
    description:
      'For simple installations: a request with it as bearer token acts as the owner of the first workspace. The commands send it too.',
    group: 'access',
    secret: true,
  }),
} as const satisfies Settings;
