-- Posts every line of the file CODES once, in order, with the device keys of the file KEYS in turn.
local requests, n, at = {}, 0, 0

function init(args)
  local keys = {}
  for line in io.lines(os.getenv("KEYS")) do keys[#keys + 1] = line end
  local headers = {}
  for i, key in ipairs(keys) do
    headers[i] = { ["Content-Type"] = "text/plain", ["Authorization"] = "Bearer " .. key }
  end
  for line in io.lines(os.getenv("CODES")) do
    n = n + 1
    requests[n] = wrk.format("POST", "/v1/scans", headers[n % #keys + 1], line)
  end
end

function request()
  at = at % n + 1
  return requests[at]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format(
    "RESULT %.0f %.0f %.0f %.0f %d %d\n",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    e.status + e.connect + e.read + e.write + e.timeout, summary.requests))
end
