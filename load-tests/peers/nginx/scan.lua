-- POST /v1/scans: who asks, what is asked, what is answered. The answers are those of Scangate's gateway.
local bit = require "bit"
local keys = require "keys"
local codes = require "codes"
local store = require "store"

local LIVE_SECONDS = 2
local STALE_SECONDS = 300 + LIVE_SECONDS
local COLOURS = { [0] = "NONE", "GREEN", "YELLOW", "RED" }
local REGISTERED, WITHDRAWN = 4, 8
local KEPT_SECONDS = 256

local ADVICE = {
  green = "请通行。",
  yellow = "您的健康码为黄码，请返回住处并联系所在社区。",
  red = "您的健康码为红码，请保持距离并告知工作人员。",
  ["no-code"] = "您没有健康码，请先申领。",
  unavailable = "暂时无法核验您的状态，请联系工作人员。",
  ["not-a-code"] = "这不是健康码，请出示健康码。",
  malformed = "无法识别此码，请刷新后重试。",
  ["unknown-issuer"] = "此码的签发地未获识别，请联系工作人员。",
  ["unknown-key"] = "此码已不再有效，请刷新后重试。",
  ["bad-signature"] = "此码未通过验证，请刷新后重试。",
  expired = "此码已过期，请刷新后重试。",
  ["not-yet-valid"] = "此码尚未生效，请检查手机时间。",
}

local devices = {}
local policy
local scan = {}

-- Reads what a worker needs; called before the workers start.
function scan.load()
  keys.read(os.getenv("TRUST"))
  for key in io.lines(os.getenv("DEVICES")) do
    devices["Bearer " .. key] = true
  end
  policy = ',"policy":"' .. os.getenv("POLICY") .. '","scanId":"'
end

local function advice(reason)
  return '","advice":"' .. ADVICE[reason] .. '"}'
end

local heads, tails = {}, {}

-- What stands before the instant of an answer to somebody who is known; made once for each kind of answer.
local function head(verdict, reason, colour, basis)
  local kind = verdict .. reason .. basis
  local text = heads[kind]
  if not text then
    text = '{"verdict":"' .. verdict .. '","reason":"' .. reason .. '","colour":"' .. colour
      .. '","basis":"' .. basis .. '","asOf":"'
    heads[kind] = text
    tails[reason] = advice(reason)
  end
  return text
end

local instants, kept = {}, 0

local function instant(second)
  local text = instants[second]
  if not text then
    if kept == KEPT_SECONDS then
      instants, kept = {}, 0
    end
    text = os.date("!%Y-%m-%dT%H:%M:%S.000000Z", second) .. '"'
    instants[second] = text
    kept = kept + 1
  end
  return text
end

-- The parts of an answer are written one by one. As one string they would have to be interned, and LuaJIT hashes a few
-- bytes of a long string only: those in which all answers are the same.
local parts = {}

local function answer(one, two, three, four, five)
  parts[1], parts[2], parts[3], parts[4], parts[5] = one, two, three, four, five
  ngx.header.content_length = #one + #two + #three + #four + #five
  ngx.print(parts)
end

local function judge(flags, age)
  local colour = bit.band(flags, REGISTERED + WITHDRAWN) == REGISTERED and COLOURS[bit.band(flags, 3)] or "NONE"
  local basis = age <= LIVE_SECONDS and "live" or "stale"
  if colour == "GREEN" then
    if age > STALE_SECONDS then return "CHECK", "unavailable", colour, basis end
    return "ADMIT", "green", colour, basis
  end
  if colour == "NONE" then return "REFUSE", "no-code", colour, basis end
  return "REFUSE", colour == "RED" and "red" or "yellow", colour, basis
end

function scan.handle()
  if not devices[ngx.var.http_authorization] then return ngx.exit(401) end
  ngx.req.read_body()
  local text = ngx.req.get_body_data()
  if not text then return ngx.exit(400) end
  local now = ngx.time()
  local fault, person = codes.read(text, now)
  if fault then
    return answer('{"verdict":"REFUSE","reason":"', fault .. '"', policy, ngx.var.request_id, advice(fault))
  end
  local flags, at = store.find(person, now)
  if not flags then
    ngx.log(ngx.ERR, "Redis: ", at)
    return ngx.exit(503)
  end
  local verdict, reason, colour, basis = judge(flags, now - at)
  answer(head(verdict, reason, colour, basis), instant(at), policy, ngx.var.request_id, tails[reason])
end

return scan
