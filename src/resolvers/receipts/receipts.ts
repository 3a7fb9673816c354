import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { receiptText, receiptTextSize } from '../../domain/receipts/documents.ts';
import type { Receipts } from '../../domain/receipts/receipts.ts';
import type { DocumentFormat } from '../../domain/shared/document-format.ts';
import { TEXT_POINTS } from '../../domain/shared/slices.ts';
import type { Context } from '../context.ts';
import { computedText } from '../shared/computed-text.ts';
import { DocumentFormatEnum } from '../shared/document-format.ts';
import { mutate } from '../shared/mutate.ts';
import { ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, ResultOf } from '../shared/payload.ts';
import { readReceiptOf } from './read-receipt.ts';
import { Receipt, ReceiptKey } from './receipt-types.ts';

@InputType({ description: 'The reason for the rotation.' })
class RotateReceiptKeyInput extends ReasonedInput {}

@ResultOf('rotateReceiptKey')
class RotateReceiptKeyPayload extends Payload {
  @Field(() => [ReceiptKey], {
    nullable: true,
    description: 'All keys, new key first; null when there are user errors.',
  })
  keys?: readonly ReceiptKey[] | null;
}

declare module '../context.ts' {
  interface Doors {
    readonly receipts: Receipts;
  }
}

@Resolver(() => Receipt)
export class ReceiptResolver {
  @Query(() => Receipt, {
    nullable: true,
    description:
      'The receipt of an ended debate, also of a deleted one; null while the debate runs and when the workspace has none with this id.',
  })
  receipt(
    @Arg('debateId', () => ID, { description: 'Id of the debate.' }) debateId: string,
    @Ctx() context: Context,
  ): Promise<Receipt | null> {
    return readReceiptOf(debateId, context);
  }

  @Query(() => [ReceiptKey], {
    description: 'All public keys of receipts, newest first. Also at /.well-known/aragora-receipt-keys.json.',
  })
  receiptKeys(@Ctx() { receipts }: Context): Promise<readonly ReceiptKey[]> {
    return receipts.keys();
  }

  @Mutation(() => RotateReceiptKeyPayload, {
    description: 'Replaces the signing key. Existing receipts stay valid, and their keys stay published.',
  })
  rotateReceiptKey(
    @Arg('input', () => RotateReceiptKeyInput, { description: 'Reason and idempotency key.' })
    input: RotateReceiptKeyInput,
    @Ctx() context: Context,
  ): Promise<RotateReceiptKeyPayload> {
    return mutate(context, 'rotateReceiptKey', input, async (actor, wanted) => ({
      keys: await context.receipts.rotateKey(actor, wanted),
    }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    complexity: TEXT_POINTS,
    description:
      'The receipt as text; null with an error when it is longer than 1,048,576 characters. `GET /api/receipts/{debateId}` returns it at any length. Only JSON can be verified. Markdown is for people, CSV lists the events.',
  })
  document(
    @Root() { signed, debateId }: Receipt,
    @Arg('format', () => DocumentFormatEnum, { defaultValue: 'JSON', description: 'Format of the text.' })
    format: DocumentFormat,
    @Ctx() context: Context,
  ): Promise<string> {
    const text = {
      key: [signed.header.receiptId, format].join(' '),
      parts: () => receiptText(signed, context.receipts.events(signed), format),
      size: () => receiptTextSize(signed, format),
      route: `/api/receipts/${debateId}`,
    };
    return computedText(text, context);
  }
}
