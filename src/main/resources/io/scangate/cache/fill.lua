-- Fills buckets of the generation that is being rebuilt. A code that is there already came by the
-- feed and stays, unless it is older.
--
-- KEYS  1 rebuild, then the buckets
-- ARGV  1 rebuild as the writer knows it, then for each bucket: how many codes, and each code's
--       reference and value
--
-- Answers {1 filled | 4 another rebuild has begun}.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return {4}
end

local at = 2
for key = 2, #KEYS do
  local last = at + 2 * tonumber(ARGV[at])
  if redis.call('EXISTS', KEYS[key]) == 0 then
    redis.call('HSET', KEYS[key], unpack(ARGV, at + 1, last))
  else
    for field = at + 1, last, 2 do
      local value = redis.call('HGET', KEYS[key], ARGV[field])
      if not value or newer(ARGV[field + 1], value) then
        redis.call('HSET', KEYS[key], ARGV[field], ARGV[field + 1])
      end
    end
  end
  at = last + 1
end
return {1}
