import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Decision } from '../../domain/debates/decision.ts';
import { StanceEnum } from './debate-enums.ts';

@ObjectType({
  description: 'Something that can be chosen. Its id is what positions and votes name.',
  simpleResolvers: true,
})
export class DebateOption {
  @Field(() => ID, { description: 'Id within this decision.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;
}

@ObjectType({ description: 'Something the options are judged by.', simpleResolvers: true })
export class Criterion {
  @Field(() => ID, { description: 'Id within this decision.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;

  @Field(() => String, { description: 'The question it asks of an option.' })
  question!: string;
}

@ObjectType({ description: 'Where a piece of evidence comes from.', simpleResolvers: true })
export class EvidenceSource {
  @Field(() => String, { description: 'What the source is called.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Where it can be opened.' })
  url?: string;

  @Field(() => String, { nullable: true, description: 'The document it is, when it has no address.' })
  document?: string;

  @Field(() => String, { nullable: true, description: 'Words of the source, copied exactly.' })
  quote?: string;
}

@ObjectType({ description: 'A piece of evidence the debate is held over.', simpleResolvers: true })
export class Evidence {
  @Field(() => ID, { description: 'Id within this decision.' })
  id!: string;

  @Field(() => ID, { description: 'The option it speaks about.' })
  option!: string;

  @Field(() => StanceEnum, { description: 'Whether it speaks for or against that option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => ID, { description: 'The criterion it bears on.' })
  criterion!: string;

  @Field(() => Float, { description: 'How strong it is, 0 to 1, by the judgement of the author.' })
  strength!: number;

  @Field(() => Float, { description: 'How far its source can be relied on, 0 to 1.' })
  reliability!: number;

  @Field(() => EvidenceSource, { description: 'Where it comes from.' })
  source!: EvidenceSource;

  @Field(() => [ID], { description: 'Evidence it weakens.' })
  attacks!: readonly string[];

  @Field(() => [ID], { description: 'Evidence it strengthens.' })
  supports!: readonly string[];
}

export function toEvidence(evidence: Decision['evidence'][number]): Evidence {
  const { id, option, criterion, strength, source, reliability = 1, attacks = [], supports = [] } = evidence;
  const stance = evidence.stance === 'for' ? 'FOR' : 'AGAINST';
  return { id, option, stance, criterion, strength, source, reliability, attacks, supports };
}
