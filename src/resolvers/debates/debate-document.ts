import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { debateDocument } from '../../domain/debates/documents/debates-document.ts';
import type { DocumentFormat } from '../../domain/shared/document-format.ts';
import { notFound } from '../../domain/shared/errors.ts';
import type { Context } from '../context.ts';
import { DocumentFormatEnum } from '../shared/document-format.ts';
import { Debate } from './debate-types.ts';

@Resolver(() => Debate)
export class DebateDocumentResolver {
  @FieldResolver(() => String, { description: 'The whole debate as text for a file.' })
  async document(
    @Root() { id }: Debate,
    @Arg('format', () => DocumentFormatEnum, { defaultValue: 'MARKDOWN', description: 'Format of the text.' })
    format: DocumentFormat,
    @Ctx() { debateLoader }: Context,
  ): Promise<string> {
    const debate = await debateLoader.load(id);
    if (!debate) throw notFound(id);
    return debateDocument(debate, format);
  }
}
