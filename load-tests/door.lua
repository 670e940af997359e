-- Posts the lines of the file CODES, all of one length, each once. Every thread has a part of the file and one device
-- key of the file KEYS, which its connections show with every request, as a scanner does for hours.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

function init(args)
  local file = io.open(os.getenv("CODES"), "rb")
  line = #file:read("*l") + 1
  local lines = file:seek("end") / line
  local share = math.floor(lines / tonumber(os.getenv("THREADS")))
  first, left, most = number * share, share, share
  file:seek("set", first * line)
  codes = file
  local key = 0
  for text in io.lines(os.getenv("KEYS")) do
    if key == number then
      local headers = { ["Content-Type"] = "text/plain", ["Authorization"] = "Bearer " .. text }
      local whole = wrk.format("POST", "/v1/scans", headers, string.rep("0", line - 1))
      head = whole:sub(1, #whole - line + 1)
    end
    key = key + 1
  end
end

function request()
  if left == 0 then
    codes:seek("set", first * line)
    left = most
  end
  left = left - 1
  return head .. codes:read(line):sub(1, line - 1)
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format(
    "RESULT %.0f %.0f %.0f %.0f %d\n",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    e.status + e.connect + e.read + e.write + e.timeout))
end
