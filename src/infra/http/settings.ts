import { hosts, listenAddress, networks, origins } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';
import { port, secretTexts } from '../config/value-types.ts';

/** The ports of the server, who may call them, and the trusted proxies and services. */
export const HTTP_SETTINGS = {
  host: setting({
    name: 'ARAGORA_HOST',
    type: listenAddress(),
    default: '127.0.0.1',
    description: 'Address to listen on. Other than loopback only in production.',
    group: 'server',
  }),
  apiPort: setting({
    name: 'ARAGORA_API_PORT',
    type: port(),
    default: '8080',
    description: 'Port of the HTTP API; 0 takes any free port.',
    group: 'server',
  }),
  wsPort: setting({
    name: 'ARAGORA_WS_PORT',
    type: port(),
    default: '8765',
    description: 'Port of the WebSocket endpoint; 0 takes any free port.',
    group: 'server',
  }),
  allowedOrigins: setting({
    name: 'ARAGORA_ALLOWED_ORIGINS',
    type: origins(),
    default: '',
    example: 'https://debates.example.com,http://localhost:5173',
    description:
      'Other web origins whose pages may call the API from a browser. In development those of this machine may call anyway.',
    group: 'server',
  }),
  allowedHosts: setting({
    name: 'ARAGORA_ALLOWED_HOSTS',
    type: hosts(),
    default: '',
    example: 'aragora:8080,my-tunnel.example.com',
    description: 'Further names under which the server may be addressed, for containers and tunnels.',
    group: 'server',
  }),
  trustedProxies: setting({
    name: 'ARAGORA_TRUSTED_PROXIES',
    type: networks(),
    default: '',
    example: '127.0.0.1,10.0.0.0/8',
    description:
      'Proxies whose `X-Forwarded-For` says where a request comes from. None: the address of a caller is that of its connection.',
    group: 'access',
  }),
  serviceTokens: setting({
    name: 'ARAGORA_SERVICE_TOKEN',
    type: secretTexts(32),
    default: undefined,
    example: 'another-output-of-openssl-rand-hex-32',
    description:
      'What services send as `X-Service-Token` to act as the user that `X-User-ID` names. Needs `ARAGORA_TRUSTED_SERVICES` too. While it is being replaced: the new one and the old one, with a comma between. Unset: such headers are ignored.',
    group: 'access',
    secret: true,
  }),
  trustedServices: setting({
    name: 'ARAGORA_TRUSTED_SERVICES',
    type: networks(),
    default: '',
    example: '10.1.0.0/16',
    description:
      'Addresses that services call from, by their own connections; addresses that a proxy passes on do not count.',
    group: 'access',
  }),
} as const satisfies Settings;
