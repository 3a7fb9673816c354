import { connect, type Socket } from 'node:net';

/** A TCP connection that sends exactly the given text, and never ends by itself. */
export class BareConnection {
  readonly opened: Promise<void>;
  /** Resolves when the server ends its side. */
  readonly ended: Promise<void>;
  private readonly socket: Socket;
  private received = '';

  constructor(url: string, text = '') {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    this.socket.on('error', () => {});
    this.socket.setEncoding('latin1').on('data', (chunk: string) => {
      this.received += chunk;
    });
    this.ended = new Promise((resolve) => void this.socket.once('end', resolve).once('close', () => resolve()));
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('error', reject).once('connect', () => this.socket.write(text, () => resolve()));
    });
  }

  /** The text that the server has sent so far. */
  get answer(): string {
    return this.received;
  }

  write(text: string): void {
    this.socket.write(text);
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/** The head of a request for an upgrade to a WebSocket. */
export function upgradeHead(url: string, headers: Record<string, string> = {}): string {
  const { host, pathname } = new URL(url);
  const all = {
    Host: host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`;
}
