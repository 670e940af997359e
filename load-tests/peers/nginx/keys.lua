-- The keys of codes, and what is checked with them by libcrypto. Lines of the file: see PlainKeys.
local ffi = require "ffi"
local bit = require "bit"

-- Contexts are opaque here: rooms larger than OpenSSL 3 needs, written and read by it alone.
ffi.cdef [[
typedef struct { uint64_t room[32]; } scangate_room;
int SHA256_Init(scangate_room *ctx);
int SHA256_Update(scangate_room *ctx, const void *data, size_t len);
int SHA256_Final(uint8_t *md, scangate_room *ctx);
int AES_set_decrypt_key(const uint8_t *key, int bits, scangate_room *out);
void AES_decrypt(const uint8_t *in, uint8_t *out, const scangate_room *key);
typedef struct evp_pkey_st EVP_PKEY;
typedef struct evp_md_ctx_st EVP_MD_CTX;
EVP_PKEY *EVP_PKEY_new_raw_public_key(int type, void *engine, const uint8_t *key, size_t len);
EVP_MD_CTX *EVP_MD_CTX_new(void);
int EVP_MD_CTX_reset(EVP_MD_CTX *ctx);
int EVP_DigestVerifyInit(EVP_MD_CTX *ctx, void *pctx, const void *md, void *engine, EVP_PKEY *key);
int EVP_DigestVerify(EVP_MD_CTX *ctx, const uint8_t *sig, size_t siglen, const uint8_t *data, size_t len);
]]

local crypto = ffi.load("libcrypto.so.3")
local ED25519 = 1087
local BLOCK = 64
local DIGEST = 32
local KEY_BYTES = 32

local keys = { epochs = {}, trusted = {} }

local function bytes(hex)
  return (hex:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end

-- SHA-256 that has taken in the key of an HMAC, padded and crossed with one byte all along.
local function begun(key, with)
  local pad = ffi.new("uint8_t[?]", BLOCK)
  for i = 0, BLOCK - 1 do
    pad[i] = bit.bxor(i < #key and key:byte(i + 1) or 0, with)
  end
  local context = ffi.new("scangate_room")
  crypto.SHA256_Init(context)
  crypto.SHA256_Update(context, pad, BLOCK)
  return context
end

local function opener(key)
  local schedule = ffi.new("scangate_room")
  crypto.AES_set_decrypt_key(key, 8 * #key, schedule)
  return schedule
end

function keys.read(file)
  for line in io.lines(file) do
    local words = {}
    for word in line:gmatch("%S+") do words[#words + 1] = word end
    if words[1] == "issuer" then
      keys.issuer = words[2]
    elseif words[1] == "epoch" then
      local mac = bytes(words[3])
      keys.epochs[tonumber(words[2])] =
        { inner = begun(mac, 0x36), outer = begun(mac, 0x5c), pseudonyms = opener(bytes(words[4])) }
    elseif words[1] == "year" then
      -- Codes of earlier years are not served here, so neither is their key looked for.
      keys.year = { number = tonumber(words[2]), pseudonyms = opener(bytes(words[3])) }
    elseif words[1] == "key" and words[3] == "EdDSA" then
      local key = crypto.EVP_PKEY_new_raw_public_key(ED25519, nil, bytes(words[4]), KEY_BYTES)
      keys.trusted[bytes(words[2])] =
        { key = key, from = tonumber(words[5]), till = tonumber(words[6]) }
    end
  end
end

local work = ffi.new("scangate_room")
local work_bytes = ffi.sizeof("scangate_room")
local digest = ffi.new("uint8_t[?]", DIGEST)
local checking = crypto.EVP_MD_CTX_new()
local opened = ffi.new("uint8_t[16]")

-- Whether the first 8 bytes of the HMAC-SHA256 of some bytes are the tag.
function keys.is_authentic(epoch, from, length, tag)
  ffi.copy(work, epoch.inner, work_bytes)
  crypto.SHA256_Update(work, from, length)
  crypto.SHA256_Final(digest, work)
  ffi.copy(work, epoch.outer, work_bytes)
  crypto.SHA256_Update(work, digest, DIGEST)
  crypto.SHA256_Final(digest, work)
  local difference = 0
  for i = 0, 7 do
    difference = bit.bor(difference, bit.bxor(digest[i], tag[i]))
  end
  return difference == 0
end

function keys.is_signed(trusted, from, length, signature)
  crypto.EVP_MD_CTX_reset(checking)
  return crypto.EVP_DigestVerifyInit(checking, nil, nil, nil, trusted.key) == 1
    and crypto.EVP_DigestVerify(checking, signature, 64, from, length) == 1
end

-- The reference in a pseudonym as 8 bytes, or nil where it is of another minute.
function keys.open(pseudonyms, serial, iat)
  crypto.AES_decrypt(serial, opened, pseudonyms)
  local minute = ((opened[8] * 256 + opened[9]) * 256 + opened[10]) * 256 + opened[11]
  return minute == math.floor(iat / 60) and ffi.string(opened, 8) or nil
end

return keys
