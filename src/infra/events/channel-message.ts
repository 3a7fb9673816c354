import type { StreamRef } from '../../domain/events/ports.ts';
import type { Json } from '../../domain/shared/json.ts';

/** A message between processes. */
export interface ChannelMessage {
  /** The process that sent it. */
  readonly node: string;
  /** The number of the message, counted per process. */
  readonly count: number;
  readonly ref: StreamRef;
  readonly message: Json;
}

/** The message as text; `message` is already JSON. */
export function toChannelText({ node, count, ref }: Omit<ChannelMessage, 'message'>, message: string): string {
  const address = JSON.stringify([node, count, ref.workspaceId, ref.stream]);
  return `${address.slice(0, -1)},${message}]`;
}

/**
 * The message in a received text; undefined for a text in another format, because any client may send on the channel.
 */
export function channelMessageIn(text: string | undefined): ChannelMessage | undefined {
  try {
    const [node, count, workspaceId, stream, message] = JSON.parse(text ?? '') as Json[];
    const isOurs = typeof node === 'string' && typeof count === 'number' && message !== undefined;
    if (!isOurs || typeof workspaceId !== 'string' || typeof stream !== 'string') return undefined;
    return { node, count, ref: { workspaceId, stream }, message };
  } catch {
    return undefined;
  }
}
