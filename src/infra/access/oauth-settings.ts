import { isPrivate } from '../../domain/access/sign-in/return-address.ts';
import { hosts } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';
import { parseUrl, Rejected, text, type ValueType, valueType } from '../config/value-types.ts';

/** Signing in with Google, or with another provider of OpenID Connect that stands in for it. */
export const OAUTH_SETTINGS = {
  googleOauthClientId: setting({
    name: 'GOOGLE_OAUTH_CLIENT_ID',
    type: text('the id of an OAuth client'),
    default: undefined,
    example: '1234-abcd.apps.googleusercontent.com',
    description:
      'Client that Google knows this server as. Needs `GOOGLE_OAUTH_CLIENT_SECRET` and `GOOGLE_OAUTH_REDIRECT_URI` too. Unset: nobody signs in with Google.',
    group: 'access',
  }),
  googleOauthClientSecret: setting({
    name: 'GOOGLE_OAUTH_CLIENT_SECRET',
    type: text('the secret of an OAuth client'),
    default: undefined,
    example: 'your-secret',
    description: 'Secret of that client.',
    group: 'access',
    secret: true,
  }),
  googleOauthRedirectUri: setting({
    name: 'GOOGLE_OAUTH_REDIRECT_URI',
    type: browserAddress(),
    default: undefined,
    example: 'https://debates.example.com/api/auth/oauth/google/callback',
    description:
      'Where Google sends browsers back to: the path `/api/auth/oauth/google/callback` of this server as browsers reach it, exactly as it is registered with Google.',
    group: 'access',
  }),
  googleOauthIssuer: setting({
    name: 'GOOGLE_OAUTH_ISSUER',
    type: browserAddress(),
    default: 'https://accounts.google.com',
    description: 'Provider of OpenID Connect that is asked; another one than Google is for trying things out.',
    group: 'access',
  }),
  oauthSuccessUrl: setting({
    name: 'OAUTH_SUCCESS_URL',
    type: browserAddress(),
    default: undefined,
    example: 'https://debates.example.com/signed-in',
    description: 'Where a browser goes that has signed in, unless it named another page with `return_to`.',
    group: 'access',
  }),
  oauthErrorUrl: setting({
    name: 'OAUTH_ERROR_URL',
    type: browserAddress(),
    default: undefined,
    example: 'https://debates.example.com/not-signed-in',
    description:
      'Where a browser goes that could not sign in, with `?error=` and a code. Unset: it is answered with the code and a sentence.',
    group: 'access',
  }),
  oauthAllowedRedirectHosts: setting({
    name: 'OAUTH_ALLOWED_REDIRECT_HOSTS',
    type: hosts(),
    default: '',
    example: 'debates.example.com,localhost:5173',
    description:
      'Hosts that browsers may be sent to after signing in, each with its port unless that is the usual one. None: nobody can sign in with Google.',
    group: 'access',
  }),
} as const satisfies Settings;

/** An address that browsers are sent to or the provider is asked at, in its normal form. */
function browserAddress(): ValueType<string> {
  return valueType('an address https://host[:port][/path], or http:// on this machine', (value) => {
    const url = parseUrl(value);
    if (!url || !/^https?:$/.test(url.protocol)) {
      return new Rejected('it is not such an address', parseUrl(`https://${value}`)?.href);
    }
    const plain = `${url.origin}${url.pathname}`;
    if (url.username || url.password) return new Rejected('an address carries no user and no password', plain);
    if (url.search || url.hash) return new Rejected('it ends with its path', plain);
    if (isPrivate(url)) return url.href;
    return new Rejected('what is sent there can be read on the way', plain.replace(/^http:/, 'https:'));
  });
}
