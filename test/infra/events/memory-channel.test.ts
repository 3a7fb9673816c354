import { describe, expect, it } from 'vitest';
import { MemoryChannel } from '../../../src/infra/events/memory-channel.ts';
import { describeLossyChannel } from './lossy-channel.ts';

describeLossyChannel('memory', async () => {
  const channel = new MemoryChannel();
  return { near: channel, far: channel };
});

describe('a memory channel', () => {
  it('keeps nothing of listeners that have stopped', () => {
    const channel = new MemoryChannel();
    const ref = { workspaceId: 'wsp_1', stream: 'dbt_1' };
    const stops = [channel.listen(ref, () => {}), channel.listen(ref, () => {})];
    expect(channel.listening).toBe(2);
    for (const stop of stops) stop();
    expect(channel.listening).toBe(0);
  });
});
