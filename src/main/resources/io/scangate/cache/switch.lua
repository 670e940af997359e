-- Makes the generation that was filled the one that is read, and announces it.
--
-- KEYS  1 seq  2 feed  3 layout  4 rebuild
-- ARGV  1 rebuild as the writer knows it  2 the sequence held until now
--       3 the sequence of what was filled  4 the feed entry
--
-- Answers {1 applied | 3 another sequence is held | 4 another rebuild has begun, the sequence held}.
local held = tonumber(redis.call('GET', KEYS[1]) or '0')
if (redis.call('GET', KEYS[4]) or '') ~= ARGV[1] then
  return {4, held}
elseif held ~= tonumber(ARGV[2]) then
  return {3, held}
end
redis.call('SET', KEYS[3], ARGV[1])
redis.call('DEL', KEYS[4])
redis.call('SET', KEYS[1], ARGV[3])
redis.call('XADD', KEYS[2], '*', 'e', ARGV[4])
return {1, tonumber(ARGV[3])}
