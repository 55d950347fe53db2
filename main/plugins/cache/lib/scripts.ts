/**
 * One token bucket as one number: the time at which it would be full again (GCRA), on the clock of the server, so that
 * gateways whose clocks differ agree. KEYS: the bucket. ARGV: milliseconds for one token, size of the bucket. Returns
 * the milliseconds to wait, 0 when a token was taken.
 */
export const TAKE = `
local now = redis.call('TIME')
now = now[1] * 1000 + now[2] / 1000
local each, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + each
local wait = full - now - burst * each
if wait > 0.001 then return string.format('%.3f', wait) end
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return '0'
`;

/** Gives a lock back, unless it is somebody else’s by now. KEYS: the lock. ARGV: our mark. */
export const UNLOCK = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;
