import type { Ask } from './ask.ts';
import type { Debate, DebateStatus } from './debate.ts';
import type { Decision } from './decision.ts';
import type { Participant } from './participant.ts';
import type { Answer, Turn } from './turn.ts';
import type { Crux, Outcome, Verdict } from './verdict.ts';

/** Asks a participant's agent for its turn. Rejects when the agent fails; stops at once when the signal aborts. */
export type AskAgent = (ask: Ask, signal: AbortSignal) => Promise<Answer>;

/** What is known of an agent; null when there is none with this id. */
export type FindAgent = (id: string) => Pick<Participant, 'provider' | 'model'> | null;

/** What the search for cruxes looks at: the debate as it stood when everybody had voted. */
export interface Voted {
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly turns: readonly Turn[];
  readonly verdict: Pick<Verdict, 'winner' | 'rule'>;
}

/** The evidence on which the verdict hangs, the smallest change first. Pure and deterministic. */
export type FindCruxes = (voted: Voted) => readonly Crux[];

/** Which debates a list asks for. `after` and `before` are ids: they sort by the time of their making. */
export interface DebatePage {
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST';
  readonly statuses?: readonly DebateStatus[];
  readonly outcomes?: readonly Outcome[];
  /** Text the task must contain, in any case. */
  readonly text?: string;
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  /** Whether to take the last of the page instead of the first. */
  readonly from: 'START' | 'END';
}

/** A debate taken up by this process: `fence` grows with every claim, and the database refuses writes of an older one. */
export interface Claim {
  readonly debate: Debate;
  readonly fence: number;
}

/** Something any process may ask of whoever runs the debate. */
export interface DebateCommand {
  readonly kind: 'CANCEL';
  readonly debateId: string;
  readonly workspaceId: string;
  readonly requestedBy: string;
}

/** Keeps debates. Methods that take a workspace find nothing of another one. */
export interface DebateStore {
  add(debate: Debate): Promise<void>;
  find(workspaceId: string, id: string): Promise<Debate | undefined>;
  findMany(workspaceId: string, ids: readonly string[]): Promise<readonly Debate[]>;
  /** In the page's order, whichever end it is taken from. */
  page(workspaceId: string, page: DebatePage): Promise<readonly Debate[]>;
  count(workspaceId: string, page: Pick<DebatePage, 'statuses' | 'outcomes' | 'text'>): Promise<number>;
  /** Saves a debate that is being run. Throws `LeaseLost` when the fence is no longer the newest. */
  save(debate: Debate, fence: number): Promise<void>;
  /** Ends a debate that nobody has taken up yet; false when somebody has, or it has ended. */
  saveUnclaimed(debate: Debate): Promise<boolean>;
  remove(workspaceId: string, id: string): Promise<void>;

  /** Takes a debate up that has not ended and that nobody holds; undefined when there is no such one. */
  claim(id: string, holder: string, leaseMs: number): Promise<Claim | undefined>;
  /** Holds the debate for `leaseMs` more. Throws `LeaseLost` when the fence is no longer the newest. */
  renew(id: string, fence: number, leaseMs: number): Promise<void>;
  /** Lets the debate go, so that anybody may claim it at once. */
  release(id: string, fence: number): Promise<void>;
  /** Frees every debate: only for a store whose former holders are proved dead. */
  releaseAll(): Promise<void>;
  /** Ids of debates that have not ended and that nobody holds, oldest first. */
  unheld(limit: number): Promise<readonly string[]>;

  /** Leaves a command for whoever runs the debate; false when it has ended. */
  command(command: DebateCommand): Promise<boolean>;
  /** Commands not yet carried out, oldest first. They go when the debate ends. */
  commandsOf(debateId: string): Promise<readonly DebateCommand[]>;
}

/** Has some process look at the debate soon; enqueued in the ambient transaction, so that it holds exactly if that does. */
export type WakeSoon = (debateId: string) => Promise<void>;
