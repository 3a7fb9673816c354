import fc from 'fast-check';

/** Fields of a type without arguments. */
const SHAPES = {
  Query: { leaves: ['__typename'], objects: { health: 'Health', agents: 'Agent', agentHealth: 'AgentHealth' } },
  Health: { leaves: ['status', 'version', '__typename'], objects: {} },
  Agent: { leaves: ['id', 'label', 'provider', 'isAvailable'], objects: {} },
  AgentHealth: { leaves: ['status', 'hasOpenrouter'], objects: { agents: 'AgentCondition' } },
  AgentCondition: { leaves: ['isAvailable'], objects: { agent: 'Agent' } },
} as const;
type Type = keyof typeof SHAPES;
const TYPES = Object.keys(SHAPES) as Type[];
const DEPTH = 3;

const condition = fc.constantFrom(
  '',
  '',
  '',
  '@include(if: $y)',
  '@skip(if: $y)',
  '@include(if: $z)',
  '@skip(if: false)',
);
const joined = (parts: readonly string[]) => parts.join(' ');

/** Fields of the type, inline fragments, and the declared fragment of the type. */
function selection(type: Type, depth: number): fc.Arbitrary<string> {
  const { leaves, objects } = SHAPES[type];
  const leaf = fc.tuple(fc.constantFrom(...leaves), condition).map(joined);
  const parts = [leaf, fc.tuple(fc.constant(`...${type}1`), condition).map(joined)];
  if (depth > 0) {
    for (const [field, of] of Object.entries(objects) as [string, Type][])
      parts.push(within(fc.constant(field), selection(of, depth - 1)));
    parts.push(within(fc.constantFrom('...', `... on ${type}`), selection(type, depth - 1)));
  }
  return fc.array(fc.oneof(...parts), { minLength: 1, maxLength: 4 }).map(joined);
}

function within(start: fc.Arbitrary<string>, selected: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(start, condition, fc.constant('{'), selected, fc.constant('}')).map(joined);
}

/** They spread no other fragments, so that there are no cycles. */
const fragments = fc.tuple(
  ...TYPES.map((type) => {
    const leaf = fc.tuple(fc.constantFrom(...SHAPES[type].leaves), condition).map(joined);
    return within(fc.constant(`fragment ${type}1 on ${type}`), leaf).map(withoutConditions);
  }),
);

/** A valid query and the variables of its conditions. Half of the queries have no conditions. */
export const someQuery = fc
  .tuple(selection('Query', DEPTH), fragments, fc.boolean(), fc.boolean(), fc.boolean())
  .map(([selected, declared, hasConditions, y, z]) => {
    const text = `query ($y: Boolean!, $z: Boolean!) { ${selected} } ${declared.join(' ')}`;
    return { text: hasConditions ? text : withoutConditions(text), variables: { y, z } };
  });

function withoutConditions(text: string): string {
  return text.replace(/@\w+\(if: \S+\)/g, '');
}
