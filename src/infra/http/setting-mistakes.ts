import { isLoopback } from '../config/network-types.ts';
import type { FindMistakes } from '../config/setting.ts';
import { serviceMistakes } from './service-mistakes.ts';

/** Ports, addresses and services that do not fit together. */
export const httpMistakes: FindMistakes = (values, set) => [
  ...samePortMistake(values),
  ...publicAddressMistake(values),
  ...serviceMistakes(values, set),
];

/** An address that others can reach is for production only: there, callers must prove who they are. */
function publicAddressMistake({ env, host }: Readonly<Record<string, unknown>>): string[] {
  if (env === 'production' || host === undefined || isLoopback(String(host))) return [];
  return [
    `ARAGORA_HOST is ${host}, which others can reach: only with ARAGORA_ENV=production. Or write ARAGORA_HOST=127.0.0.1.`,
  ];
}

function samePortMistake({ apiPort, wsPort }: Record<string, unknown>): string[] {
  if (apiPort !== wsPort || apiPort === 0 || apiPort === undefined) return [];
  return [
    `ARAGORA_API_PORT and ARAGORA_WS_PORT are both ${apiPort}: give each a port of its own, or 0 for any free one.`,
  ];
}
