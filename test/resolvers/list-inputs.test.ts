import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFilter as checkAuditFilter } from '../../src/domain/audit/list-audit-entries.ts';
import { checkFilter as checkDebateFilter } from '../../src/domain/debates/list-debates.ts';
import { checkDecision } from '../../src/domain/debates/start/check-decision.ts';
import { UserError } from '../../src/domain/shared/errors.ts';
import { testApi, theSchema } from './support/test-api.ts';

type Schema = Awaited<ReturnType<typeof theSchema>>;
type Api = Awaited<ReturnType<typeof testApi>>;

/** Every list that an input or an argument takes, with its description. */
function listsOf(schema: Schema): readonly (readonly [string, string])[] {
  const lists: [string, string][] = [];
  const add = (owner: string, { name, type, description }: GraphQLInputField | GraphQLArgument) => {
    if (isListType(getNullableType(type as GraphQLInputType))) lists.push([`${owner}.${name}`, description ?? '']);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) add(type.name, field);
    else if ('getFields' in type)
      for (const field of Object.values(type.getFields()))
        if ('args' in field) for (const arg of field.args) add(`${type.name}.${field.name}`, arg);
  }
  return lists;
}

let api: Api;
let lists: ReadonlyMap<string, string>;
beforeAll(async () => {
  const schema = await theSchema();
  api = await testApi();
  lists = new Map(listsOf(schema));
});

const mostOf = (list: string) => Number(/at most ([\d,]+)/.exec(lists.get(list) ?? '')?.[1]?.replace(',', ''));

const DECISION = {
  task: 'What?',
  options: [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ],
  criteria: [{ id: 'c', label: 'C', question: 'C?' }],
};
const EVIDENCE = {
  id: 'e',
  option: 'a',
  stance: 'for',
  criterion: 'c',
  strength: 1,
  source: { title: 't', document: 'd' },
};
const AGENT = { id: 'x', label: 'X' };

function thrown(check: () => unknown): readonly string[] {
  try {
    check();
  } catch (error) {
    if (error instanceof UserError) return error.details.map(({ field }) => field.join('.'));
    throw error;
  }
  return [];
}

const decided = (parts: object) => thrown(() => checkDecision({ ...DECISION, ...parts }));

async function asked(mutation: string, type: string, input: object): Promise<readonly string[]> {
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { field message } } }`;
  const { data, errors } = await api.execute<Record<string, { userErrors: { field: string[] }[] }>>(text, { input });
  expect(errors).toBeUndefined();
  return data?.[mutation]?.userErrors.map(({ field }) => field.join('.')) ?? [];
}

async function queried(text: string, variables: object): Promise<readonly string[]> {
  const { errors = [] } = await api.execute(text, variables as never);
  return errors.flatMap(({ extensions }) =>
    ((extensions?.userErrors ?? []) as { field: string[] }[]).map(({ field }) => field.join('.')),
  );
}

type Tried = readonly string[] | Promise<readonly string[]>;
/** Gives a list this many items. Returns the paths of the mistakes. */
const TRY: Readonly<Record<string, (count: number) => Tried>> = {
  'AgentProfileInput.startsWith': (count) => decided({ agents: [{ ...AGENT, startsWith: Array(count).fill('e') }] }),
  'AgentProfileInput.weights': (count) =>
    asked('startDebate', 'StartDebateInput', {
      decision: {
        ...DECISION,
        agents: [
          { ...AGENT, weights: Array.from({ length: count }, (_, nth) => ({ criterion: `c${nth}`, weight: 1 })) },
        ],
      },
    }),
  'AuditFilter.category': (count) => thrown(() => checkAuditFilter({ categories: Array(count).fill('ACCESS') })),
  'CreateApiKeyInput.addresses': (count) =>
    asked('createApiKey', 'CreateApiKeyInput', { name: 'x', addresses: Array(count).fill('10.0.0.1') }),
  'CreateApiKeyInput.scopes': (count) =>
    asked('createApiKey', 'CreateApiKeyInput', { name: 'x', scopes: Array(count).fill('DEBATES_READ') }),
  'DebateFilter.kind': (count) => thrown(() => checkDebateFilter({ kinds: Array(count).fill('x') })),
  'DebateFilter.outcome': (count) => thrown(() => checkDebateFilter({ outcomes: Array(count).fill('DECIDED') })),
  'DebateFilter.status': (count) => thrown(() => checkDebateFilter({ statuses: Array(count).fill('ENDED') })),
  'DecisionInput.agents': (count) => decided({ agents: Array(count).fill(AGENT) }),
  'DecisionInput.criteria': (count) => decided({ criteria: Array(count).fill(DECISION.criteria[0]) }),
  'DecisionInput.evidence': (count) => decided({ evidence: Array(count).fill(EVIDENCE) }),
  'DecisionInput.options': (count) => decided({ options: Array(count).fill(DECISION.options[0]) }),
  'DefineRoleInput.includes': (count) =>
    asked('defineRole', 'DefineRoleInput', { name: 'x_y', includes: Array(count).fill('viewer') }),
  'DefineRoleInput.permissions': (count) =>
    asked('defineRole', 'DefineRoleInput', { name: 'x_y', permissions: Array(count).fill('DEBATES_READ') }),
  'EvidenceInput.attacks': (count) => decided({ evidence: [{ ...EVIDENCE, attacks: Array(count).fill('e') }] }),
  'EvidenceInput.supports': (count) => decided({ evidence: [{ ...EVIDENCE, supports: Array(count).fill('e') }] }),
  'ForkDebateInput.agents': async (count) => {
    const { debate } = await startable();
    const agents = Array(count).fill({ participantKey: 'x', agentKey: 'y' });
    return asked('forkDebate', 'ForkDebateInput', { debateId: debate, after: 'x', agents });
  },
  'InviteUserInput.roles': (count) =>
    asked('inviteUser', 'InviteUserInput', { email: 'a@example.org', roles: Array(count).fill('viewer') }),
  'Query.nodes.ids': (count) =>
    queried('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(count).fill('x') }),
  'SetOrganisationRolesInput.roles': (count) =>
    asked('setOrganisationRoles', 'SetOrganisationRolesInput', {
      userId: 'usr_local',
      roles: Array(count).fill('ORGANISATION_AUDITOR'),
    }),
  'SetRolesInput.roles': (count) =>
    asked('setRoles', 'SetRolesInput', { userId: 'usr_local', roles: Array(count).fill('viewer') }),
  'Query.usage.groupBy': (count) =>
    queried('query ($by: [UsageGroup!]) { usage(window: {lastDays: 1}, groupBy: $by) { rows { day } } }', {
      by: Array(count).fill('DAY'),
    }),
  'StartDebateInput.agents': (count) =>
    asked('startDebate', 'StartDebateInput', { decision: DECISION, agents: Array(count).fill('x') }),
};

async function startable(): Promise<{ debate: string }> {
  return { debate: (await api.world.debate()).id };
}

describe('every list of an input', () => {
  it('has a maximum in its description, and a row here', () => {
    expect([...lists].filter(([, description]) => !/\bat most [\d,]+/.test(description))).toEqual([]);
    expect([...lists.keys()].toSorted()).toEqual(Object.keys(TRY).toSorted());
  });

  it.each(Object.keys(TRY))('%s is refused with one item more, and with thousands', async (list) => {
    const field = list.split('.').at(-1) ?? '';
    for (const count of [mostOf(list) + 1, 1_500]) {
      const paths = (await TRY[list]?.(count)) ?? [];
      expect(paths.length).toBeLessThanOrEqual(50);
      expect(paths.filter((path) => path.split('.').includes(field))).not.toEqual([]);
    }
  });
});
