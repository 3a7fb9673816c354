import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Passes data between a client (`near`) and the server (`far`). */
export type Passing = (near: Socket, far: Socket) => void;

/** A proxy in front of a server that can be closed, as if the network were cut. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private readonly target: { host: string; port: number };
  private readonly pass: Passing;
  port = 0;

  constructor(target: { host: string; port: number }, pass: Passing = (near, far) => near.pipe(far).pipe(near)) {
    this.target = target;
    this.pass = pass;
  }

  /** Accepts connections, always at the same port. */
  async open(): Promise<void> {
    const server = createServer((near) => this.join(near, connect(this.target)));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Ends every connection. New ones are refused. */
  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  private join(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on('close', () => {
        this.sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
      socket.on('error', () => {});
    }
    this.pass(near, far);
  }
}
