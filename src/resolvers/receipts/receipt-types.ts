import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/receipts/receipt.ts';

@ObjectType({
  description: 'Signed proof of what was said and decided in a debate. Anybody with the public key can check it.',
  simpleResolvers: true,
})
export class Receipt {
  @Field(() => ID, { description: 'Its id; the prefix is `rcp_`.' })
  id!: string;

  @Field(() => ID, { description: 'The debate.' })
  debateId!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was issued: at the end of the debate.' })
  issuedAt!: Date;

  @Field(() => String, { description: 'How it is signed: Ed25519 over the canonical JSON (RFC 8785) of its header.' })
  algorithm!: string;

  @Field(() => ID, { description: 'The key it is signed with; `receiptKeys` lists it.' })
  keyId!: string;

  @Field(() => String, { description: 'The signature, base64url.' })
  signature!: string;

  @Field(() => Int, { description: 'How many events it covers.' })
  eventCount!: number;

  @Field(() => String, { description: 'The hash of the last of them, 64 hexadecimal digits.' })
  chainHead!: string;

  @Field(() => Boolean, { description: 'Whether what it says was erased with its debate. The signature still holds.' })
  isErased!: boolean;

  /** What it was made of, for `document`. */
  made!: domain.Receipt;
}

export function toReceipt(made: domain.Receipt): Receipt {
  const { header, signature, statementSalt } = made;
  const { receiptId: id, debateId, issuedAt, algorithm, keyId, chain } = header;
  const signed = { id, debateId, issuedAt: new Date(issuedAt), algorithm, keyId, signature };
  const covered = { eventCount: chain.length, chainHead: chain.head, isErased: statementSalt === null };
  return Object.assign(new Receipt(), { ...signed, ...covered, made });
}

@ObjectType({ description: 'A public key by which receipts are checked.', simpleResolvers: true })
export class ReceiptKey {
  @Field(() => ID, { description: 'Its RFC 7638 thumbprint, base64url.' })
  keyId!: string;

  @Field(() => String, { description: 'The Ed25519 public key’s 32 bytes, base64url.' })
  publicKey!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was first used.' })
  firstUsedAt!: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When another one took its place; null while it signs.',
  })
  retiredAt!: Date | null;
}
