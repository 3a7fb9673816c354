/**
 * Starts a double by hand, and says which settings let a server use it.
 *
 *   node --import tsx test/infra/agents/double/serve.ts                       names the commands of `local`
 *   node --import tsx test/infra/agents/double/serve.ts anthropic            those of another provider
 *   node --import tsx test/infra/agents/double/serve.ts local "comments without end" 4010
 *
 * The second word chooses the command: its name, or a part of it that only one name has. `good` gives good answers. The
 * double writes a line for each request. The answers are proposals for the options `sqlite` and `postgres`, so ask:
 *
 *   ./aragora ask "Which database?" --options sqlite,postgres
 */
import { isProviderId, PROVIDERS } from '../../../../src/infra/agents/provider.ts';
import { type Command, FORM, wholeAnswer } from './command.ts';
import { commandsOf } from './commands/commands-of.ts';
import { DoubleServer, type Script } from './double-server.ts';
import { stream } from './reply.ts';
import { VOICES } from './voices/voices.ts';

const [provider = 'local', wanted, port = '0'] = process.argv.slice(2);
if (!isProviderId(provider)) throw new Error(`Choose one of ${Object.keys(PROVIDERS).join(', ')}.`);
const commands: readonly Command[] = Object.values(commandsOf(provider)).flat();

if (wanted === undefined) {
  for (const { name } of commands) console.log(name);
} else {
  const server = new DoubleServer(provider);
  const script = scriptOf(wanted);
  server.script = (request, nth) => {
    console.log(`${new Date().toISOString()} request ${nth + 1}: ${request.path}, ${request.body.length} characters`);
    void request.letGo.then((was) =>
      console.log(`request ${nth + 1}: ${request.sent} bytes sent, ${was ? 'let go' : 'ended'}`),
    );
    return typeof script === 'function' ? script(request, nth) : (script[Math.min(nth, script.length - 1)] ?? stream());
  };
  const { path, baseUrlVariable, keyVariable } = PROVIDERS[provider];
  console.log(`export ${baseUrlVariable}=${await server.open(Number(port))}${path} ${keyVariable}=none`);
  if (provider === 'local') console.log('export ARAGORA_LOCAL_MODEL=some-model');
}

function scriptOf(name: string): Script {
  const voice = VOICES[provider as keyof typeof VOICES];
  if (name === 'good') return [stream(wholeAnswer(voice, FORM))];
  const found = commands.filter((command) => command.name === name);
  const [command, other] = found.length > 0 ? found : commands.filter((each) => each.name.includes(name));
  if (!command || other)
    throw new Error(`${command ? 'Several commands have' : 'No command has'} "${name}" in the name.`);
  const said = command.say(voice, provider as keyof typeof VOICES);
  if (typeof said === 'string')
    throw new Error(`${PROVIDERS[provider as keyof typeof PROVIDERS].label} cannot do this: ${said}`);
  return said;
}
