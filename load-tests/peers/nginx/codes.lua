-- Reads codes: Base45 (RFC 9285), the layout of src/docs/codes.md, MAC or signature, times, pseudonym.
local ffi = require "ffi"
local bit = require "bit"
local keys = require "keys"

local MOST_CHARACTERS = 512
local TOLERANCE = 30
local EPOCH = 6 * 60 * 60
local NONE = 131072 -- more than any group of Base45 can stand for

local values = ffi.new("int32_t[256]")
for i = 0, 255 do values[i] = NONE end
local alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
for i = 1, #alphabet do values[alphabet:byte(i)] = i - 1 end

-- The message, with room before it for the beginning of what is authenticated.
local HEADROOM = 16
local message = ffi.new("uint8_t[?]", HEADROOM + 352)
local m = message + HEADROOM
local MAC_START = "\x84\x64MAC0"
local SIGNATURE_START = "\x84\x6aSignature1"

-- A pointer into a room does not keep it from being collected, so the room is held by what is always held.
local codes = { room = message }

-- Decodes text behind its prefix; returns the number of bytes, or nil.
local function decode(text, length)
  local tail = length % 3
  if tail == 1 then return nil end
  local bytes = 0
  for i = 0, length - tail - 1, 3 do
    local pair = values[text[i]] + 45 * values[text[i + 1]] + 2025 * values[text[i + 2]]
    if pair > 0xffff then return nil end
    m[bytes] = bit.rshift(pair, 8)
    m[bytes + 1] = bit.band(pair, 0xff)
    bytes = bytes + 2
  end
  if tail == 2 then
    local single = values[text[length - 2]] + 45 * values[text[length - 1]]
    if single > 0xff then return nil end
    m[bytes] = single
    bytes = bytes + 1
  end
  return bytes
end

local function number(at)
  return ((m[at] * 256 + m[at + 1]) * 256 + m[at + 2]) * 256 + m[at + 3]
end

local function starts(at, text)
  for i = 1, #text do
    if m[at + i - 1] ~= text:byte(i) then return false end
  end
  return true
end

-- Reads claims from a place on; returns where they end, iss, exp, iat, where cti begins, colour, kind; or nil.
local function claims(at)
  if m[at] ~= 0xa6 or m[at + 1] ~= 0x01 then return nil end
  local issuer_length = m[at + 2] - 0x60
  if issuer_length < 2 or issuer_length > 12 then return nil end
  local issuer_at = at + 3
  at = issuer_at + issuer_length
  if m[at] ~= 0x04 or m[at + 1] ~= 0x1a or m[at + 6] ~= 0x06 or m[at + 7] ~= 0x1a then return nil end
  local exp, iat = number(at + 2), number(at + 8)
  at = at + 12
  if m[at] ~= 0x07 or m[at + 1] ~= 0x50 then return nil end
  local serial = at + 2
  at = serial + 16
  if not starts(at, "\x3a\x00\x01\x00\x00") or not starts(at + 6, "\x3a\x00\x01\x00\x01") then return nil end
  local colour, kind = m[at + 5], m[at + 11]
  if colour < 1 or colour > 3 or kind < 1 or kind > 4 or exp <= iat then return nil end
  return at + 12, ffi.string(m + issuer_at, issuer_length), exp, iat, serial, colour, kind
end

local function untimely(exp, iat, now)
  if now >= exp + TOLERANCE then return "expired" end
  return now < iat - TOLERANCE and "not-yet-valid" or nil
end

local function read_dynamic(length, now)
  if not starts(0, "\xd1\x84\x49\xa2\x01\x04\x04\x44") or not starts(12, "\xa0\x58") then
    return "malformed"
  end
  local epoch = number(8)
  local till, issuer, exp, iat, serial, _, kind = claims(15)
  if not till or till ~= 15 + m[14] or m[till] ~= 0x48 or length ~= till + 9
    or kind ~= 1 or exp - iat > 60 or math.floor(iat / EPOCH) ~= epoch then
    return "malformed"
  end
  if issuer ~= keys.issuer then return "unknown-issuer" end
  local held = keys.epochs[epoch]
  if not held then return "unknown-key" end
  ffi.copy(m + 2 - #MAC_START, MAC_START, #MAC_START)
  m[12] = 0x40
  if not keys.is_authentic(held, m + 2 - #MAC_START, till - 2 + #MAC_START, m + till + 1) then
    return "bad-signature"
  end
  local fault = untimely(exp, iat, now)
  if fault then return fault end
  local person = keys.open(held.pseudonyms, m + serial, iat)
  return not person and "malformed" or nil, person
end

local function read_static(length, now)
  if not starts(0, "\xd2\x84\x4d\xa2\x01\x27\x04\x48") or not starts(16, "\xa0\x58") then
    return "malformed"
  end
  local till, issuer, exp, iat, serial, _, kind = claims(19)
  if not till or till ~= 19 + m[18] or m[till] ~= 0x58 or m[till + 1] ~= 0x40 or length ~= till + 66
    or kind == 1 then
    return "malformed"
  end
  local trusted = keys.trusted[ffi.string(m + 8, 8)]
  if not trusted or issuer ~= keys.issuer then return "unknown-key" end
  if iat < trusted.from or iat >= trusted.till then return "unknown-key" end
  ffi.copy(m + 2 - #SIGNATURE_START, SIGNATURE_START, #SIGNATURE_START)
  m[16] = 0x40
  if not keys.is_signed(trusted, m + 2 - #SIGNATURE_START, till - 2 + #SIGNATURE_START, m + till + 2) then
    return "bad-signature"
  end
  local fault = untimely(exp, iat, now)
  if fault then return fault end
  local person = keys.open(keys.year.pseudonyms, m + serial, iat)
  return not person and "malformed" or nil, person
end

-- Reads a text; returns a fault, or nil and the person's reference as 8 bytes.
function codes.read(text, now)
  local length = #text
  if length > MOST_CHARACTERS then return "malformed" end
  local characters = ffi.cast("const uint8_t *", text)
  if length < 4 or characters[0] ~= 83 or characters[1] ~= 71 or characters[2] ~= 49 or characters[3] ~= 58 then
    return "not-a-code"
  end
  local bytes = decode(characters + 4, length - 4)
  if not bytes or bytes < 70 then return "malformed" end
  if m[0] == 0xd1 then return read_dynamic(bytes, now) end
  return read_static(bytes, now)
end

return codes
