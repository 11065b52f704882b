-- commit writes all that one event changes, or nothing. What is written is
-- given as a list of instructions, so that this script knows neither records
-- nor rules.
--
-- KEYS[1]  the lease    {<district>}:lease
-- KEYS[2]  what the op is taken from    {<district>}:inbox, {<district>}:timers or {<district>}:ran
-- KEYS[3]  how far the district is      {<district>}:reached
-- KEYS[4…] whatever the instructions name by its index
-- ARGV[1]  the lease as this process has it
-- ARGV[2]  what the op is:
--          "inbox"  [3] an entry, which is removed
--          "timer"  [3] a timer, which is removed while [4] is still its deadline, unix seconds
--          "once"   [3] whose job, which is noted as run for [4], its moment, unix seconds
--          "none"   [3] and [4] mean nothing
-- ARGV[5]  how many steps this process knows of
-- ARGV[6…] instructions: verb, index of the key, how many arguments, arguments
--          looks:  rev <expected; 0: must not exist>   has   card <members it must have>
--                  same <value it must hold>   hsame <field> <value>   scored <score> <member>   form <type it must have>
--          writes: set <value> <ms, 0: for ever>   del   zadd <score> <member>   zrem <member>
--                  sadd <member>   srem <member>   hset <field> <value>   hdel <field>
--                  xadd <field> <value>   max <number>   zaddnx <score> <member>
--                  rpush <member>   newest <how many members stay> <ms they are kept after this>
--                  geoadd <longitude> <latitude> <member>   count <field> <number> <ms it is kept, 0: for ever>
--                  xdel <entry>   move <index of the key it becomes, with all it holds, for ever>
-- Returns {"written", IDs of xadd, in their order …, the steps}, {"again"} (this op was
-- used up before), {"stale", key} (what stands there is not what was read), {"damaged", key,
-- field} (what is to be written to is not what it should be; "": all of it), {"fenced"}
-- (another process owns the district) or {"lost"} (there were more steps before).

local lease, from, reached = KEYS[1], KEYS[2], KEYS[3]
local ours, op, entry, deadline, known = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

-- Look first. Redis does not roll back, so nothing is written before this is done.
if redis.call('GET', lease) ~= ours then
  return {'fenced'}
end
if tonumber(redis.call('HGET', reached, 'steps') or '0') < tonumber(known) then
  return {'lost'}
end
if op == 'inbox' then
  if #redis.call('XRANGE', from, entry, entry) == 0 then
    return {'again'}
  end
elseif op == 'timer' then
  local score = redis.call('ZSCORE', from, entry)
  if not score or tonumber(score) ~= tonumber(deadline) then
    return {'again'}
  end
elseif op == 'once' then
  local ran = redis.call('HGET', from, entry)
  if ran and (tonumber(ran) or 0) >= tonumber(deadline) then
    return {'again'}
  end
end
-- What a verb writes to has one type; in the middle of writing it would be too late to notice another.
local types = {
  rev = 'string', set = 'string', max = 'string', card = 'zset', zadd = 'zset', zaddnx = 'zset', zrem = 'zset', geoadd = 'zset', newest = 'zset',
  scored = 'zset', hset = 'hash', hdel = 'hash', hsame = 'hash', count = 'hash', sadd = 'set', srem = 'set', rpush = 'list', xadd = 'stream', xdel = 'stream',
}
local looked = {}
local at = 6
while at <= #ARGV do
  local verb, key, count = ARGV[at], KEYS[tonumber(ARGV[at + 1])], tonumber(ARGV[at + 2])
  local type = types[verb]
  if type and not looked[key] then
    looked[key] = true
    local is = redis.call('TYPE', key).ok
    if is ~= 'none' and is ~= type then
      return {'damaged', key, ''}
    end
  end
  if verb == 'rev' then
    local written = redis.call('GETRANGE', key, 0, 15)
    local rev = string.match(written, '^%d+') or '0'
    if rev ~= ARGV[at + 3] then
      return {'stale', key}
    end
  elseif verb == 'card' and redis.call('ZCARD', key) ~= tonumber(ARGV[at + 3]) then
    return {'stale', key}
  elseif verb == 'has' and redis.call('EXISTS', key) == 0 then
    return {'stale', key}
  elseif verb == 'form' and redis.call('TYPE', key).ok ~= ARGV[at + 3] then
    return {'stale', key}
  elseif verb == 'same' and (redis.call('TYPE', key).ok ~= 'string' or redis.call('GET', key) ~= ARGV[at + 3]) then
    return {'stale', key}
  elseif verb == 'hsame' and redis.call('HGET', key, ARGV[at + 3]) ~= ARGV[at + 4] then
    return {'stale', key}
  elseif verb == 'scored' and tonumber(redis.call('ZSCORE', key, ARGV[at + 4]) or 'nan') ~= tonumber(ARGV[at + 3]) then
    return {'stale', key}
  elseif verb == 'max' and not tonumber(redis.call('GET', key) or '0') then
    return {'damaged', key, ''}
  elseif verb == 'count' and not string.match(redis.call('HGET', key, ARGV[at + 3]) or '0', '^-?%d+$') then
    return {'damaged', key, ARGV[at + 3]}
  end
  at = at + 3 + count
end

-- Now write.
local result = {'written'}
if op == 'inbox' then
  redis.call('XDEL', from, entry)
elseif op == 'timer' then
  redis.call('ZREM', from, entry)
elseif op == 'once' then
  redis.call('HSET', from, entry, deadline)
end
at = 6
while at <= #ARGV do
  local verb, key, count = ARGV[at], KEYS[tonumber(ARGV[at + 1])], tonumber(ARGV[at + 2])
  local a, b = ARGV[at + 3], ARGV[at + 4]
  if verb == 'set' then
    if b == '0' then
      redis.call('SET', key, a)
    else
      redis.call('SET', key, a, 'PX', b)
    end
  elseif verb == 'del' then
    redis.call('DEL', key)
  elseif verb == 'zadd' then
    redis.call('ZADD', key, a, b)
  elseif verb == 'zaddnx' then
    redis.call('ZADD', key, 'NX', a, b)
  elseif verb == 'count' then
    redis.call('HINCRBY', key, a, b)
    if ARGV[at + 5] ~= '0' then
      redis.call('PEXPIRE', key, ARGV[at + 5])
    end
  elseif verb == 'rpush' then
    redis.call('RPUSH', key, a)
  elseif verb == 'geoadd' then
    redis.call('GEOADD', key, a, b, ARGV[at + 5])
  elseif verb == 'newest' then
    redis.call('ZREMRANGEBYRANK', key, 0, -1 - tonumber(a))
    redis.call('PEXPIRE', key, b)
  elseif verb == 'zrem' then
    redis.call('ZREM', key, a)
  elseif verb == 'sadd' then
    redis.call('SADD', key, a)
  elseif verb == 'srem' then
    redis.call('SREM', key, a)
  elseif verb == 'hset' then
    redis.call('HSET', key, a, b)
  elseif verb == 'hdel' then
    redis.call('HDEL', key, a)
  elseif verb == 'xdel' then
    redis.call('XDEL', key, a)
  elseif verb == 'move' then
    redis.call('RENAME', key, KEYS[tonumber(a)])
    redis.call('PERSIST', KEYS[tonumber(a)])
  elseif verb == 'xadd' then
    result[#result + 1] = redis.call('XADD', key, '*', a, b)
  elseif verb == 'max' then
    if tonumber(redis.call('GET', key) or '0') < tonumber(a) then
      redis.call('SET', key, a)
    end
  end
  at = at + 3 + count
end
result[#result + 1] = tostring(redis.call('HINCRBY', reached, 'steps', 1))
return result
