import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { writtenOut } from '../../domain/receipts/documents.ts';
import type { Receipts } from '../../domain/receipts/receipts.ts';
import type { DocumentFormat } from '../../domain/shared/document-format.ts';
import type { Context } from '../context.ts';
import { DocumentFormatEnum } from '../shared/document-format.ts';
import { mutate } from '../shared/mutate.ts';
import { ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, ResultOf } from '../shared/payload.ts';
import { Receipt, ReceiptKey, toReceipt } from './receipt-types.ts';

@InputType({ description: 'The exchange of the key that receipts are signed with.' })
class RotateReceiptKeyInput extends ReasonedInput {}

@ResultOf('rotateReceiptKey')
class RotateReceiptKeyPayload extends Payload {
  @Field(() => [ReceiptKey], {
    nullable: true,
    description: 'Every key, the new one first; null when there are user errors.',
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
      'The receipt of an ended debate, a deleted one included; null while it runs and where there is no such one.',
  })
  async receipt(
    @Arg('debateId', () => ID, { description: 'The debate.' }) debateId: string,
    @Ctx() { receipts, actor }: Context,
  ): Promise<Receipt | null> {
    const receipt = await receipts.find(actor, debateId);
    return receipt ? toReceipt(receipt) : null;
  }

  @Query(() => [ReceiptKey], {
    description:
      'Every public key that receipts were signed with, the newest first. Also at /.well-known/aragora-receipt-keys.json.',
  })
  receiptKeys(@Ctx() { receipts }: Context): Promise<readonly ReceiptKey[]> {
    return receipts.keys();
  }

  @Mutation(() => RotateReceiptKeyPayload, {
    description:
      'Signs receipts with a new key from now on. Those signed before stay valid, and their keys stay published.',
  })
  rotateReceiptKey(
    @Arg('input', () => RotateReceiptKeyInput, { description: 'Why, and a key for repeating it.' })
    input: RotateReceiptKeyInput,
    @Ctx() context: Context,
  ): Promise<RotateReceiptKeyPayload> {
    return mutate(context, 'rotateReceiptKey', input, async (actor, wanted) => ({
      keys: await context.receipts.rotateKey(actor, wanted),
    }));
  }

  @FieldResolver(() => String, {
    description:
      'The receipt written out. Only the JSON can be verified; Markdown is for reading, CSV lists the events.',
  })
  document(
    @Root() { made }: Receipt,
    @Arg('format', () => DocumentFormatEnum, { defaultValue: 'JSON', description: 'In which form.' })
    format: DocumentFormat,
  ): string {
    return writtenOut(made, format);
  }
}
