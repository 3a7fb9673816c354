// The peers are installed when a bench first runs, so the check of types does without them.
declare module '@as-integrations/express5';
declare module 'autocannon';
declare module 'express';
declare module 'graphql-yoga';
declare module 'mercurius';
