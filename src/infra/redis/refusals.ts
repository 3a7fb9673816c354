/**
 * Codes of replies that concern the server or its user, not the command: full memory, a replica, a data set that is being
 * loaded, a disk that cannot be written, missing rights, missing replicas, a cluster that is down, a script that runs too long.
 */
const REFUSAL =
  /(?:^|[\s-])(OOM|READONLY|LOADING|MISCONF|NOAUTH|WRONGPASS|NOPERM|NOREPLICAS|MASTERDOWN|CLUSTERDOWN|BUSY)(?=\s|$)/;

/** Redis words missing rights of a script in this way. */
const SCRIPT_WITHOUT_RIGHTS = /user executing the script can't|ACL failure in script/;

/** The code with which Redis refuses to work; undefined for every other error. */
export function refusalIn(error: unknown): string | undefined {
  const message = (error as { readonly message?: string }).message ?? '';
  return SCRIPT_WITHOUT_RIGHTS.test(message) ? 'NOPERM' : REFUSAL.exec(message)?.[1];
}

/** Each command that the server needs, on keys that expire at once or are removed, and on a channel without listeners. */
export const USES_EVERYTHING = `
  redis.call('set', KEYS[1], '1', 'px', 1000)
  redis.call('get', KEYS[1])
  redis.call('mget', KEYS[1])
  redis.call('incrby', KEYS[2], 1)
  redis.call('expire', KEYS[2], 1)
  redis.call('pttl', KEYS[2])
  redis.call('zadd', KEYS[3], 0, 'probe')
  redis.call('zrangebylex', KEYS[3], '-', '+')
  redis.call('zrangebyscore', KEYS[3], '-inf', 0, 'limit', 0, 1)
  redis.call('zrem', KEYS[3], 'probe')
  redis.call('publish', KEYS[1], '')
  return redis.call('time')`;
