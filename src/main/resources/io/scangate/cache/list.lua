-- Stores a list whole, or a change to it, and announces it on the feed; or takes the changes into the whole.
--
-- KEYS  1 list  2 its changes  3 seq  4 feed
-- ARGV  1 'whole', 'change' or 'fold'  2 the number  3 the bytes  4 the name
--
-- A whole list has a number above every other; a change has the next one. To fold is to
-- store the whole under the number it has with its changes; that is nothing new, so nobody is told.
-- Answers {1 stored | 3 refused, the number held}.
local function number_of(stored)
  return struct.unpack('>I8', stored)
end

local held = 0
local last = redis.call('LINDEX', KEYS[2], -1) or redis.call('GETRANGE', KEYS[1], 0, 7)
if last and #last >= 8 then
  held = number_of(last)
end

local number = tonumber(ARGV[2])
local stored = struct.pack('>I8', number) .. ARGV[3]
if ARGV[1] == 'whole' then
  if number <= held then
    return {3, held}
  end
  redis.call('SET', KEYS[1], stored)
  redis.call('DEL', KEYS[2])
elseif ARGV[1] == 'fold' then
  if held == 0 or number ~= held then
    return {3, held}
  end
  redis.call('SET', KEYS[1], stored)
  redis.call('DEL', KEYS[2])
  return {1, number}
else
  if held == 0 or number ~= held + 1 then
    return {3, held}
  end
  redis.call('RPUSH', KEYS[2], stored)
end

local sequence = tonumber(redis.call('GET', KEYS[3]) or '0')
redis.call('XADD', KEYS[4], '*', 'e',
  '\5' .. struct.pack('>I8', sequence) .. struct.pack('>I8', number) .. ARGV[4])
return {1, number}
