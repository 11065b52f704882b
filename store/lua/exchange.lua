-- exchange puts a value in the place of another, unless somebody wrote it since it was read.
--
-- KEYS[1]  the record    any key that is a string
-- ARGV[1]  the value that was read; [2] the new one
-- Returns 1, or 0 when it is another one by now.

local record = KEYS[1]
local was, is = ARGV[1], ARGV[2]

if redis.call('GET', record) ~= was then
  return 0
end
redis.call('SET', record, is, 'KEEPTTL')
return 1
