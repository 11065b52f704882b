-- sent removes letters from the outbox and remembers which messages are cards,
-- which case each message is about, and which groups' quotas are used up.
--
-- KEYS[1]  the lease         {<district>}:lease
-- KEYS[2]  the outbox        {<district>}:outbox
-- KEYS[3]  the quotas        {<district>}:quotas
-- KEYS[4…] the cases' cards  {<district>}:cards:<number>, one for each letter that is a card, and
--          what was said     {<district>}:said:<chat>, one for each letter about a case
-- ARGV[1]  how many messages of a chat are remembered; [2] for how long after the newest, ms
-- ARGV[3]  of the first letter, the lease as its sender has it; [4] its entry
--          [5] the index in KEYS of its case's cards, "" for what is no card
--          [6] the chat, or how it is named among cards; [7] the message ID, "" when the card is gone
--          [8] until when the quota of the group it went to is used up, unix ms; "" for a private chat
--          [9] the index in KEYS of what was said there, "" for what is about no case; [10] its member
--          [11] how the chat was named among cards before, which is forgotten; "" where it was not
-- ARGV[12…] the same nine of the next letter, and so on
-- Returns for each letter "written", "again" (it was removed before), "fenced", or "damaged"
-- (nothing was done: what is to be written to is of another type).

local outbox, quotas, keep, lasts = KEYS[2], KEYS[3], tonumber(ARGV[1]), ARGV[2]
local lease = redis.call('GET', KEYS[1])

local function is(key, type)
  local found = redis.call('TYPE', key).ok
  return found == 'none' or found == type
end

local results = {}
for i = 3, #ARGV, 9 do
  local ours, entry, cards, chat, message, full = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5]
  local said, member, former = KEYS[tonumber(ARGV[i + 6])], ARGV[i + 7], ARGV[i + 8]
  local result = 'written'
  if lease ~= ours then
    result = 'fenced'
  elseif not is(outbox, 'stream') or not is(quotas, 'hash') or cards ~= '' and not is(KEYS[tonumber(cards)], 'hash') or said and not is(said, 'zset') then
    result = 'damaged'
  elseif redis.call('XDEL', outbox, entry) == 0 then
    result = 'again'
  else
    if cards ~= '' and message ~= '' then
      redis.call('HSET', KEYS[tonumber(cards)], chat, message)
    elseif cards ~= '' then
      redis.call('HDEL', KEYS[tonumber(cards)], chat)
    end
    if former ~= '' then
      redis.call('HDEL', KEYS[tonumber(cards)], former)
    end
    if said then
      redis.call('ZREMRANGEBYSCORE', said, message, message)
      redis.call('ZADD', said, message, member)
      redis.call('ZREMRANGEBYRANK', said, 0, -1 - keep)
      redis.call('PEXPIRE', said, lasts)
    end
    if full ~= '' then
      redis.call('HSET', quotas, chat, full)
    end
  end
  results[#results + 1] = result
end
return results
