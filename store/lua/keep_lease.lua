-- keep_lease prolongs the lease of its owner, or gives it up.
--
-- KEYS[1]  the lease    {<district>}:lease
-- ARGV[1]  the lease as this process has it; [2] how long it lasts from now, milliseconds, 0: give it up
-- Returns 1, or 0 when it ran out or somebody else has it.

local lease = KEYS[1]
local ours, lasts = ARGV[1], tonumber(ARGV[2])

if redis.call('GET', lease) ~= ours then
  return 0
end
if lasts == 0 then
  redis.call('DEL', lease)
else
  redis.call('PEXPIRE', lease, lasts)
end
return 1
