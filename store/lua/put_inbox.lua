-- put_inbox appends updates that were not seen before to the inbox.
--
-- KEYS[1]  the inbox            {<district>}:inbox
-- KEYS[2]  the updates seen     {<district>}:seen
-- ARGV[1]  when they arrived, unix milliseconds; [2] how many seen updates to keep
-- ARGV[3…] the update's ID, its raw JSON, and so on
-- Returns the IDs of the entries in the order of the updates, "" for one that was seen before.

local inbox, seen = KEYS[1], KEYS[2]
local now, keep = ARGV[1], tonumber(ARGV[2])

-- Neither may be of another type: half of it would be written. Looking fails then, and says so.
redis.call('XLEN', inbox)

-- A clock that was set back must not make the newest look the oldest: they
-- would be the first to be forgotten.
local newest = redis.call('ZRANGE', seen, -1, -1, 'WITHSCORES')
if newest[2] and tonumber(newest[2]) > tonumber(now) then
  now = newest[2]
end
local entries = {}
for i = 3, #ARGV, 2 do
  if redis.call('ZADD', seen, 'NX', now, ARGV[i]) == 1 then
    entries[#entries + 1] = redis.call('XADD', inbox, '*', 'u', ARGV[i + 1])
  else
    entries[#entries + 1] = ''
  end
end
redis.call('ZREMRANGEBYRANK', seen, 0, -keep - 1)
return entries
