import { connect, type Socket } from 'node:net';

/** A TCP connection that says exactly what it is told, and never ends by itself. */
export class BareConnection {
  readonly opened: Promise<void>;
  /** Resolves when the server says no more. */
  readonly ended: Promise<void>;
  private readonly socket: Socket;
  private heard = '';

  constructor(url: string, text = '') {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    this.socket.on('error', () => {});
    this.socket.setEncoding('latin1').on('data', (chunk: string) => {
      this.heard += chunk;
    });
    this.ended = new Promise((resolve) => void this.socket.once('end', resolve).once('close', () => resolve()));
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('error', reject).once('connect', () => this.socket.write(text, () => resolve()));
    });
  }

  /** What the server has said so far. */
  get answer(): string {
    return this.heard;
  }

  write(text: string): void {
    this.socket.write(text);
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/** The head of a request that asks to become a WebSocket. */
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
