-- Appends changes to a partition: value, sequence and feed entry together.
--
-- KEYS  1 seq  2 feed  3 layout  4 rebuild
--       then, change by change, its bucket in each generation that is written
-- ARGV  1 layout and 2 rebuild as the writer knows them ('' for none)
--       3 the sequence of the first change  4 the oldest id that stays in the feed
--       then the feed entry of each change
--
-- Answers {1 applied | 2 done before | 3 behind | 4 laid out otherwise, the sequence held}.
local held = tonumber(redis.call('GET', KEYS[1]) or '0')
if (redis.call('GET', KEYS[3]) or '') ~= ARGV[1]
    or (redis.call('GET', KEYS[4]) or '') ~= ARGV[2] then
  return {4, held}
end

local first = tonumber(ARGV[3])
local changes = #ARGV - 4
local last = first + changes - 1
if first > held + 1 then
  return {3, held}
elseif last <= held then
  return {2, held}
end

local generations = (#KEYS - 4) / changes
for change = held - first + 2, changes do
  local entry = ARGV[4 + change]
  local stored = entry:byte(1) == 1
  local reference, version = entry:sub(18, 25), entry:sub(26, 33)
  for generation = 1, generations do
    local bucket = KEYS[4 + (change - 1) * generations + generation]
    local value = redis.call('HGET', bucket, reference)
    if not value or newer(version, value) then
      if stored then
        redis.call('HSET', bucket, reference, entry:sub(26, 42))
      elseif value then
        redis.call('HDEL', bucket, reference)
      end
    end
  end
  redis.call('XADD', KEYS[2], 'MINID', '~', ARGV[4], '*', 'e', entry)
end
redis.call('SET', KEYS[1], string.format('%.0f', last))
return {1, last}
