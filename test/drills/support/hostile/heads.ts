import { filled, type Picker } from './picker.ts';

/** The head of a request by GET. */
export interface Head {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Node reads 16 KiB of headers. */
const size = (pick: Picker) => pick.from([100, 2_000, 12_000]);
const header =
  (name: string, make: (bytes: number) => string, path = '/graphql?query={a}') =>
  (pick: Picker): Head => ({ path, headers: { [name]: make(size(pick)) } });

/** Heads of requests: addresses and headers that are long, repeat themselves or mean something to a parser. */
export const HEADS: readonly (readonly [string, (pick: Picker) => Head])[] = [
  ['accepted types', header('accept', (bytes) => filled(bytes, (nth) => `a/${nth};q=0.${nth % 10}`))],
  ['accepted parameters', header('accept', (bytes) => `a/b${' ;'.repeat(bytes / 2)}`)],
  ['a media type with blanks', header('content-type', (bytes) => `application/json;${' '.repeat(bytes)}x`)],
  ['charsets', header('content-type', (bytes) => `application/json;${' charset ='.repeat(bytes / 10)}`)],
  ['cookies', header('cookie', (bytes) => filled(bytes, (nth) => `a${nth}=b`, '; '), '/playground')],
  ['equal signs in a cookie', header('cookie', (bytes) => '='.repeat(bytes), '/playground')],
  ['a long token', header('authorization', (bytes) => `Bearer ${'a'.repeat(bytes)}`)],
  [
    'a deep token',
    header('authorization', (bytes) => `Bearer ${Buffer.from('['.repeat(bytes / 2)).toString('base64url')}.e30.x`),
  ],
  ['a long origin', header('origin', (bytes) => `http://${'a.'.repeat(bytes / 2)}`)],
  ['hops', header('x-forwarded-for', (bytes) => filled(bytes, () => '::ffff:1.1.1.1'))],
  ['roles of a service', header('x-user-roles', (bytes) => filled(bytes, (nth) => `r${nth}`))],
  ['a long request id', header('x-request-id', (bytes) => 'a'.repeat(bytes))],
  ['ranges', header('range', (bytes) => `bytes=${filled(bytes, (nth) => `${nth}-${nth}`)}`, '/playground')],
  ['tags', header('if-none-match', (bytes) => filled(bytes, (nth) => `"${nth}"`), '/playground')],
  ['a content encoding', header('content-encoding', (bytes) => filled(bytes, () => 'gzip'))],
  [
    'many headers',
    (pick) => ({
      path: '/livez',
      headers: Object.fromEntries(Array.from({ length: pick.number(10, 900) }, (_, nth) => [`x${nth}`, 'y'])),
    }),
  ],
  ['many parameters', (pick) => ({ path: `/graphql?${filled(size(pick), (nth) => `a${nth}=`, '&')}` })],
  ['empty parameters', (pick) => ({ path: `/graphql?${filled(size(pick), () => 'variables=', '&')}` })],
  ['percent signs', (pick) => ({ path: `/graphql?query=${'%25'.repeat(size(pick) / 3)}` })],
  ['slashes', (pick) => ({ path: '/'.repeat(size(pick)) })],
  ['steps up', (pick) => ({ path: `/playground${'/%2e%2e'.repeat(size(pick) / 7)}` })],
  ['a long parameter of a path', (pick) => ({ path: `/api/receipts/${'a'.repeat(size(pick))}` })],
];

const HOST = 'Host: localhost\r\n';
const times = (pick: Picker) => pick.number(20, 120);

/** Requests that are sent on one connection without waiting for the answers. */
export const TOGETHER: readonly (readonly [string, (pick: Picker) => string])[] = [
  ['small requests', (pick) => `GET /livez HTTP/1.1\r\n${HOST}\r\n`.repeat(times(pick))],
  [
    'small operations',
    (pick) =>
      `POST /graphql HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`.repeat(
        times(pick),
      ),
  ],
  [
    'small chunks',
    (pick) =>
      `POST /graphql HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\n \r\n'.repeat(pick.number(10, 10_000))}0\r\n\r\n`,
  ],
  [
    'trailers',
    (pick) =>
      `POST /graphql HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n${filled(pick.number(10, 12_000), (nth) => `x${nth}: y`, '\r\n')}\r\n\r\n`,
  ],
];
