import { networks } from './network-types.ts';
import { secretTexts } from './value-types.ts';
import { variable } from './variable.ts';

/** Whose word counts for who somebody else is. */
export const peerVariables = {
  trustedProxies: variable({
    name: 'ARAGORA_TRUSTED_PROXIES',
    type: networks(),
    default: '',
    example: '127.0.0.1,10.0.0.0/8',
    description:
      'Proxies whose `X-Forwarded-For` says where a request comes from. None: the address of a caller is that of its connection.',
    group: 'access',
  }),
  serviceTokens: variable({
    name: 'ARAGORA_SERVICE_TOKEN',
    type: secretTexts(32),
    default: undefined,
    example: 'another-output-of-openssl-rand-hex-32',
    description:
      'What services send as `X-Service-Token` to act as the user that `X-User-ID` names. Needs `ARAGORA_TRUSTED_SERVICES` too. While it is being replaced: the new one and the old one, with a comma between. Unset: such headers are ignored.',
    group: 'access',
    secret: true,
  }),
  trustedServices: variable({
    name: 'ARAGORA_TRUSTED_SERVICES',
    type: networks(),
    default: '',
    example: '10.1.0.0/16',
    description:
      'Addresses that services call from, by their own connections; whatever a proxy passes on is not theirs.',
    group: 'access',
  }),
};
