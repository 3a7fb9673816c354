import type { Command } from 'commander';
import { AgentHealthDocument, type AgentHealthQuery, AgentsDocument, type AgentsQuery } from '../generated/graphql.ts';
import { type Answered, request } from '../server/api.ts';
import { withAnyServer } from '../server/with-server.ts';
import { type Page, pageOf, paragraph } from '../terminal/page.ts';
import { print, printJson } from '../terminal/terminal.ts';
import { pad, printable, widthOf } from '../terminal/text.ts';

type Agent = Answered<AgentsQuery>['agents'][number];
type Health = Answered<AgentHealthQuery>['agentHealth']['agents'][number];

/** `aragora agents`: the agents that can take part in debates, and their health. */
export function agentsCommand(command: Command): void {
  command.option('--json', 'print them as JSON').action(({ json }: { json?: true }) =>
    withAnyServer(async ({ url }) => {
      const [{ agents }, { agentHealth }] = await Promise.all([
        request(url, AgentsDocument, {}),
        request(url, AgentHealthDocument, {}),
      ]);
      if (json) printJson({ agents, agentHealth });
      else print(renderAgents(agents, agentHealth.agents, pageOf(process.stdout)));
    }),
  );
}

/** First the available agents, then the agents whose provider is not set up. */
export function renderAgents(agents: readonly Agent[], health: readonly Health[], page: Page): string[] {
  const widest = Math.max(...agents.map(({ key }) => widthOf(printable(key))));
  const line = (agent: Agent, what: string) => `  ${pad(printable(agent.key), widest)}  ${what}`;
  const [ready, missing] = [agents.filter((one) => one.isAvailable), agents.filter((one) => !one.isAvailable)];
  return [
    ...ready.map((agent) => line(agent, stateOf(agent, health, page))),
    ...(missing.length > 0 ? ['', page.paint('dim', 'Not set up:')] : []),
    ...missing.map((agent) => page.paint('dim', line(agent, howToSetUp(agent)))),
    ...(ready.every(({ model }) => model === null) ? ['', ...paragraph(page, 0, NO_MODEL)] : []),
  ];
}

const NO_MODEL =
  'No language model is set up. Set one of the variables above, or ARAGORA_LOCAL_BASE_URL and ARAGORA_LOCAL_MODEL for your own model server.';

function stateOf(agent: Agent, health: readonly Health[], { paint }: Page): string {
  if (agent.model === null) return 'rule-based, no language model';
  const breaker = health.find((one) => one.agent.key === agent.key)?.breaker;
  const price = agent.isPriceKnown ? '' : paint('dim', ' · unknown price');
  const about = `${printable(agent.model)}${agent.family === null ? '' : `, of ${printable(agent.family)}`}${price}`;
  if (!breaker || breaker.state === 'CLOSED') return about;
  const until = breaker.openUntil === null ? '' : ` until ${breaker.openUntil}`;
  const why = breaker.lastFailure === null ? '' : `: ${printable(breaker.lastFailure.message)}`;
  return `${about} ${paint('yellow', `· ${breaker.state === 'OPEN' ? `breaker open${until}` : 'breaker half-open'}${why}`)}`;
}

/** The last sentence of the description says which variable to set. */
function howToSetUp({ description }: Agent): string {
  return printable(description.split('. ').at(-1) ?? '');
}
