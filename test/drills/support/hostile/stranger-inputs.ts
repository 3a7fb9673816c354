import { ResetPasswordDocument, SignInDocument } from '../../../../src/cli/generated/graphql.ts';
import { BODIES, type Body } from './bodies.ts';
import { DOCUMENTS } from './documents.ts';
import { HEADS, TOGETHER } from './heads.ts';
import { pickerOf } from './picker.ts';
import { VARIABLES } from './variables.ts';

/** What a caller without a credential sends, and how. */
export interface StrangerInput {
  /** Names its kind. */
  readonly name: string;
  readonly way: 'POST' | 'GET' | 'EVENTS' | 'SOCKET' | 'REST' | 'TOGETHER';
  /** A body, a message, the address of a GET, or all that is written to a connection. */
  readonly text: string;
  /** Path of a REST route. */
  readonly path?: string;
  /** Media type, where it is another than JSON. */
  readonly type?: string;
  /** Headers of a GET. */
  readonly headers?: Readonly<Record<string, string>>;
}

const WAYS = ['POST', 'GET', 'EVENTS', 'SOCKET'] as const;
const PUBLIC = [String(SignInDocument), String(ResetPasswordDocument)];
const ROUTES = ['/api/auth/refresh', '/api/auth/link', '/api/auth/sign-in-link', '/api/auth/api-key', '/nowhere'];

/** Inputs of strangers: every kind of variables, documents and bodies over every transport. The same for the same seed. */
export function strangerInputs(count: number, seed: number): readonly StrangerInput[] {
  const pick = pickerOf(seed);
  const kinds = [
    ...VARIABLES.map(variablesOf),
    ...DOCUMENTS.map(documentOf),
    ...BODIES.map(bodyOf),
    ...HEADS.map(headOf),
    ...TOGETHER.map(togetherOf),
  ];
  return Array.from({ length: count }, (_, nth) =>
    (kinds[nth % kinds.length] as Kind)(pick, Math.floor(nth / kinds.length)),
  );
}

type Pick = ReturnType<typeof pickerOf>;
type Kind = (pick: Pick, round: number) => StrangerInput;

function variablesOf([name, make]: (typeof VARIABLES)[number]): Kind {
  return (pick, round) => operation(`variables: ${name}`, pick.from(PUBLIC), make(pick), round);
}

/** Each document is new to the server, so that no cache answers for it. */
function documentOf([name, make]: (typeof DOCUMENTS)[number]): Kind {
  return (pick, round) => operation(`document: ${name}`, `${make(pick)} #${pick.number(0, 1e9)}`, '{}', round);
}

function bodyOf([name, make]: (typeof BODIES)[number]): Kind {
  return (pick, round) => {
    const { text, type }: Body = make(pick);
    const way = (['POST', 'REST', 'EVENTS', 'SOCKET'] as const)[round % 4] ?? 'POST';
    return {
      name: `body: ${name}`,
      way,
      text,
      ...(type && { type }),
      ...(way === 'REST' && { path: pick.from(ROUTES) }),
    };
  };
}

function headOf([name, make]: (typeof HEADS)[number]): Kind {
  return (pick) => {
    const { path, headers = {} } = make(pick);
    return { name: `head: ${name}`, way: 'GET', text: path, headers };
  };
}

function togetherOf([name, make]: (typeof TOGETHER)[number]): Kind {
  return (pick) => ({ name: `together: ${name}`, way: 'TOGETHER', text: make(pick) });
}

function operation(kind: string, query: string, variables: string, round: number): StrangerInput {
  const way = WAYS[round % WAYS.length] ?? 'POST';
  const name = `${kind}, ${way}`;
  if (way === 'GET') {
    const search = new URLSearchParams({ query, variables: String(variables) });
    return { name, way, text: `/graphql?${search}` };
  }
  const payload = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  return { name, way, text: way === 'SOCKET' ? `{"id":"1","type":"subscribe","payload":${payload}}` : payload };
}
