import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { debateDocument, debateDocumentSize } from '../../domain/debates/documents/debates-document.ts';
import type { DocumentFormat } from '../../domain/shared/document-format.ts';
import { notFound } from '../../domain/shared/errors.ts';
import { TEXT_POINTS } from '../../domain/shared/slices.ts';
import type { Context } from '../context.ts';
import { computedText } from '../shared/computed-text.ts';
import { DocumentFormatEnum } from '../shared/document-format.ts';
import { Debate } from './debate-types.ts';

@Resolver(() => Debate)
export class DebateDocumentResolver {
  @FieldResolver(() => String, {
    nullable: true,
    complexity: TEXT_POINTS,
    description:
      'The whole debate as text for a file; null with an error when it is longer than 1,048,576 characters. `GET /api/debates/{id}/document` returns it at any length.',
  })
  async document(
    @Root() { id }: Debate,
    @Arg('format', () => DocumentFormatEnum, { defaultValue: 'MARKDOWN', description: 'Format of the text.' })
    format: DocumentFormat,
    @Ctx() context: Context,
  ): Promise<string> {
    const debate = await context.debateLoader.load(id);
    if (!debate) throw notFound(id);
    const text = {
      key: [id, debate.seq, debate.groundTruth, format].join(' '),
      parts: () => debateDocument(debate, format),
      size: () => debateDocumentSize(debate, format),
      route: `/api/debates/${id}/document`,
    };
    return computedText(text, context);
  }
}
