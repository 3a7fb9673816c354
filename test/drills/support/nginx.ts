import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/services/free-port.ts';
import { PATIENCE } from '../../support/waiting.ts';

export const isNginxInstalled = answers('nginx', '-v');

/** A separate nginx in front of some servers. A request that one server cannot serve goes to the next. */
export class Nginx {
  readonly url: string;
  private readonly directory: string;
  private readonly child: ChildProcess;

  private constructor(directory: string, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.directory = directory;
    const config = join(directory, 'nginx.conf');
    this.child = spawn('nginx', ['-p', directory, '-e', 'error.log', '-c', config], { stdio: 'ignore' });
  }

  static async before(servers: readonly { readonly url: string }[]): Promise<Nginx> {
    const directory = await mkdtemp(join(tmpdir(), 'aragora-nginx-'));
    const port = await freePort();
    await writeFile(join(directory, 'nginx.conf'), configOf(port, servers));
    const nginx = new Nginx(directory, port);
    const deadline = performance.now() + PATIENCE.timeout;
    while (!(await isOpen(port))) {
      if (nginx.child.exitCode !== null || performance.now() > deadline) throw new Error('nginx does not start.');
      await sleep(20);
    }
    return nginx;
  }

  async remove(): Promise<void> {
    if (this.child.exitCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await gone;
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}

function configOf(port: number, servers: readonly { readonly url: string }[]): string {
  const upstream = servers.map(({ url }) => `    server ${new URL(url).host} max_fails=1 fail_timeout=1s;`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${name};`);
  return `${process.getuid?.() === 0 ? 'user root;\n' : ''}daemon off;
worker_processes 1;
pid nginx.pid;
events { worker_connections 4096; }
http {
  access_log off;
${temporary.join('\n')}
  map $http_upgrade $connection_upgrade {
    default upgrade;
    '' '';
  }
  upstream aragora {
${upstream.join('\n')}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://aragora;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Service-Token '';
      proxy_set_header X-User-ID '';
      proxy_set_header X-Org-ID '';
      proxy_set_header X-User-Roles '';
      proxy_connect_timeout 2s;
      proxy_read_timeout 1h;
      proxy_next_upstream error timeout;
    }
  }
}
`;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function answers(program: string, flag: string): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
