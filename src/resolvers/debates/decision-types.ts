import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Decision } from '../../domain/debates/decision.ts';
import { StanceEnum } from './debate-enums.ts';

@ObjectType({
  description: 'An option of a decision. Positions and votes refer to it by id.',
  simpleResolvers: true,
})
export class DebateOption {
  @Field(() => ID, { description: 'Id within the decision.' })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;
}

@ObjectType({ description: 'A criterion by which options are judged.', simpleResolvers: true })
export class Criterion {
  @Field(() => ID, { description: 'Id within the decision.' })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => String, { description: 'The question the criterion asks about an option.' })
  question!: string;
}

@ObjectType({ description: 'Source of evidence.', simpleResolvers: true })
export class EvidenceSource {
  @Field(() => String, { description: 'Title of the source.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Address of the source; null when it has none.' })
  url?: string;

  @Field(() => String, { nullable: true, description: 'Name of the document; null when it has an address.' })
  document?: string;

  @Field(() => String, { nullable: true, description: 'Exact quote from the source; null when none is given.' })
  quote?: string;
}

@ObjectType({ description: 'A statement for or against an option.', simpleResolvers: true })
export class Evidence {
  @Field(() => ID, { description: 'Id within the decision.' })
  id!: string;

  @Field(() => ID, { description: 'Id of the option concerned.' })
  option!: string;

  @Field(() => StanceEnum, { description: 'Whether it is for or against the option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => ID, { description: 'Id of the criterion concerned.' })
  criterion!: string;

  @Field(() => Float, { description: 'Strength, 0 to 1, as judged by the author.' })
  strength!: number;

  @Field(() => Float, { description: 'Reliability of the source, 0 to 1.' })
  reliability!: number;

  @Field(() => EvidenceSource, { description: 'Source of the evidence.' })
  source!: EvidenceSource;

  @Field(() => [ID], { description: 'Ids of evidence that it weakens.' })
  attacks!: readonly string[];

  @Field(() => [ID], { description: 'Ids of evidence that it strengthens.' })
  supports!: readonly string[];
}

export function toEvidence(evidence: Decision['evidence'][number]): Evidence {
  const { id, option, criterion, strength, source, reliability = 1, attacks = [], supports = [] } = evidence;
  const stance = evidence.stance === 'for' ? 'FOR' : 'AGAINST';
  return { id, option, stance, criterion, strength, source, reliability, attacks, supports };
}
