import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy in front of a server. It accepts every connection, and passes its bytes on only while it is open. */
export class Gate {
  port = 0;
  private readonly target: { host: string; port: number };
  private readonly nears = new Set<Socket>();
  private readonly waiting = new Set<Socket>();
  private isOpen = true;
  private readonly server = createServer((near) => {
    this.nears.add(near.on('error', () => {}).on('close', () => this.nears.delete(near)));
    if (this.isOpen) this.join(near);
    else this.waiting.add(near);
  });

  constructor(url: string) {
    const { hostname: host, port } = new URL(url);
    this.target = { host, port: Number(port || 5432) };
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** The number of connections that wait. */
  get held(): number {
    return this.waiting.size;
  }

  /** The number of all connections, waiting or not. */
  get connections(): number {
    return this.nears.size;
  }

  /** Closes every connection. The next ones wait. */
  shut(): void {
    this.isOpen = false;
    for (const near of this.nears) near.destroy();
  }

  open(): void {
    this.isOpen = true;
    for (const near of this.waiting) this.join(near);
    this.waiting.clear();
  }

  close(): void {
    for (const near of this.nears) near.destroy();
    this.server.close();
  }

  private join(near: Socket): void {
    const far = connect(this.target).on('error', () => {});
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
  }
}
