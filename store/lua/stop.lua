-- stop ends all work in a district of which Redis has lost something, until it
-- is resumed, and keeps the highest that anybody knew of it.
--
-- KEYS[1]  why nobody works    {<district>}:stopped
-- KEYS[2]  the lease           {<district>}:lease
-- KEYS[3]  how far the district is    {<district>}:reached
-- ARGV[1]  why; [2] who says so; [3] when, unix seconds
-- ARGV[4]  how often the district had been resumed when that was noticed; -1: however often
-- ARGV[5…] what is known, a name and a number, and so on
-- Returns 1 for the first to say so, or 0; also where the district was resumed since it was noticed:
-- whoever resumed it knows of it.

local stopped, lease, reached = KEYS[1], KEYS[2], KEYS[3]
local why, by, at, noticed = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

if noticed >= 0 and (tonumber(redis.call('HGET', reached, 'resumed') or '0') or 0) > noticed then
  return 0
end

local first = redis.call('HSETNX', stopped, 'why', why)
if first == 1 then
  redis.call('HSET', stopped, 'by', by, 'at', at)
end
for i = 5, #ARGV, 2 do
  if tonumber(redis.call('HGET', stopped, ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then
    redis.call('HSET', stopped, ARGV[i], ARGV[i + 1])
  end
end
redis.call('DEL', lease)
return first
