import { generateKeyPairSync, sign } from 'node:crypto';

const DAY_MS = 86_400_000;
const [SEQUENCE, SET, INTEGER, BITS, OCTETS, OID, UTF8, TIME] = [0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0x0c, 0x17];
/** Tags that depend on their context: the version and the extensions; a DNS name and an IP address. */
const [VERSION, EXTENSIONS, DNS_NAME, ADDRESS] = [0xa0, 0xa3, 0x82, 0x87];
const ED25519 = der(SEQUENCE, der(OID, [0x2b, 0x65, 0x70]));
const COMMON_NAME = der(OID, [0x55, 0x04, 0x03]);
const OTHER_NAMES = der(OID, [0x55, 0x1d, 0x11]);

/** A key, and a self-signed certificate (X.509, RFC 5280) for this machine and one day. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from('localhost')))));
  const names = der(SEQUENCE, der(DNS_NAME, Buffer.from('localhost')), der(ADDRESS, [127, 0, 0, 1]));
  const toBeSigned = der(
    SEQUENCE,
    ...[der(VERSION, der(INTEGER, [2])), der(INTEGER, [1]), ED25519, name, der(SEQUENCE, time(-DAY_MS), time(DAY_MS))],
    ...[name, publicKey.export({ type: 'spki', format: 'der' })],
    der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, OTHER_NAMES, der(OCTETS, names)))),
  );
  const signature = der(BITS, [0], sign(null, toBeSigned, privateKey));
  const certificate = der(SEQUENCE, toBeSigned, ED25519, signature);
  const cert = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), cert };
}

/** A value of ASN.1 in DER: its tag, its length and its content. */
function der(tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  return Buffer.concat([
    Buffer.from([tag, ...(length < 128 ? [length] : [0x82, length >> 8, length & 0xff])]),
    content,
  ]);
}

function time(fromNowMs: number): Buffer {
  const digits = new Date(Date.now() + fromNowMs).toISOString().replace(/\D/g, '');
  return der(TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}
