import { z } from 'zod';
import type { Json } from '../../shared/json.ts';
import { TURN_EVENTS } from '../events.ts';
import type { TurnKind } from '../turn.ts';

/** Identifies the turn that is being written. */
export interface TurnRef {
  readonly participantId: string;
  readonly kind: TurnKind;
  readonly round: number;
}

/** A piece of a turn that is being written. */
export interface TurnText extends TurnRef {
  /** 1, 2, …: a higher number means that all earlier text is void and the turn starts again. */
  readonly attempt: number;
  /** Length of the attempt's text before this piece, in UTF-16 code units. If the reader has less, a piece was lost. */
  readonly offset: number;
  readonly text: string;
}

const KINDS = Object.keys(TURN_EVENTS) as [TurnKind, ...TurnKind[]];

const TURN_TEXT = z.object({
  participantId: z.string(),
  kind: z.enum(KINDS),
  round: z.int().nonnegative(),
  attempt: z.int().positive(),
  offset: z.int().nonnegative(),
  text: z.string(),
});

/** The piece in a message; undefined for any other message: newer versions may use the channel too. */
export function turnTextIn(message: Json): TurnText | undefined {
  return TURN_TEXT.safeParse(message).data;
}
