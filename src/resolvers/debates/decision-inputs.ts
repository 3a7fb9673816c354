import { Field, Float, ID, InputType } from 'type-graphql';
import { MAX_CRITERIA } from '../../domain/debates/decision.ts';
import type { InputPath } from '../../domain/debates/start/check-decision.ts';
import type { UserErrorDetail } from '../../domain/shared/errors.ts';
import { given } from '../../domain/shared/given.ts';
import type { WithoutNulls } from '../shared/without-nulls.ts';
import { StanceEnum } from './debate-enums.ts';

const DECISION_ID =
  'Id within the decision; in the debate it is the `key`. It begins with a letter or digit and has at most 64 letters, digits, ".", "_" and "-".';

@InputType({ description: 'An option of a decision.' })
export class DebateOptionInput {
  @Field(() => ID, { description: DECISION_ID })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;
}

@InputType({ description: 'A criterion by which options are judged.' })
export class CriterionInput {
  @Field(() => ID, { description: DECISION_ID })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => String, { description: 'The question the criterion asks about an option.' })
  question!: string;
}

@InputType({ description: 'Source of evidence. `url` or `document` is required.' })
export class EvidenceSourceInput {
  @Field(() => String, { description: 'Title of the source.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Address of the source.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the document.' })
  document?: string | null;

  @Field(() => String, { nullable: true, description: 'Exact quote from the source.' })
  quote?: string | null;
}

@InputType({
  description: 'A statement for or against an option. It may attack or support other evidence, but not in a circle.',
})
export class EvidenceInput {
  @Field(() => ID, { description: DECISION_ID })
  id!: string;

  @Field(() => ID, { description: 'Id of the option that it speaks for or against.' })
  option!: string;

  @Field(() => StanceEnum, { description: 'Whether it is for or against the option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => ID, { description: 'Id of the criterion by which it judges the option.' })
  criterion!: string;

  @Field(() => Float, { description: 'Strength, 0 to 1, as judged by the author.' })
  strength!: number;

  @Field(() => EvidenceSourceInput, { description: 'Source of the evidence.' })
  source!: EvidenceSourceInput;

  @Field(() => Float, { nullable: true, description: 'Reliability of the source, 0 to 1. Default: 1.' })
  reliability?: number | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of evidence that it weakens, at most 20.' })
  attacks?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of evidence that it strengthens, at most 20.' })
  supports?: string[] | null;
}

@InputType({ description: 'Weight of a criterion for an agent.' })
export class CriterionWeightInput {
  @Field(() => ID, { description: 'Id of the criterion.' })
  criterion!: string;

  @Field(() => Float, { description: 'Weight, 0 to 1.' })
  weight!: number;
}

@InputType({ description: 'A rule-based agent, with its weights and its initial knowledge.' })
export class AgentProfileInput {
  @Field(() => ID, { description: DECISION_ID })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => [CriterionWeightInput], {
    nullable: true,
    description: 'Weights of criteria, at most 20. Default for omitted criteria: 1.',
  })
  weights?: CriterionWeightInput[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Lead that another option needs before the agent changes its position, 0 to 1. Default: 0.',
  })
  stubbornness?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of evidence that the agent knows before the debate, at most 200. Default: all evidence.',
  })
  startsWith?: string[] | null;
}

@InputType({ description: 'The question of a debate, with its options, criteria and evidence.' })
export class DecisionInput {
  @Field(() => String, { description: 'The question to decide.' })
  task!: string;

  @Field(() => String, { nullable: true, description: 'Kind of decision, in a word.' })
  kind?: string | null;

  @Field(() => [DebateOptionInput], {
    nullable: true,
    description: 'Options, at least 2 and at most 8; none for an open question, which only language models can answer.',
  })
  options?: DebateOptionInput[] | null;

  @Field(() => [CriterionInput], {
    nullable: true,
    description: 'Criteria, at most 20.',
  })
  criteria?: CriterionInput[] | null;

  @Field(() => [EvidenceInput], { nullable: true, description: 'Evidence, at most 200 pieces.' })
  evidence?: EvidenceInput[] | null;

  @Field(() => [AgentProfileInput], {
    nullable: true,
    description: 'Rule-based agents that argue over the evidence, at least 2 and at most 10.',
  })
  agents?: AgentProfileInput[] | null;

  @Field(() => ID, { nullable: true, description: 'Id of the option that is known to be right, for studies.' })
  groundTruth?: string | null;
}

/** Converts the input to an unchecked decision. Stances and weights have the form of a decision file. */
export function fromDecisionInput({ evidence, agents, ...rest }: WithoutNulls<DecisionInput>): unknown {
  return given({
    ...rest,
    evidence: evidence?.map((item) => ({ ...item, stance: item.stance === 'FOR' ? 'for' : 'against' })),
    agents: agents?.map(({ weights, ...agent }) => ({ ...agent, ...(weights && { weights: weightsOf(weights) }) })),
  });
}

type Weights = readonly CriterionWeightInput[];

function weightsOf(weights: Weights): Record<string, number> {
  return Object.fromEntries(weights.map(({ criterion, weight }) => [criterion, weight]));
}

/** Finds the path in the input of a place in the converted decision: there, weights are a list. */
export function inputPathOf({ agents = [] }: WithoutNulls<DecisionInput>): InputPath {
  return (path, { isKey }) => {
    const [list, agent, field, criterion] = path;
    if (list !== 'agents' || field !== 'weights' || criterion === undefined) return path;
    const weights = agents[Number(agent)]?.weights ?? [];
    const at = weights.findLastIndex((weight) => weight.criterion === criterion);
    return at < 0 ? path : [list, String(agent), field, String(at), isKey ? 'criterion' : 'weight'];
  };
}

/** Finds weights that the converted decision cannot show any more: a second one of a criterion, and that of `__proto__`. */
export function mistakesIn({ agents = [] }: WithoutNulls<DecisionInput>): UserErrorDetail[] {
  return agents.flatMap(({ weights = [] }, index): UserErrorDetail[] => {
    if (weights.length > MAX_CRITERIA) {
      const path = ['agents', String(index), 'weights'];
      const message = `${path.join('.')}: give at most ${MAX_CRITERIA} weights instead of ${weights.length}.`;
      return [{ code: 'INVALID_INPUT', field: ['decision', ...path], message }];
    }
    const criteria = weights.map(({ criterion }) => criterion);
    return criteria.flatMap((criterion, at): UserErrorDetail[] => {
      const path = ['agents', String(index), 'weights', String(at), 'criterion'];
      const mistake = (problem: string): UserErrorDetail[] => [
        { code: 'INVALID_INPUT', field: ['decision', ...path], message: `${path.join('.')}: ${problem}` },
      ];
      if (criteria.indexOf(criterion) < at) return mistake('the criterion is weighed twice; keep one weight.');
      // The validator of the decision leaves this key out of every record.
      return criterion === '__proto__' ? mistake('Write an id that begins with a letter or digit.') : [];
    });
  });
}
