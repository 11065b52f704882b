-- take_lease makes a process the owner of the district, if it has none.
--
-- KEYS[1]  the lease                  {<district>}:lease
-- KEYS[2]  the last fencing number    {<district>}:fence
-- ARGV[1]  who takes it; [2] how long it lasts, milliseconds
-- Returns the lease as this process has it now, "" when somebody has it.

local lease, fence = KEYS[1], KEYS[2]
local owner, lasts = ARGV[1], ARGV[2]

if redis.call('EXISTS', lease) == 1 then
  return ''
end
local ours = redis.call('INCR', fence) .. ':' .. owner
redis.call('SET', lease, ours, 'PX', lasts)
return ours
