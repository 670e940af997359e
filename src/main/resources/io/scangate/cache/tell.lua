-- Appends a heartbeat to a partition's feed, if the partition is where its writer thinks it is.
--
-- KEYS  1 seq  2 feed  3 layout
-- ARGV  1 the sequence that the heartbeat tells  2 the oldest id that stays  3 the feed entry
--
-- Answers {1 applied | 2 ahead | 3 behind | 4 no layout, the sequence held}.
local held = tonumber(redis.call('GET', KEYS[1]) or '0')
local told = tonumber(ARGV[1])
if redis.call('EXISTS', KEYS[3]) == 0 then
  return {4, held}
elseif held > told then
  return {2, held}
elseif held < told then
  return {3, held}
end
redis.call('XADD', KEYS[2], 'MINID', '~', ARGV[2], '*', 'e', ARGV[3])
return {1, held}
