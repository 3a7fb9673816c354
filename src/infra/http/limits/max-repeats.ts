import { type ASTNode, GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/** The most repetitions at one place. */
export interface Repeats {
  /** How often one field or fragment may be in one selection, inline fragments included. */
  readonly selections: number;
  /** Directives on one field, fragment or definition. */
  readonly directives: number;
}

/**
 * Refuses repetitions at one place. They would be executed once, but other rules compare each with each, and report a mistake
 * as often as it is made.
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

/** Whether a selection is part of the one around it, and has been counted with it. */
function isInline(parent: ASTNode | readonly ASTNode[] | undefined): boolean {
  return parent !== undefined && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT;
}

/** The count of the most frequent field (each alias for itself) or fragment. */
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
