import { isPrivate } from '../../domain/access/sign-in/return-address.ts';
import { hosts } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';
import { parseUrl, Rejected, text, type ValueType, valueType } from '../config/value-types.ts';

/** Sign-in with Google, or with another OpenID Connect provider in its place. */
export const OAUTH_SETTINGS = {
  googleOauthClientId: setting({
    name: 'GOOGLE_OAUTH_CLIENT_ID',
    type: text('the id of an OAuth client'),
    default: undefined,
    example: '1234-abcd.apps.googleusercontent.com',
    description:
      'OAuth client id of this server at Google. Requires `GOOGLE_OAUTH_CLIENT_SECRET` and `GOOGLE_OAUTH_REDIRECT_URI`. Unset: no sign-in with Google.',
    group: 'access',
  }),
  googleOauthClientSecret: setting({
    name: 'GOOGLE_OAUTH_CLIENT_SECRET',
    type: text('the secret of an OAuth client'),
    default: undefined,
    example: 'your-secret',
    description: 'Secret of the OAuth client.',
    group: 'access',
    secret: true,
  }),
  googleOauthRedirectUri: setting({
    name: 'GOOGLE_OAUTH_REDIRECT_URI',
    type: browserAddress(),
    default: undefined,
    example: 'https://debates.example.com/api/auth/oauth/google/callback',
    description:
      'Address to which Google sends browsers back: the path `/api/auth/oauth/google/callback` of this server, as browsers reach it and exactly as registered with Google.',
    group: 'access',
  }),
  googleOauthIssuer: setting({
    name: 'GOOGLE_OAUTH_ISSUER',
    type: browserAddress(),
    default: 'https://accounts.google.com',
    description: 'OpenID Connect provider. Other providers than Google are for tests.',
    group: 'access',
  }),
  oauthSuccessUrl: setting({
    name: 'OAUTH_SUCCESS_URL',
    type: browserAddress(),
    default: undefined,
    example: 'https://debates.example.com/signed-in',
    description: 'Page for browsers after sign-in, unless `return_to` names another page.',
    group: 'access',
  }),
  oauthErrorUrl: setting({
    name: 'OAUTH_ERROR_URL',
    type: browserAddress(),
    default: undefined,
    example: 'https://debates.example.com/not-signed-in',
    description:
      'Page for browsers after a failed sign-in, with `?error=` and a code. Unset: the response has the code and a message.',
    group: 'access',
  }),
  oauthAllowedRedirectHosts: setting({
    name: 'OAUTH_ALLOWED_REDIRECT_HOSTS',
    type: hosts(),
    default: '',
    example: 'debates.example.com,localhost:5173',
    description:
      'Hosts to which browsers may be sent after sign-in, with the port unless it is the default port. Empty: no sign-in with Google.',
    group: 'access',
  }),
} as const satisfies Settings;

/** An address for browsers or of the provider, in normal form. */
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
