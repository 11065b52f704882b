-- resume lets a district work again, from above whatever was known of it.
--
-- KEYS[1]  why nobody works           {<district>}:stopped
-- KEYS[2]  how far the district is    {<district>}:reached
-- KEYS[3]  the last fencing number    {<district>}:fence
-- KEYS[4]  the highest case number    {<district>}:number
-- KEYS[5]  the highest number of a care case    {<district>}:carenumber
-- KEYS[6]  the highest number of a request      {<district>}:servicenumber
-- ARGV[1]  the least for the steps; [2] for the fence; [3] for the case number; [4] for that of care cases; [5] of requests
-- ARGV[6]  how often the district was resumed, with this
-- Returns 1.

local stopped, reached, fence, number, care, service = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]

local function raise(key, least)
  if tonumber(redis.call('GET', key) or '0') < tonumber(least) then
    redis.call('SET', key, least)
  end
end
raise(fence, ARGV[2])
raise(number, ARGV[3])
raise(care, ARGV[4])
raise(service, ARGV[5])
if tonumber(redis.call('HGET', reached, 'steps') or '0') < tonumber(ARGV[1]) then
  redis.call('HSET', reached, 'steps', ARGV[1])
end
redis.call('HSET', reached, 'resumed', ARGV[6])
redis.call('DEL', stopped)
return 1
