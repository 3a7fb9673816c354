import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AuditOutcome, AuditCategory as Category } from '../../domain/audit/audit-entry.ts';
import type { AuditFormat } from '../../domain/audit/audit-export.ts';
import { connectionOf } from '../shared/connection.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const AuditCategoryEnum = wordsOf<Category>('AuditCategory', 'What part of the system an entry is about.', {
  AUTH: 'Signing in and out, keys, sessions.',
  ACCESS: 'Who may do what: users, roles, workspaces.',
  DATA: 'What is kept: exports, erasure, retention, backups.',
  ADMIN: 'Settings and keys of the system.',
  DEBATE: 'Debates.',
  SYSTEM: 'What the system did by itself.',
});

export const AuditOutcomeEnum = wordsOf<AuditOutcome>('AuditOutcome', 'What came of an action.', {
  SUCCESS: 'It was done.',
  DENIED: 'The caller was not allowed to.',
  FAILURE: 'The caller was allowed to, and it could not be done.',
});

export const AuditFormatEnum = wordsOf<AuditFormat>('AuditFormat', 'The form of an export of the audit log.', {
  JSON: 'Lines of JSON: first one that says which entries follow, then one for each. It can be verified.',
  CSV: 'For spreadsheets, with a line of headings. Texts that look like formulas get an apostrophe before them.',
});

export const AuditOrderEnum = wordsOf<'NEWEST_FIRST' | 'OLDEST_FIRST'>(
  'AuditOrder',
  'In which order entries are listed.',
  { NEWEST_FIRST: 'The last recorded first.', OLDEST_FIRST: 'The first recorded first.' },
);

@ObjectType({ description: 'Who acted, as far as it is known.', simpleResolvers: true })
export class AuditActor {
  @Field(() => ID, { nullable: true, description: 'The user; null where nobody had signed in.' })
  userId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The user who acted in the name of `userId`; null where nobody did.',
  })
  impersonatorId!: string | null;

  @Field(() => String, { nullable: true, description: 'What the caller showed to be let in, where that is known.' })
  credential!: string | null;

  @Field(() => ID, { nullable: true, description: 'The API key that was used, if one was.' })
  apiKeyId!: string | null;

  @Field(() => String, { nullable: true, description: 'The network address the request came from, where known.' })
  address!: string | null;
}

@ObjectType({ description: 'What was acted on.', simpleResolvers: true })
export class AuditTarget {
  @Field(() => String, { description: 'What kind of thing, such as `debate`.' })
  type!: string;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@ObjectType({
  description: 'Something that was done, and by whom. It is never changed or erased.',
  simpleResolvers: true,
})
export class AuditEntry {
  @Field(() => ID, { description: 'Its id; the prefix is `aud_`.' })
  id!: string;

  @Field(() => Int, { description: 'Its number in the log of the organisation, from 1 without a gap.' })
  seq!: number;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded; never before the entry before it.' })
  at!: Date;

  @Field(() => ID, { description: 'The organisation whose log it is in.' })
  organisationId!: string;

  @Field(() => ID, { nullable: true, description: 'The workspace it was done in; null where it concerns none alone.' })
  workspaceId!: string | null;

  @Field(() => AuditActor, { description: 'Who acted.' })
  actor!: AuditActor;

  @Field(() => AuditCategoryEnum, { description: 'What part of the system it is about.' })
  category!: Category;

  @Field(() => String, { description: 'What was done, such as `debate.deleted`.' })
  action!: string;

  @Field(() => AuditTarget, {
    nullable: true,
    description: 'What it was done to; null where it was nothing with an id.',
  })
  target!: AuditTarget | null;

  @Field(() => AuditOutcomeEnum, { description: 'What came of it.' })
  outcome!: AuditOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in the words of whoever did it; null where it was not told.',
  })
  reason!: string | null;

  @Field(() => GraphQLJSONObject, { description: 'What else is known, by the action. Empty where there is nothing.' })
  detail!: object;

  @Field(() => String, { description: 'The hash of the entry before, 64 hexadecimal digits; zeros for the first.' })
  prevHash!: string;

  @Field(() => String, {
    description: 'SHA-256 over the canonical JSON (RFC 8785) of every other field, 64 hexadecimal digits.',
  })
  hash!: string;
}

export const AuditConnection = connectionOf(AuditEntry, {
  ...{ name: 'Audit', one: 'entry', many: 'entries' },
  promise: 'What is recorded while you page never moves an item to another page.',
});

@ObjectType({
  description:
    'Where the log ends. Kept elsewhere, it shows later whether anything up to here was cut off or written anew.',
  simpleResolvers: true,
})
export class AuditHead {
  @Field(() => Int, { description: 'The number of the last entry; 0 without any.' })
  seq!: number;

  @Field(() => String, { description: 'Its hash, 64 hexadecimal digits; zeros without any.' })
  hash!: string;
}

@ObjectType({ description: 'A part of an export of the audit log.', simpleResolvers: true })
export class AuditExportPart {
  @Field(() => String, { description: 'What to write to the file.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Hand it to `after` for the next part; null in the last one.' })
  next!: string | null;
}

@InputType({ description: 'Which entries to list. Conditions left out do not count.' })
export class AuditFilter {
  @Field(() => [AuditCategoryEnum], { nullable: true, description: 'Only entries of these categories.' })
  category?: Category[] | null;

  @Field(() => String, { nullable: true, description: 'Only exactly this action, such as `debate.deleted`.' })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this user did, also in the name of somebody else.' })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what was done to the thing with this id.' })
  targetId?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Only what was recorded at this moment or later.' })
  since?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Only what was recorded before this moment.' })
  until?: Date | null;
}
