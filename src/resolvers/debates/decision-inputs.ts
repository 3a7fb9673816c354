import { Field, Float, ID, InputType } from 'type-graphql';
import type { UserErrorDetail } from '../../domain/shared/errors.ts';
import { given } from '../../domain/shared/given.ts';
import type { WithoutNulls } from '../shared/without-nulls.ts';
import { StanceEnum } from './debate-enums.ts';

@InputType({ description: 'Something that can be chosen.' })
export class DebateOptionInput {
  @Field(() => ID, { description: 'Id within the decision: letters, digits, ".", "_" and "-", 64 at most.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;
}

@InputType({ description: 'Something the options are judged by.' })
export class CriterionInput {
  @Field(() => ID, { description: 'Id within the decision.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;

  @Field(() => String, { description: 'The question it asks of an option.' })
  question!: string;
}

@InputType({ description: 'Where a piece of evidence comes from: a `url` or a `document` has to be named.' })
export class EvidenceSourceInput {
  @Field(() => String, { description: 'What the source is called.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Where it can be opened.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'The document it is, when it has no address.' })
  document?: string | null;

  @Field(() => String, { nullable: true, description: 'Words of the source, copied exactly.' })
  quote?: string | null;
}

@InputType({
  description: 'A piece of evidence to argue with. It may also speak about other evidence, but never in a circle.',
})
export class EvidenceInput {
  @Field(() => ID, { description: 'Id within the decision.' })
  id!: string;

  @Field(() => ID, { description: 'The option it speaks about.' })
  option!: string;

  @Field(() => StanceEnum, { description: 'Whether it speaks for or against that option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => ID, { description: 'The criterion it bears on.' })
  criterion!: string;

  @Field(() => Float, { description: 'How strong it is, 0 to 1: your judgement.' })
  strength!: number;

  @Field(() => EvidenceSourceInput, { description: 'Where it comes from.' })
  source!: EvidenceSourceInput;

  @Field(() => Float, { nullable: true, description: 'How far the source can be relied on, 0 to 1; 1 when left out.' })
  reliability?: number | null;

  @Field(() => [ID], { nullable: true, description: 'Evidence it weakens.' })
  attacks?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Evidence it strengthens.' })
  supports?: string[] | null;
}

@InputType({ description: 'How much a criterion counts to an agent.' })
export class CriterionWeightInput {
  @Field(() => ID, { description: 'The criterion.' })
  criterion!: string;

  @Field(() => Float, { description: '0 to 1.' })
  weight!: number;
}

@InputType({ description: 'One who argues: what it weighs, and what it knows at first.' })
export class AgentProfileInput {
  @Field(() => ID, { description: 'Id within the decision.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;

  @Field(() => [CriterionWeightInput], { description: 'How much each criterion counts; 1 for those left out.' })
  weights!: CriterionWeightInput[];

  @Field(() => Float, {
    nullable: true,
    description: 'Lead another option needs before it moves, 0 to 1; 0 when left out.',
  })
  stubbornness?: number | null;

  @Field(() => [ID], { nullable: true, description: 'Evidence it knows before the debate; all of it when left out.' })
  startsWith?: string[] | null;
}

@InputType({ description: 'A decision to be made, with everything there is to argue about it.' })
export class DecisionInput {
  @Field(() => String, { description: 'The question to decide.' })
  task!: string;

  @Field(() => String, { nullable: true, description: 'What sort of decision it is, in a word.' })
  kind?: string | null;

  @Field(() => [DebateOptionInput], {
    nullable: true,
    description:
      'What can be chosen: 2 to 8 options; none for an open question, which only language models can answer.',
  })
  options?: DebateOptionInput[] | null;

  @Field(() => [CriterionInput], {
    nullable: true,
    description: 'What the options are judged by: at most 20 criteria.',
  })
  criteria?: CriterionInput[] | null;

  @Field(() => [EvidenceInput], { nullable: true, description: 'What there is to argue with: at most 200 pieces.' })
  evidence?: EvidenceInput[] | null;

  @Field(() => [AgentProfileInput], {
    nullable: true,
    description: 'Who argues by rules over the evidence: 2 to 10 agents.',
  })
  agents?: AgentProfileInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The option known to be right, for studies.' })
  groundTruth?: string | null;
}

/** The input in the domain's form, still unchecked: stances and weights are as in a decision file. */
export function fromDecisionInput({ evidence, agents, ...rest }: WithoutNulls<DecisionInput>): unknown {
  return given({
    ...rest,
    evidence: evidence?.map((item) => ({ ...item, stance: item.stance === 'FOR' ? 'for' : 'against' })),
    agents: agents?.map((agent) => ({ ...agent, weights: weightsOf(agent) })),
  });
}

function weightsOf({ weights }: WithoutNulls<AgentProfileInput>): Record<string, number> {
  return Object.fromEntries(weights.map(({ criterion, weight }) => [criterion, weight]));
}

/** What the domain's form cannot show any more: criteria that one agent weighs twice. */
export function mistakesIn({ agents }: WithoutNulls<DecisionInput>): UserErrorDetail[] {
  return (agents ?? []).flatMap(({ weights }, index) => {
    const criteria = weights.map(({ criterion }) => criterion);
    const repeated = new Set(criteria.filter((criterion, at) => criteria.indexOf(criterion) !== at));
    return [...repeated].map((criterion): UserErrorDetail => {
      const field = ['decision', 'agents', String(index), 'weights', criterion];
      const message = `${field.join('.')}: the criterion is weighed twice; keep one weight.`;
      return { code: 'INVALID_INPUT', field, message };
    });
  });
}
