import { type ASTNode, GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/** Most of one kind at one place. */
export interface Repeats {
  /** Times that one field may stand in one selection. */
  readonly fields: number;
  /** Directives on one field, fragment or definition. */
  readonly directives: number;
}

/**
 * Refuses what stands at one place again and again. It would be answered once, but other rules compare each with each, and
 * report a mistake as often as it is made.
 */
export function maxRepeatsRule(most: Repeats): ValidationRule {
  return (context) => {
    const report = (message: string, node: ASTNode) => context.reportError(new GraphQLError(message, { nodes: node }));
    return {
      enter(node) {
        if ('directives' in node && (node.directives?.length ?? 0) > most.directives)
          report(`There are more than ${most.directives} directives at one place.`, node);
        if (node.kind === Kind.SELECTION_SET && mostOfOne(node) > most.fields)
          report(`One field stands more than ${most.fields} times in one selection. Once is enough.`, node);
      },
    };
  };
}

/** How often the field that stands most often does, each alias for itself. */
function mostOfOne({ selections }: SelectionSetNode): number {
  const times = new Map<string, number>();
  for (const one of selections) {
    if (one.kind !== Kind.FIELD) continue;
    const name = (one.alias ?? one.name).value;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return Math.max(0, ...times.values());
}
