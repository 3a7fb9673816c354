import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type * as domain from '../../domain/receipts/receipt.ts';
import { Node } from '../shared/node.ts';
import { DateTime } from '../shared/scalars.ts';

const SignatureAlgorithmEnum = { ED25519: 'Ed25519' } as const;
registerEnumType(SignatureAlgorithmEnum, {
  name: 'SignatureAlgorithm',
  description: 'Algorithm of the signature of a receipt.',
  valuesConfig: { ED25519: { description: 'Ed25519 (RFC 8032) over the canonical JSON (RFC 8785) of the header.' } },
});

@ObjectType({
  description:
    'Signed proof of the turns and the verdict of an ended debate. It can be verified with the public key alone.',
  implements: Node,
  simpleResolvers: true,
})
export class Receipt extends Node {
  @Field(() => ID, { description: 'Id with the prefix `rcp_`.' })
  declare id: string;

  @Field(() => ID, { description: 'Id of the debate, which may be deleted.' })
  debateId!: string;

  @Field(() => DateTime, { description: 'Time of issue, at the end of the debate.' })
  issuedAt!: Date;

  @Field(() => SignatureAlgorithmEnum, { description: 'Algorithm of the signature.' })
  algorithm!: 'Ed25519';

  @Field(() => String, { description: 'RFC 7638 thumbprint of the signing key, as in `receiptKeys`.' })
  keyId!: string;

  @Field(() => String, { description: 'Signature, base64url.' })
  signature!: string;

  @Field(() => Int, { description: 'Number of events covered.' })
  eventCount!: number;

  @Field(() => String, { description: 'Hash of the last event covered, 64 hexadecimal digits.' })
  chainHead!: string;

  @Field(() => Boolean, { description: 'Whether the content was erased with the debate. The signature stays valid.' })
  isErased!: boolean;

  /** The source of `document`. */
  signed!: domain.SignedReceipt;
}

export function toReceipt(signed: domain.SignedReceipt): Receipt {
  const { header, signature, statementSalt } = signed;
  const { receiptId: id, debateId, issuedAt, algorithm, keyId, chain } = header;
  const facts = { id, debateId, issuedAt: new Date(issuedAt), algorithm, keyId, signature };
  const covered = { eventCount: chain.length, chainHead: chain.head, isErased: statementSalt === null };
  return Object.assign(new Receipt(), { ...facts, ...covered, signed });
}

@ObjectType({ description: 'A public key for the verification of receipts.', simpleResolvers: true })
export class ReceiptKey {
  @Field(() => String, { description: 'RFC 7638 thumbprint of the key, base64url.' })
  keyId!: string;

  @Field(() => String, { description: 'The 32 bytes of the Ed25519 public key, base64url.' })
  publicKey!: string;

  @Field(() => DateTime, { description: 'Time of first use.' })
  firstUsedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when another key replaced it; null while it signs.',
  })
  retiredAt!: Date | null;
}
