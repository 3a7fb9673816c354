import { userError } from '../../shared/errors.ts';
import { checkCount } from '../../shared/shapes/item-count.ts';
import { shownValue } from '../../shared/text/shown-value.ts';
import type { Decision } from '../decision.ts';
import { isDebater, isModel, type Participant, type Role } from '../participant.ts';
import type { Panel } from '../ports.ts';
import type { Mode } from '../protocol.ts';

/** The wanted participants. */
export interface WantedParticipants {
  /** Ids of the decision's own agents, or of agents that answer with a language model; in the order of speaking. */
  readonly agents?: readonly string[];
  readonly moderator?: string;
  readonly judge?: string;
}

/** The agent that argues over a decision's evidence. */
export const DELIBERATOR = 'deliberator';
const MAX_DEBATERS = 10;
const PROVIDER_ADVICE =
  'Set the key of a provider, such as ANTHROPIC_API_KEY, or ARAGORA_LOCAL_BASE_URL and ARAGORA_LOCAL_MODEL for a server ' +
  'of your own';
const EXAMPLE =
  'Name fewer agents, or another model of a provider, such as `local:qwen3` for a server that serves several.';
/** Five of three families, where that many are configured: see docs/protocols.md. */
const PANEL_SIZE = 5;
const MIN_FAMILIES = 3;

/**
 * All participants: the named debaters, otherwise the decision's own agents, otherwise a panel of language models; and the
 * roles that the mode needs beside them. Throws a `UserError` that says what to name or to configure.
 */
export function chooseParticipants(
  decision: Decision,
  wanted: WantedParticipants,
  mode: Mode | undefined,
  panel: Panel,
): readonly Participant[] {
  checkCount('agents', wanted.agents, MAX_DEBATERS);
  checkRoles(wanted, mode);
  checkRepeats(wanted, decision);
  if (mode === 'JUDGE' && wanted.judge === undefined) checkModels(mode, panel);
  const judgeId = wanted.judge ?? (mode === 'JUDGE' ? reservedJudge(wanted, panel) : undefined);
  const debaters = debatersOf(decision, wanted, { mode, judgeId }, panel);
  const others: Participant[] = [];
  const add = (role: Role, id: string | undefined) => {
    const agentId = id ?? arbiterFor(role, [...debaters, ...others], panel);
    const arbiter = participant({ id: idOf(role, decision), role, agentId, label: LABELS[role] }, panel);
    checkArbiter(arbiter, debaters, fieldOf(role));
    others.push(arbiter);
  };
  if (mode === 'MODERATED') add('MODERATOR', wanted.moderator);
  if (mode === 'MODERATED' || mode === 'JUDGE') add('JUDGE', judgeId);
  if (decision.options.length === 0 && mode !== 'MODERATED') others.push(grouperFor(debaters, panel));
  return [...debaters, ...others];
}

/** Who is named for a part that the mode does not have has been misunderstood. */
function checkRoles({ judge, moderator }: WantedParticipants, mode: Mode | undefined): void {
  const [field, modes] =
    moderator !== undefined && mode !== 'MODERATED' ? ['moderator', 'MODERATED'] : ['judge', 'JUDGE and MODERATED'];
  const isOdd = field === 'moderator' || (judge !== undefined && mode !== 'JUDGE' && mode !== 'MODERATED');
  if (!isOdd) return;
  throw userError(
    'INVALID_INPUT',
    `${field}: only debates of mode ${modes} have one. Leave it out, or name the mode.`,
    [field],
  );
}

/** A language model can debate twice, since it answers anew each time; a rule-based agent would repeat itself. */
function checkRepeats({ agents = [] }: WantedParticipants, decision: Decision): void {
  const repeated = decision.agents.find(({ id }) => agents.indexOf(id) !== agents.lastIndexOf(id));
  if (!repeated) return;
  const message = `agents: ${repeated.id} is listed twice. List an agent of the decision once; only language models may be listed twice.`;
  throw userError('INVALID_INPUT', message, ['agents']);
}

function checkModels(mode: Mode, panel: Panel): void {
  if (panel.arbiter([], [])) return;
  const message = `mode: ${mode} needs a language model, and none is configured. ${PROVIDER_ADVICE}, or choose another mode.`;
  throw userError('INVALID_INPUT', message, ['mode']);
}

/** The decision's own agents may be called like a role. */
function idOf(role: Role, { agents }: Decision): string {
  const id = role.toLowerCase();
  return agents.some((agent) => agent.id === id) ? `the-${id}` : id;
}

/** Throws a `UserError` when the model that is to judge or moderate debates too, over any provider. */
export function checkArbiter(
  arbiter: Pick<Participant, 'agentId' | 'provider' | 'model'>,
  participants: readonly Participant[],
  field: string,
): void {
  const isSame = (one: Participant) => one.provider === arbiter.provider && one.model === arbiter.model;
  if (!participants.filter(isDebater).some(isSame)) return;
  const message = `${field}: ${arbiter.agentId} debates itself. Name one that does not, or leave it out.`;
  throw userError('INVALID_INPUT', message, [field]);
}

const LABELS: Partial<Record<Role, string>> = { MODERATOR: 'Moderator', JUDGE: 'Judge', GROUPER: 'Grouper' };

function debatersOf(
  decision: Decision,
  { agents }: WantedParticipants,
  { mode, judgeId }: { readonly mode: Mode | undefined; readonly judgeId: string | undefined },
  panel: Panel,
): readonly Participant[] {
  const named =
    agents ?? (decision.agents.length > 0 && mode !== 'MODERATED' ? decision.agents.map(({ id }) => id) : undefined);
  const ids = named ? inOrder(named, decision) : defaultPanel(mode, panel, judgeId);
  checkNumber(ids, mode);
  const freeIds = ids.map((_, at) => freeId(`p${at + 1}`, decision));
  const labels = new Map<string, number>();
  return ids.map((id, at) => {
    const profile = decision.agents.find((agent) => agent.id === id);
    if (profile) return deliberator(profile, decision, mode, panel);
    const seat: Seat = { id: freeIds[at] ?? id, role: roleAt(at, mode), agentId: id };
    const model = participant(
      seat,
      panel,
      decision.agents.map((agent) => agent.id),
    );
    const nth = (labels.get(model.label) ?? 0) + 1;
    labels.set(model.label, nth);
    return nth === 1 ? model : { ...model, label: `${model.label} #${nth}` };
  });
}

/** An id that no agent of the decision has, and with which no id of its evidence begins: arguments are named by their authors. */
function freeId(id: string, decision: Decision): string {
  const { agents, evidence } = decision;
  const isTaken = agents.some((agent) => agent.id === id) || evidence.some((item) => item.id.startsWith(`${id}-`));
  return isTaken ? freeId(`m-${id}`, decision) : id;
}

/** The decision's own agents come once each and in its order; models as often, and as they are named. */
function inOrder(named: readonly string[], { agents }: Decision): readonly string[] {
  const profiles = agents.map(({ id }) => id).filter((id) => named.includes(id));
  return [...profiles, ...named.filter((id) => !profiles.includes(id))];
}

function roleAt(at: number, mode: Mode | undefined): Role {
  if (mode !== 'MODERATED') return 'DEBATER';
  return at === 0 ? 'AFFIRMATIVE' : 'NEGATIVE';
}

function checkNumber(ids: readonly string[], mode: Mode | undefined): void {
  if (mode === 'MODERATED' && ids.length !== 2) {
    throw userError('INVALID_INPUT', 'agents: a moderated debate has two sides; name exactly 2.', ['agents']);
  }
  if (ids.length < 2) throw userError('INVALID_INPUT', 'agents: a debate needs at least 2 of them.', ['agents']);
}

function defaultPanel(mode: Mode | undefined, panel: Panel, judgeId: string | undefined): readonly string[] {
  const size = mode === 'MODERATED' ? 2 : PANEL_SIZE;
  const all = panel.panel(size, Math.min(size, MIN_FAMILIES));
  const ids = all.filter((id) => id !== judgeId);
  if (ids.length > 0) return ids;
  if (all.length > 0)
    throw userError('INVALID_INPUT', `agents: ${judgeId} judges, and no other agent is left. ${EXAMPLE}`, ['agents']);
  if (mode === 'MODERATED') checkModels(mode, panel);
  // No field: the input names no agents.
  const message = `No agent can debate: no language model is configured, and the decision lists no agents. ${PROVIDER_ADVICE}; or list options, criteria, evidence and agents in the decision.`;
  throw userError('INVALID_INPUT', message);
}

/** Without a named judge, one is set aside before the panel is chosen, so that it is no contestant. */
function reservedJudge({ agents }: WantedParticipants, panel: Panel): string | undefined {
  if (agents) return undefined;
  const contestants = panel.panel(PANEL_SIZE - 1, MIN_FAMILIES);
  const families = contestants.flatMap((id) => panel.find(id)?.family ?? []);
  return (panel.arbiter(families, contestants) ?? panel.arbiter([], contestants.slice(0, -1)))?.agentId;
}

function deliberator(
  { id, label }: Decision['agents'][number],
  { options, criteria }: Decision,
  mode: Mode | undefined,
  panel: Panel,
): Participant {
  if (mode === 'MODERATED') {
    throw userError('INVALID_INPUT', `agents: ${id} argues by rules and cannot take a side; name language models.`, [
      'agents',
    ]);
  }
  if (options.length === 0 || criteria.length === 0) {
    const message = `agents: ${id} argues by rules, and needs options and criteria to do so. List them, or name language models.`;
    throw userError('INVALID_INPUT', message, ['agents']);
  }
  return participant({ id, role: 'DEBATER', agentId: DELIBERATOR, label }, panel);
}

interface Seat {
  readonly id: string;
  readonly role: Role;
  readonly agentId: string;
  /** The agent's own label when left out. */
  readonly label?: string | undefined;
}

/** The participant of the seat. A message about an unknown agent lists these agents of the decision first. */
function participant({ id, role, agentId, label }: Seat, panel: Panel, profiles: readonly string[] = []): Participant {
  const agent = panel.find(agentId);
  const refusal = panel.refusalOf(agentId, profiles);
  if (agent === null || refusal !== null) {
    throw userError('INVALID_INPUT', `${fieldOf(role)}: ${refusal ?? `There is no agent ${shownValue(agentId)}.`}`, [
      fieldOf(role),
    ]);
  }
  const { provider, model, family } = agent;
  return { id, label: label ?? agent.label, role, agentId, provider, model, family, weight: 1 };
}

function fieldOf(role: Role): string {
  return role === 'MODERATOR' || role === 'JUDGE' ? role.toLowerCase() : 'agents';
}

/** An agent that is no contestant, of another family where possible. */
function arbiterFor(role: Role, present: readonly Participant[], panel: Panel): string {
  const families = present.filter(isDebater).flatMap(({ family }) => family ?? []);
  const found = panel.arbiter(
    families,
    present.map(({ agentId }) => agentId),
  );
  if (found) return found.agentId;
  const field = fieldOf(role);
  const message = `${field}: every configured model debates already. ${EXAMPLE}`;
  throw userError('INVALID_INPUT', message, [field]);
}

/** Grouping decides nothing, so a debater's own model may do it where there is no other. */
function grouperFor(debaters: readonly Participant[], panel: Panel): Participant {
  const models = debaters.filter(isModel);
  if (models.length === 0) {
    const message =
      'agents: only language models can answer an open question. Name some, or list options in the decision.';
    throw userError('INVALID_INPUT', message, ['agents']);
  }
  const families = models.flatMap(({ family }) => family ?? []);
  const found = panel.arbiter(
    families,
    models.map(({ agentId }) => agentId),
  );
  return participant(
    { id: 'grouper', role: 'GROUPER', agentId: found?.agentId ?? models[0]?.agentId ?? '', label: LABELS.GROUPER },
    panel,
  );
}
