import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

/**
 * Refuses a document with more than `most` fields and fragments once every fragment is expanded: a few fragments that each
 * spread the next one twice are millions. Cycles are left to the rule of GraphQL itself.
 */
export function maxSelectionsRule(most: number): ValidationRule {
  return (context) => {
    const known = new Map<string, number>();
    const inFragment = (name: string): number => {
      const found = known.get(name);
      if (found !== undefined) return found;
      // While it is being counted; a cycle ends here.
      known.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment ? within(fragment.selectionSet) : 0;
      known.set(name, count);
      return count;
    };
    const within = ({ selections }: SelectionSetNode): number => {
      let count = 0;
      for (const one of selections) {
        count++;
        if (one.kind === Kind.FRAGMENT_SPREAD) count += inFragment(one.name.value);
        else if (one.selectionSet) count += within(one.selectionSet);
        // Not only for speed: sums of a long chain of fragments overflow a number.
        if (count > most) return most + 1;
      }
      return count;
    };
    return {
      Document(node) {
        let count = 0;
        for (const one of node.definitions)
          if ('selectionSet' in one && one.selectionSet) count += within(one.selectionSet);
        if (count <= most) return undefined;
        const message = `The document asks for more than ${most} fields, counting fragments wherever they are spread.`;
        context.reportError(new GraphQLError(message));
        return undefined;
      },
    };
  };
}
