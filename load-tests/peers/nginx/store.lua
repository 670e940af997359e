-- The codes of people: an LRU cache in the worker, and behind it the Redis that the gateways read, in the same layout.
--
-- A miss takes in the whole bucket that the person is in, about 64 people, by one command. lua-resty-redis is no package
-- of Debian, so the three commands that are wanted are spoken here over a cosocket.
local ffi = require "ffi"
local bit = require "bit"
local lrucache = require "resty.lrucache"

local PARTITIONS = 16ULL
local POOL = 64
local IDLE_MILLIS = 60000
local DEADLINE_MILLIS = 100
local LAYOUT_SECONDS = 60

-- Read before the workers start.
local settings = {
  port = tonumber(os.getenv("REDIS_PORT")),
  password = io.open(os.getenv("REDIS_PASSWORD_FILE")):read("*l"),
  seconds = tonumber(os.getenv("CACHE_SECONDS")),
  entries = tonumber(os.getenv("CACHE_ENTRIES")),
}
local near = assert(lrucache.new(settings.entries))
local layouts = assert(lrucache.new(tonumber(PARTITIONS)))

local store = {}

local function command(...)
  local words = { ... }
  local out = { "*", #words, "\r\n" }
  for _, word in ipairs(words) do
    out[#out + 1] = "$" .. #word .. "\r\n"
    out[#out + 1] = word
    out[#out + 1] = "\r\n"
  end
  return out
end

-- One reply: a text, a list of replies, false where there is nothing; or nil and what went wrong.
local function reply(socket)
  local head, broken = socket:receive("*l")
  if not head then return nil, broken end
  local kind, rest = head:sub(1, 1), head:sub(2)
  if kind == "-" then return nil, rest end
  if kind == "*" then
    local list = {}
    for i = 1, tonumber(rest) do
      local item, torn = reply(socket)
      if item == nil then return nil, torn end
      list[i] = item
    end
    return list
  end
  if kind ~= "$" then return rest end
  local length = tonumber(rest)
  if length < 0 then return false end
  local text, torn = socket:receive(length + 2)
  if not text then return nil, torn end
  return text:sub(1, length)
end

local function ask(socket, ...)
  local sent, failure = socket:send(command(...))
  if not sent then return nil, failure end
  return reply(socket)
end

local function connect()
  local socket = ngx.socket.tcp()
  socket:settimeout(DEADLINE_MILLIS)
  local done, failure = socket:connect("127.0.0.1", settings.port, { pool_size = POOL })
  if not done then return nil, failure end
  if socket:getreusedtimes() == 0 then
    local greeted, refusal = ask(socket, "AUTH", "gateway", settings.password)
    if not greeted then return nil, refusal end
  end
  return socket
end

local function whole(text, from, to)
  local value = 0
  for i = from, to do value = value * 256 + text:byte(i) end
  return value
end

-- As Layout.bucketOf has it.
local function mixed(reference)
  local x = bit.bxor(reference, bit.rshift(reference, 33)) * 0xff51afd7ed558ccdULL
  x = bit.bxor(x, bit.rshift(x, 33)) * 0xc4ceb9fe1a85ec53ULL
  return bit.bxor(x, bit.rshift(x, 33))
end

local function decimal(unsigned)
  return (tostring(unsigned):gsub("ULL", ""))
end

local function bucket(socket, person)
  local reference = 0ULL
  for i = 1, 8 do reference = reference * 256 + person:byte(i) end
  local partition = decimal(reference % PARTITIONS)
  local layout = layouts:get(partition)
  if not layout then
    local bytes, failure = ask(socket, "GET", "layout:{" .. partition .. "}")
    if not bytes then return nil, failure or "no layout" end
    layout = { generation = whole(bytes, 1, 4), buckets = whole(bytes, 5, 8) }
    layouts:set(partition, layout, LAYOUT_SECONDS)
  end
  local number = decimal(mixed(reference) % ffi.cast("uint64_t", layout.buckets))
  return "code:{" .. partition .. "}:" .. layout.generation .. ":" .. number
end

-- Asks Redis for a bucket and keeps it; returns the flags of a code (0 where there is none), or nil and what went wrong.
local function fetch(person, now)
  local socket, failure = connect()
  if not socket then return nil, failure end
  local key, lack = bucket(socket, person)
  if not key then return nil, lack end
  local codes, refusal = ask(socket, "HGETALL", key)
  if not codes then return nil, refusal end
  socket:setkeepalive(IDLE_MILLIS, POOL)
  local flags = 0
  for i = 1, #codes, 2 do
    local held = codes[i + 1]:byte(9)
    near:set(codes[i], held, settings.seconds, now)
    if codes[i] == person then flags = held end
  end
  if flags == 0 then near:set(person, flags, settings.seconds, now) end
  return flags
end

-- The flags of a person's code (bits 0-1 the colour, bit 2 registered, bit 3 withdrawn) and the second of 1970 in which
-- Redis said so; or nil and what went wrong.
function store.find(person, now)
  local flags, _, at = near:get(person)
  if flags then return flags, at end
  local fetched, failure = fetch(person, now)
  if not fetched then return nil, failure end
  return fetched, now
end

return store
