#!lua name=zarang_limit
-- How often somebody has tried something, counted for all processes.
-- KEYS[1] zarang:limit:NAME:WHO  string: tries since the first of them; it goes by itself

-- args: how many tries are allowed, in how many ms from the first, for how many ms from the last of them none is allowed.
-- Returns 1 if this one is. A try that is not allowed makes nobody wait longer.
local function try(keys, args)
  local tries, most = redis.call('INCR', keys[1]), tonumber(args[1])
  if tries == most then
    redis.call('PEXPIRE', keys[1], args[3])
  elseif tries == 1 then
    redis.call('PEXPIRE', keys[1], args[2])
  end
  return tries <= most and 1 or 0
end

redis.register_function('zarang_limit_try', try)
