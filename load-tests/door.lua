-- Posts the lines of the file CODES, each once. Each thread is one scanner: it shows one device key of the file KEYS on all
-- of its connections, and takes every THREADS-th code.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local requests, n, at = {}, 0, 0

function init(args)
  local all, line = tonumber(os.getenv("THREADS")), 0
  local key
  for k in io.lines(os.getenv("KEYS")) do
    line = line + 1
    if line == number then key = k end
  end
  local headers = { ["Content-Type"] = "text/plain", ["Authorization"] = "Bearer " .. key }
  line = 0
  for code in io.lines(os.getenv("CODES")) do
    if line % all == number - 1 then
      n = n + 1
      requests[n] = wrk.format("POST", "/v1/scans", headers, code)
    end
    line = line + 1
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
