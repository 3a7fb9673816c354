import { z } from 'zod';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { AnswerGroup } from '../../debates/turn.ts';
import { type AnswerKeys, objectOf, oneOf, orNull, readKeys, words } from './answer-keys.ts';
import { BARE_DRAFT, type Draft } from './draft.ts';

const shape = z.object({
  groups: z.array(
    z.object({
      candidate: words,
      members: z.array(z.coerce.number().int(), 'List the numbers of the answers here.'),
    }),
    'List the groups here, each with "candidate" and "members".',
  ),
});

/** The keys of a grouping. */
export function groupingKeys({ decision: { options } }: TurnRequest): AnswerKeys {
  const ids = options.map(({ id }) => id);
  const candidate = orNull(ids.length > 0 ? oneOf(ids) : { type: 'string' });
  const meaning =
    ids.length > 0 ? `the id of the candidate they mean (${ids.join(', ')}), or null for a new one` : 'null';
  return {
    groups: {
      schema: {
        type: 'array',
        items: objectOf({ candidate, members: { type: 'array', items: { type: 'integer' } } }),
      },
      meaning: `a list of objects, each with "candidate" (${meaning}) and "members" (the numbers of its answers)`,
    },
  };
}

/**
 * Reads a grouping and completes it: every answer belongs to the first group that names it, otherwise to a group of its
 * own. The label of a new candidate is the shortest answer of its members, so that no answer is reworded. Throws an
 * Error that says what to write instead.
 */
export function readGrouping(text: string, shown: string, ask: TurnRequest): Draft {
  const { groups } = readKeys(text, shown, shape);
  const taken = new Set<number>();
  const take = (members: readonly number[]) =>
    members.filter((member) => {
      const isFree = member in ask.ungrouped && !taken.has(member);
      taken.add(member);
      return isFree;
    });
  const named = groups.map(({ candidate, members }) => groupOf(ask, candidate, take(members)));
  const left = [...ask.ungrouped.keys()].filter((member) => !taken.has(member));
  const all = merged([...named, ...left.map((member) => groupOf(ask, null, [member]))]);
  return { ...BARE_DRAFT, text: summary(all), groups: all };
}

function groupOf(
  { decision, ungrouped }: TurnRequest,
  candidate: string | null,
  members: readonly number[],
): AnswerGroup {
  const answers = members.map((member) => ungrouped[member] ?? '');
  const text = answers.toSorted((a, b) => a.length - b.length)[0] ?? '';
  const option = decision.options.find(({ id }) => id === candidate) ?? decision.options.find(isCalled(text));
  return option ? { candidateId: option.id, text: option.label, members } : { candidateId: null, text, members };
}

/** Two candidates with the same text would split the debaters who hold them. */
function isCalled(text: string): (option: { readonly label: string }) => boolean {
  return ({ label }) => label.trim() === text.trim();
}

/** Removes empty groups, and merges groups with the same candidate or text. */
function merged(groups: readonly AnswerGroup[]): readonly AnswerGroup[] {
  const whole: AnswerGroup[] = [];
  for (const group of groups.filter(({ members }) => members.length > 0)) {
    const at = whole.findIndex(
      ({ candidateId, text }) => candidateId === group.candidateId && isCalled(group.text)({ label: text }),
    );
    const same = whole[at];
    if (same) whole[at] = { ...same, members: [...same.members, ...group.members] };
    else whole.push(group);
  }
  return whole;
}

function summary(groups: readonly AnswerGroup[]): string {
  const answers = groups.reduce((sum, { members }) => sum + members.length, 0);
  const fresh = groups.filter(({ candidateId }) => candidateId === null).length;
  const of = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return `${of(answers, 'answer')} in ${of(groups.length, 'group')}; ${of(fresh, 'new candidate')}.`;
}
