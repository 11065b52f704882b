-- keep_lease prolongs the lease of its owner, or gives it up.
--
-- KEYS[1]  the lease    {<district>}:lease
-- KEYS[2]  how far the district is    {<district>}:reached
-- ARGV[1]  the lease as this process has it; [2] how long it lasts from now, milliseconds, 0: give it up
-- ARGV[3]  how many steps this process knows of
-- Returns 1, 0 when it ran out or somebody else has it, or -1: there were more steps before.

local lease, reached = KEYS[1], KEYS[2]
local ours, lasts, known = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

if redis.call('GET', lease) ~= ours then
  return 0
end
if tonumber(redis.call('HGET', reached, 'steps') or '0') < known then
  return -1
end
if lasts == 0 then
  redis.call('DEL', lease)
else
  redis.call('PEXPIRE', lease, lasts)
end
return 1
