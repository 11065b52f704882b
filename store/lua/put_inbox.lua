-- put_inbox appends updates that were not seen before to the inbox.
--
-- KEYS[1]  the inbox            {<district>}:inbox
-- KEYS[2]  the updates seen     {<district>}:seen
-- KEYS[3]  how far the district is   {<district>}:reached
-- KEYS[4]  why nobody works          {<district>}:stopped
-- ARGV[1]  when they arrived, unix milliseconds; [2] how many seen updates to keep
-- ARGV[3]  how many steps this process knows of
-- ARGV[4…] the update's ID, its raw JSON, and so on
-- Returns {"taken", the steps, IDs of the entries in the order of the updates, "" for one that was
-- seen before …} or {"lost"}: there were more steps before, or somebody has noticed that.

local inbox, seen, reached, stopped = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, keep, known = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local steps = tonumber(redis.call('HGET', reached, 'steps') or '0')
if steps < known or redis.call('EXISTS', stopped) == 1 then
  return {'lost'}
end

-- Neither may be of another type: half of it would be written. Looking fails then, and says so.
redis.call('XLEN', inbox)

-- A clock that was set back must not make the newest look the oldest: they
-- would be the first to be forgotten.
local newest = redis.call('ZRANGE', seen, -1, -1, 'WITHSCORES')
if newest[2] and tonumber(newest[2]) > tonumber(now) then
  now = newest[2]
end
local result, fresh = {'taken', ''}, false
for i = 4, #ARGV, 2 do
  if redis.call('ZADD', seen, 'NX', now, ARGV[i]) == 1 then
    result[#result + 1] = redis.call('XADD', inbox, '*', 'u', ARGV[i + 1])
    fresh = true
  else
    result[#result + 1] = ''
  end
end
redis.call('ZREMRANGEBYRANK', seen, 0, -keep - 1)
if fresh then
  steps = redis.call('HINCRBY', reached, 'steps', 1)
end
result[2] = tostring(steps)
return result
