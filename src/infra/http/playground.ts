import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

/** The playground at `/playground`, from the web build in `directory`. */
export async function servePlayground(http: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    http.get('/playground', async (_request, reply) =>
      reply.code(404).send('The playground is not built. Run `npm run build`.\n'),
    );
    return;
  }
  await http.register(fastifyStatic, {
    root: directory,
    prefix: '/playground/',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(join(directory, 'assets'));
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', POLICY);
    },
  });
  http.get('/playground', async (_request, reply) => reply.sendFile('index.html'));
  http.get('/', async (_request, reply) => reply.redirect('/playground'));
}
