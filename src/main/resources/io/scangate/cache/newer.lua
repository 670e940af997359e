-- Whether one version (8 bytes, big-endian, unsigned) is above another. Compared byte by byte:
-- a Lua number cannot hold 64 bits, and Lua compares strings by the locale of the server.
local function newer(version, than)
  for i = 1, 8 do
    local a, b = version:byte(i), than:byte(i)
    if a ~= b then
      return a > b
    end
  end
  return false
end
