-- sent removes letters from the outbox and remembers which messages are cards,
-- and which groups' quotas are used up.
--
-- KEYS[1]  the lease         {<district>}:lease
-- KEYS[2]  the outbox        {<district>}:outbox
-- KEYS[3]  the quotas        {<district>}:quotas
-- KEYS[4…] the cases' cards  {<district>}:cards:<number>, one for each letter that is a card
-- ARGV[1]  of the first letter, the lease as its sender has it; [2] its entry
--          [3] the index in KEYS of its case's cards, "" for what is no card
--          [4] the chat; [5] the message ID, "" when the card is gone
--          [6] until when the quota of the group it went to is used up, unix ms; "" for a private chat
-- ARGV[7…] the same six of the next letter, and so on
-- Returns for each letter "written", "again" (it was removed before) or "fenced".

local outbox, quotas = KEYS[2], KEYS[3]
local lease = redis.call('GET', KEYS[1])

local results = {}
for i = 1, #ARGV, 6 do
  local ours, entry, cards, chat, message, full = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5]
  local result = 'written'
  if lease ~= ours then
    result = 'fenced'
  elseif redis.call('XDEL', outbox, entry) == 0 then
    result = 'again'
  else
    if cards ~= '' and message ~= '' then
      redis.call('HSET', KEYS[tonumber(cards)], chat, message)
    elseif cards ~= '' then
      redis.call('HDEL', KEYS[tonumber(cards)], chat)
    end
    if full ~= '' then
      redis.call('HSET', quotas, chat, full)
    end
  end
  results[#results + 1] = result
end
return results
