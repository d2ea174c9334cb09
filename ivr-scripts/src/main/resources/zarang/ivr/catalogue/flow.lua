#!lua name=zarang_flow
-- The published versions of scripts, numbered for all processes.
-- KEYS[1] {flows}:current  hash: flow -> number in use; #round counts each time that one was put in use
-- KEYS[2] {flows}:of:FLOW  hash: last -> highest number given; h:SHA256 -> number; t:NUMBER -> text; s:NUMBER -> SHA256;
--                          n:NUMBER -> when it came (seconds since 1970), lines added, lines removed, by whom

local STEPS_BACK = 200

local function put(keys, flow, number)
  redis.call('HSET', keys[1], flow, number)
  redis.call('HINCRBY', keys[1], '#round', 1)
end

-- For each number that comes one goes, unless it is in use.
local function forget(keys, flow, number)
  local sha = redis.call('HGET', keys[2], 's:' .. number)
  if sha and redis.call('HGET', keys[1], flow) ~= tostring(number) then
    redis.call('HDEL', keys[2], 'h:' .. sha, 's:' .. number, 't:' .. number, 'n:' .. number)
  end
end

-- args: flow, SHA256, text, the number that the text has on the asker's disk or 0, the highest number there, numbers to
-- keep, 1 if the process starts: then a text that is known leaves in use what is in use; lines added, lines removed, by whom.
local function publish(keys, args)
  local flow, sha = args[1], args[2]
  local number = redis.call('HGET', keys[2], 'h:' .. sha)
  if number and args[7] == '1' then
    local now = redis.call('HGET', keys[1], flow)
    local text = now and redis.call('HGET', keys[2], 't:' .. now)
    if text then
      return {tonumber(now), text}
    end
  end
  if not number then
    local last = tonumber(redis.call('HGET', keys[2], 'last') or '0')
    local own, highest = tonumber(args[4]), tonumber(args[5])
    number = (last == 0 and own > 0) and own or math.max(last, highest) + 1
    redis.call('HSET', keys[2], 'last', math.max(last, highest, number), 'h:' .. sha, number,
      's:' .. number, sha, 't:' .. number, args[3], 'n:' .. number, redis.call('TIME')[1] .. ' ' .. args[8])
    forget(keys, flow, number - tonumber(args[6]))
  end
  put(keys, flow, number)
  return {tonumber(number), args[3]}
end

-- args: flow. The version before the one in use: number and text; nothing if there is none.
local function before(keys, args)
  local now = tonumber(redis.call('HGET', keys[1], args[1]) or '0')
  for number = now - 1, math.max(1, now - STEPS_BACK), -1 do
    local text = redis.call('HGET', keys[2], 't:' .. number)
    if text then
      return {number, text}
    end
  end
  return {}
end

-- args: flow, number. Returns 0 if it is not kept.
local function use(keys, args)
  if redis.call('HEXISTS', keys[2], 't:' .. args[2]) == 0 then
    return 0
  end
  put(keys, args[1], args[2])
  return 1
end

redis.register_function('zarang_flow_publish', publish)
redis.register_function('zarang_flow_before', before)
redis.register_function('zarang_flow_use', use)
