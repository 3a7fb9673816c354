import { Field, Float, ObjectType } from 'type-graphql';
import type { Decision } from '../../domain/debates/decision.ts';
import { StanceEnum } from './debate-enums.ts';
import type { References } from './references.ts';

@ObjectType({
  description: 'An option of a decision, or a candidate: an answer in words to an open question.',
  simpleResolvers: true,
})
export class DebateOption {
  @Field(() => String, { description: 'Key, unique within the debate.' })
  key!: string;

  @Field(() => String, { description: 'Display name; for a candidate, the answer.' })
  label!: string;
}

@ObjectType({ description: 'A criterion by which options are judged.', simpleResolvers: true })
export class Criterion {
  @Field(() => String, { description: 'Key, unique within the debate.' })
  key!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => String, { description: 'The question the criterion asks about an option.' })
  question!: string;
}

@ObjectType({ description: 'Source of evidence.', simpleResolvers: true })
export class EvidenceSource {
  @Field(() => String, { description: 'Title of the source.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Address of the source; null when none is given.' })
  url?: string;

  @Field(() => String, { nullable: true, description: 'Name of the document; null when none is given.' })
  document?: string;

  @Field(() => String, { nullable: true, description: 'Exact quote from the source; null when none is given.' })
  quote?: string;
}

@ObjectType({ description: 'A statement for or against an option.', simpleResolvers: true })
export class Evidence {
  @Field(() => String, { description: 'Key, unique within the debate.' })
  key!: string;

  @Field(() => DebateOption, { description: 'The option concerned.' })
  option!: DebateOption;

  @Field(() => StanceEnum, { description: 'Whether it is for or against the option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => Criterion, {
    nullable: true,
    description: 'The criterion concerned; null for an argument of an agent that names a criterion in its own words.',
  })
  criterion!: Criterion | null;

  @Field(() => Float, { description: 'Strength, 0 to 1, as judged by the author.' })
  strength!: number;

  @Field(() => Float, { description: 'Reliability of the source, 0 to 1.' })
  reliability!: number;

  @Field(() => EvidenceSource, { description: 'Source of the evidence.' })
  source!: EvidenceSource;

  @Field(() => [String], { description: 'Keys of the evidence that it weakens.' })
  attacks!: readonly string[];

  @Field(() => [String], { description: 'Keys of the evidence that it strengthens.' })
  supports!: readonly string[];
}

export function toOption({ id, label }: Decision['options'][number]): DebateOption {
  return { key: id, label };
}

export function toCriterion({ id, label, question }: Decision['criteria'][number]): Criterion {
  return { key: id, label, question };
}

export function toEvidence(evidence: Decision['evidence'][number], references: References): Evidence {
  const { id: key, strength, source, reliability = 1, attacks = [], supports = [] } = evidence;
  const stance = evidence.stance === 'for' ? 'FOR' : 'AGAINST';
  const [option, criterion] = [references.option(evidence.option), references.criterion(evidence.criterion)];
  return { key, option, stance, criterion, strength, source, reliability, attacks, supports };
}
