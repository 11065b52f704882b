-- seize_lease makes a process the owner of the district, whoever had it. The
-- fencing number makes that safe: what the former owner still commits is
-- refused.
--
-- KEYS[1]  the lease                  {<district>}:lease
-- KEYS[2]  the last fencing number    {<district>}:fence
-- ARGV[1]  who takes it; [2] how long it lasts, milliseconds
-- Returns the lease as this process has it now.

local lease, fence = KEYS[1], KEYS[2]
local owner, lasts = ARGV[1], ARGV[2]

local ours = redis.call('INCR', fence) .. ':' .. owner
redis.call('SET', lease, ours, 'PX', lasts)
return ours
