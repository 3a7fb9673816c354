import { agentsCommand } from './cli/agents.ts';
import { askCommand } from './cli/ask.ts';
import { debateCommand } from './cli/debate.ts';
import { debatesCommand } from './cli/debates.ts';
import { demoCommand } from './cli/demo.ts';
import { migrateCommand } from './cli/migrate.ts';
import { aragora, run } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';

const program = aragora();
demoCommand(program);
serveCommand(program);
agentsCommand(program);
askCommand(program);
debateCommand(program);
debatesCommand(program);
migrateCommand(program);
await run(program);
