import { type ASTNode, GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/** Most of one kind at one place. */
export interface Repeats {
  /** Times that one field or fragment may stand in one selection, inline fragments included. */
  readonly selections: number;
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
      enter(node, _key, parent) {
        if ('directives' in node && (node.directives?.length ?? 0) > most.directives)
          report(`There are more than ${most.directives} directives at one place.`, node);
        if (node.kind === Kind.SELECTION_SET && !isInline(parent) && mostOfOne(node) > most.selections)
          report(
            `One field or fragment stands more than ${most.selections} times in one selection. Once is enough.`,
            node,
          );
      },
    };
  };
}

/** Whether a selection belongs to the one around it, with which it has been counted. */
function isInline(parent: ASTNode | readonly ASTNode[] | undefined): boolean {
  return parent !== undefined && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT;
}

/** How often that stands which stands most often: a field, each alias for itself, or a fragment by its name. */
function mostOfOne(selection: SelectionSetNode): number {
  const times = new Map<string, number>();
  const count = ({ selections }: SelectionSetNode): void => {
    for (const one of selections) {
      if (one.kind === Kind.INLINE_FRAGMENT) {
        count(one.selectionSet);
        continue;
      }
      const name = one.kind === Kind.FIELD ? (one.alias ?? one.name).value : `...${one.name.value}`;
      times.set(name, (times.get(name) ?? 0) + 1);
    }
  };
  count(selection);
  return Math.max(0, ...times.values());
}
