-- sent removes a letter from the outbox and remembers which message a card is.
--
-- KEYS[1]  the lease         {<district>}:lease
-- KEYS[2]  the outbox        {<district>}:outbox
-- KEYS[3]  the case's cards  {<district>}:cards:<number>; the outbox again for what is no card
-- KEYS[4]  the quotas        {<district>}:quotas
-- ARGV[1]  the lease as it is held; [2] the letter's entry
-- ARGV[3]  the chat, "" for what is no card; [4] the message ID, "" when the card is gone
-- ARGV[5]  the group the letter went to, "" for a private chat; [6] until when its quota is used up, unix ms
-- Returns "written", "again" (it was removed before) or "fenced".

local lease, outbox, cards, quotas = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local held, entry, chat, message, group, full = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

if redis.call('GET', lease) ~= held then
  return 'fenced'
end
if redis.call('XDEL', outbox, entry) == 0 then
  return 'again'
end
if chat ~= '' then
  if message == '' then
    redis.call('HDEL', cards, chat)
  else
    redis.call('HSET', cards, chat, message)
  end
end
if group ~= '' then
  redis.call('HSET', quotas, group, full)
end
return 'written'
