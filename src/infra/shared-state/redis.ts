import type { Json } from '../../domain/shared/json.ts';
import type { Random, SharedState, SharedValue } from '../../domain/shared/ports.ts';
import type { RedisLink } from '../redis/redis.ts';

/** Maximum number of values that one command reads or deletes. */
const BATCH = 500;

/** In place of a version: the value is written over any other. */
const ANY_VERSION = '*';
// Writers create the versions: a counter in Redis could restart and repeat a version.
const COMPARE_AND_SET = `
  local kept = redis.call('get', KEYS[1])
  local version = kept and string.match(kept, '^%S*') or ''
  if ARGV[2] ~= '${ANY_VERSION}' and version ~= ARGV[2] then return 0 end
  redis.call('set', KEYS[1], ARGV[3], 'px', ARGV[4])
  local time = redis.call('time')
  redis.call('zadd', KEYS[2], 0, ARGV[1])
  redis.call('zadd', KEYS[3], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[4], ARGV[1])
  return 1`;
const FORGET_EXPIRED = `
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local gone = redis.call('zrangebyscore', KEYS[2], '-inf', now, 'limit', 0, ARGV[1])
  for _, key in ipairs(gone) do
    redis.call('zrem', KEYS[1], key)
    redis.call('zrem', KEYS[2], key)
  end
  return #gone`;

/**
 * Shared state of all nodes on one Redis. Each value is a key with its version before it, and expires automatically. One
 * sorted set holds the keys in order, another one the expiry times. Throws `Unavailable` while Redis is unavailable.
 */
export class RedisSharedState implements SharedState {
  private readonly redis: RedisLink;
  private readonly random: Random;
  private readonly keys: string;
  private readonly expiries: string;

  constructor(redis: RedisLink, random: Random) {
    this.redis = redis;
    this.random = random;
    this.keys = redis.nameOf('state-keys');
    this.expiries = redis.nameOf('state-expiries');
  }

  async get(key: string): Promise<SharedValue | undefined> {
    return toValue(key, await this.redis.ask((redis) => redis.get(this.nameOf(key))));
  }

  async list(prefix: string): Promise<readonly SharedValue[]> {
    const [from, to] = prefix === '' ? ['-', '+'] : [`[${prefix}`, after(prefix)];
    const keys = await this.redis.ask((redis) => redis.zrangebylex(this.keys, from, to));
    const values: SharedValue[] = [];
    for (let at = 0; at < keys.length; at += BATCH) values.push(...(await this.present(keys.slice(at, at + BATCH))));
    return values;
  }

  compareAndSet(key: string, version: string | undefined, value: Json, ttlMs: number): Promise<boolean> {
    return this.write(key, version ?? '', value, ttlMs);
  }

  async set(key: string, value: Json, ttlMs: number): Promise<void> {
    await this.write(key, ANY_VERSION, value, ttlMs);
  }

  /** Deletes the keys of expired values. The values expire automatically. */
  async forgetExpired(): Promise<void> {
    const sweep = () => this.redis.ask((redis) => redis.eval(FORGET_EXPIRED, 2, this.keys, this.expiries, BATCH));
    while ((await sweep()) === BATCH);
  }

  private async write(key: string, version: string, value: Json, ttlMs: number): Promise<boolean> {
    const names = [this.nameOf(key), this.keys, this.expiries];
    const kept = `${this.random.hex(8)} ${JSON.stringify(value)}`;
    const ttl = Math.max(1, Math.ceil(ttlMs));
    const set = await this.redis.ask((redis) =>
      redis.eval(COMPARE_AND_SET, names.length, ...names, key, version, kept, ttl),
    );
    return set === 1;
  }

  private async present(keys: readonly string[]): Promise<readonly SharedValue[]> {
    const kept = await this.redis.ask((redis) => redis.mget(...keys.map((key) => this.nameOf(key))));
    return keys.flatMap((key, at) => toValue(key, kept[at] ?? null) ?? []);
  }

  private nameOf(key: string): string {
    return this.redis.nameOf(`state:${key}`);
  }
}

/** The end of the range of keys with the prefix: UTF-8 never contains the byte 0xff. */
function after(prefix: string): Buffer {
  return Buffer.concat([Buffer.from(`(${prefix}`), Buffer.from([0xff])]);
}

function toValue(key: string, kept: string | null): SharedValue | undefined {
  if (kept === null) return undefined;
  const space = kept.indexOf(' ');
  return { key, version: kept.slice(0, space), value: JSON.parse(kept.slice(space + 1)) as Json };
}
