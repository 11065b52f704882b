-- seize_lease makes a process the owner of the district, whoever had it. The
-- fencing number makes that safe: what the former owner still commits is
-- refused.
--
-- KEYS[1]  the lease                  {<district>}:lease
-- KEYS[2]  the last fencing number    {<district>}:fence
-- KEYS[3]  how far the district is    {<district>}:reached
-- KEYS[4]  why nobody works           {<district>}:stopped
-- ARGV[1]  who takes it; [2] how long it lasts, milliseconds; [3] how many steps this process knows of
-- Returns the lease as this process has it now, or "lost": there were more steps
-- before, or somebody has noticed that.

local lease, fence, reached, stopped = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local owner, lasts, known = ARGV[1], ARGV[2], ARGV[3]

if tonumber(redis.call('HGET', reached, 'steps') or '0') < tonumber(known) or redis.call('EXISTS', stopped) == 1 then
  return 'lost'
end
local ours = redis.call('INCR', fence) .. ':' .. owner
redis.call('SET', lease, ours, 'PX', lasts)
return ours
