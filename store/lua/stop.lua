-- stop ends all work in a district of which Redis has lost something, until it
-- is resumed, and keeps the highest that anybody knew of it.
--
-- KEYS[1]  why nobody works    {<district>}:stopped
-- KEYS[2]  the lease           {<district>}:lease
-- ARGV[1]  why; [2] who says so; [3] when, unix seconds
-- ARGV[4…] what is known, a name and a number, and so on
-- Returns 1 for the first to say so, or 0.

local stopped, lease = KEYS[1], KEYS[2]
local why, by, at = ARGV[1], ARGV[2], ARGV[3]

local first = redis.call('HSETNX', stopped, 'why', why)
if first == 1 then
  redis.call('HSET', stopped, 'by', by, 'at', at)
end
for i = 4, #ARGV, 2 do
  if tonumber(redis.call('HGET', stopped, ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then
    redis.call('HSET', stopped, ARGV[i], ARGV[i + 1])
  end
end
redis.call('DEL', lease)
return first
