import { checkShape, type ShapeMistake } from '../../shared/check-shape.ts';
import { type Listed, listed } from '../../shared/complaints.ts';
import { UserError, type UserErrorDetail } from '../../shared/errors.ts';
import { type Decision, decisionShape } from '../decision.ts';

/** Path in the caller's input of a place in the decision. `isKey`: of the last name in the path itself, and not of its value. */
export type InputPath = (path: readonly string[], mistake: { readonly isKey: boolean }) => readonly string[];

/**
 * Checks form and meaning of a decision. Throws a `UserError` that names every mistake with its path, which is that in the
 * decision when left out.
 */
export function checkDecision(input: unknown, inputPath: InputPath = (path) => path): Decision {
  const checked = checkShape(decisionShape, input);
  if (!checked.isValid) throw refusal({ listed: checked.mistakes, more: checked.more }, inputPath);
  const decision = checked.data;
  const { listed: mistakes, more } = listed(mistakesOf(decision));
  if (mistakes.length > 0) throw refusal({ listed: mistakes, more }, inputPath);
  return decision;
}

function* mistakesOf(decision: Decision): Generator<() => ShapeMistake> {
  for (const mistake of counts(decision)) yield () => mistake;
  yield* repeatedIds(decision);
  yield* unknownIds(decision);
  for (const mistake of cycles(decision)) yield () => mistake;
}

function refusal({ listed: mistakes, more }: Listed<ShapeMistake>, inputPath: InputPath): UserError {
  const details = mistakes.map(({ path, message, isKey = false }): UserErrorDetail => {
    const field = inputPath(path, { isKey });
    return { code: 'INVALID_INPUT', field, message: field.length > 0 ? `${field.join('.')}: ${message}` : message };
  });
  return new UserError(details, more);
}

function problem(path: readonly string[], message: string): ShapeMistake {
  return { path, message };
}

/** What has to be there together. */
function counts({ options, criteria, evidence, agents }: Decision): ShapeMistake[] {
  const found: ShapeMistake[] = [];
  if (options.length === 1) found.push(problem(['options'], 'Give at least 2 options, or none for an open question.'));
  if (agents.length === 1) found.push(problem(['agents'], 'Give 2 to 10 agents, or none.'));
  if (options.length === 0 && (agents.length > 0 || evidence.length > 0)) {
    found.push(problem(['options'], 'Give at least 2 options: evidence and agents are about options.'));
  }
  if (criteria.length === 0 && (agents.length > 0 || evidence.length > 0)) {
    found.push(problem(['criteria'], 'Give at least 1 criterion: evidence and agents are about criteria.'));
  }
  return found;
}

function* repeatedIds(decision: Decision): Generator<() => ShapeMistake> {
  for (const list of ['options', 'criteria', 'evidence', 'agents'] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of decision[list].entries()) {
      if (seen.has(id))
        yield () => problem([list, String(index), 'id'], `The id ${id} is used twice; give each its own.`);
      seen.add(id);
    }
  }
}

function unknownIds(decision: Decision): readonly (() => ShapeMistake)[] {
  const known = {
    options: new Set(decision.options.map((item) => item.id)),
    criteria: new Set(decision.criteria.map((item) => item.id)),
    evidence: new Set(decision.evidence.map((item) => item.id)),
  };
  const found: (() => ShapeMistake)[] = [];
  const expect = (
    list: keyof typeof known,
    id: string,
    path: readonly (string | number)[],
    more: { isKey?: true } = {},
  ) => {
    if (known[list].has(id)) return;
    found.push(() => {
      const choices = [...known[list]].slice(0, 20).join(', ') || 'none';
      return { ...problem(path.map(String), `${id} is not among the ${list} (${choices}).`), ...more };
    });
  };
  decision.evidence.forEach((item, at) => {
    expect('options', item.option, ['evidence', at, 'option']);
    expect('criteria', item.criterion, ['evidence', at, 'criterion']);
    for (const relation of ['attacks', 'supports'] as const) {
      item[relation]?.forEach((id, n) => {
        expect('evidence', id, ['evidence', at, relation, n]);
      });
    }
  });
  decision.agents.forEach((agent, at) => {
    for (const id of Object.keys(agent.weights)) expect('criteria', id, ['agents', at, 'weights', id], { isKey: true });
    agent.startsWith?.forEach((id, n) => {
      expect('evidence', id, ['agents', at, 'startsWith', n]);
    });
  });
  if (decision.groundTruth !== undefined) expect('options', decision.groundTruth, ['groundTruth']);
  return found;
}

/** The first cycle among evidence that speaks about evidence, if there is one: strengths could not be computed. */
function cycles(decision: Decision): ShapeMistake[] {
  const targets = new Map(
    decision.evidence.map((item) => [item.id, [...(item.attacks ?? []), ...(item.supports ?? [])]]),
  );
  const done = new Set<string>();
  const search = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const target of targets.get(id) ?? []) {
      const cycle = search(target, [...path, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const [index, item] of decision.evidence.entries()) {
    const cycle = search(item.id, []);
    if (cycle) {
      const message = `The evidence goes round in a circle: ${cycle.join(' → ')}. Take one of these links out.`;
      return [problem(['evidence', String(index)], message)];
    }
  }
  return [];
}
