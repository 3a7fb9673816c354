import type { Subcommand } from './subcommands.ts';

/** The subcommands of `aragora`, in the order of the help. */
export const COMMANDS: readonly Subcommand[] = [
  {
    name: 'demo',
    description: 'watch a debate on a temporary server that keeps no data',
    load: async () => (await import('../demo/demo.ts')).demoCommand,
  },
  { name: 'serve', description: 'run the server', load: async () => (await import('../serve/serve.ts')).serveCommand },
  {
    name: 'agents',
    description: 'list the agents that can take part in debates, and their health',
    load: async () => (await import('../agents/agents.ts')).agentsCommand,
  },
  {
    name: 'ask',
    description: 'let a panel of language models debate a question, and watch the debate',
    load: async () => (await import('../ask/ask.ts')).askCommand,
  },
  {
    name: 'debate',
    description: 'start the debate of a decision file and watch it, or watch an existing debate',
    load: async () => (await import('../debate/debate.ts')).debateCommand,
  },
  {
    name: 'debates',
    description: 'list, show, export and fork debates, interject, and record the ground truth',
    load: async () => (await import('../debates/debates.ts')).debatesCommand,
  },
  {
    name: 'receipt',
    description: 'export and verify receipts of debates, and their keys',
    load: async () => (await import('../receipt/receipt.ts')).receiptCommand,
  },
  {
    name: 'usage',
    description: 'show the usage of debates: calls, tokens, US dollars',
    load: async () => (await import('../usage/usage.ts')).usageCommand,
  },
  {
    name: 'nodes',
    description: 'list the server processes that share the database',
    load: async () => (await import('../nodes/nodes.ts')).nodesCommand,
  },
  {
    name: 'token',
    description: 'create an access token for the development server of this machine',
    load: async () => (await import('../token/token.ts')).tokenCommand,
  },
  {
    name: 'user',
    description: 'create the first owner of a server, make and unmake its operators',
    load: async () => (await import('../user/user.ts')).userCommand,
  },
  {
    name: 'audit',
    description: 'list, export and verify the audit log',
    load: async () => (await import('../audit/audit.ts')).auditCommand,
  },
  {
    name: 'migrate',
    description: 'migrate the database; the server must be stopped',
    load: async () => (await import('../migrate/migrate.ts')).migrateCommand,
  },
];
