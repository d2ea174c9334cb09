#!lua name=zarang_places
-- Places of callers whose line may drop. keys of each: a hash of a number in a queue (call to 'waits SINCE RUN' or 'left WAITED AT', in
-- ms of this Redis' clock), and runs (run of a process to when it was last heard of).

local function clock()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function whole(ms)
  return string.format('%.0f', ms)
end

-- All of a hash that has no more fields than this; else some of it, others another time.
local function fields(key, most)
  return redis.call('HRANDFIELD', key, most, 'WITHVALUES')
end

local RUNS_MAX = 1000

-- A sign of life of a run. What earlier runs of its node kept can be had from now on. keys: runs. args: node, run, ms after which
-- a process is dead, ms after which it is forgotten.
local function beat(keys, args)
  local now = clock()
  local all = fields(keys[1], RUNS_MAX)
  local prefix = args[1] .. '/'
  for i = 1, #all, 2 do
    local seen = tonumber(all[i + 1]) or 0
    if now - seen > tonumber(args[4]) then
      redis.call('HDEL', keys[1], all[i])
    elseif string.sub(all[i], 1, #prefix) == prefix and now - seen < tonumber(args[3]) then
      redis.call('HSET', keys[1], all[i], whole(now - tonumber(args[3])))
    end
  end
  redis.call('HSET', keys[1], prefix .. args[2], whole(now))
  return redis.call('PEXPIRE', keys[1], args[4])
end

-- A call waits. args: call, run of node, ms that it has waited, ms to keep it, most of a number in a queue. Answer: 0 there is no room.
local function keep(keys, args)
  local now = clock()
  redis.call('HSET', keys[2], args[2], whole(now))
  if redis.call('HEXISTS', keys[1], args[1]) == 0 and redis.call('HLEN', keys[1]) >= tonumber(args[5]) then
    return 0
  end
  redis.call('HSET', keys[1], args[1], 'waits ' .. whole(now - args[3]) .. ' ' .. args[2])
  redis.call('PEXPIRE', keys[1], args[4])
  return 1
end

-- The longest place that a number left, or that died with its process, is this call's. args: call, ms for which one can be had again,
-- ms after which a process is dead, most of a number in a queue. Answer: ms or -1, and how many others of the number wait.
local function claim(keys, args)
  local now = clock()
  local own = redis.call('HGET', keys[1], args[1])
  if not own then
    return {-1, 0}
  end
  local all = fields(keys[1], tonumber(args[4]))
  local best, most, others = false, -1, 0
  for i = 1, #all, 2 do
    if all[i] ~= args[1] then
      local kind, first, second = string.match(all[i + 1], '^(%a+) (%d+) (%S+)$')
      local waited, ended = -1, 0
      if kind == 'left' then
        waited, ended = tonumber(first), tonumber(second) or 0
      elseif kind == 'waits' then
        local seen = tonumber(redis.call('HGET', keys[2], second) or 0)
        if now - seen < tonumber(args[3]) then
          others = others + 1
          ended = now
        else
          waited, ended = now - tonumber(first), seen
        end
      end
      if now - ended > tonumber(args[2]) then
        redis.call('HDEL', keys[1], all[i])
      elseif waited > most then
        best, most = all[i], waited
      end
    end
  end
  if not best then
    return {-1, others}
  end
  redis.call('HDEL', keys[1], best)
  local since, run = string.match(own, '^waits (%d+) (%S+)$')
  if since then
    redis.call('HSET', keys[1], args[1], 'waits ' .. whole(math.min(tonumber(since), now - most)) .. ' ' .. run)
  end
  return {most, others}
end

-- A call does not wait any more. args: call, how, ms since then, most of a number in a queue. Who is served leaves nothing behind.
local function over(keys, args)
  local now = clock()
  local own = redis.call('HGET', keys[1], args[1])
  if args[2] == 'SERVED' then
    local all = fields(keys[1], tonumber(args[4]))
    for i = 1, #all, 2 do
      if string.sub(all[i + 1], 1, 5) == 'left ' then
        redis.call('HDEL', keys[1], all[i])
      end
    end
  end
  if not own then
    return 0
  end
  local since = string.match(own, '^waits (%d+) ')
  if args[2] ~= 'DROPPED' then
    return redis.call('HDEL', keys[1], args[1])
  elseif since then
    local at = now - tonumber(args[3])
    redis.call('HSET', keys[1], args[1], 'left ' .. whole(math.max(0, at - tonumber(since))) .. ' ' .. whole(at))
  end
  return 1
end

redis.register_function('zarang_places_beat', beat)
redis.register_function('zarang_places_keep', keep)
redis.register_function('zarang_places_claim', claim)
redis.register_function('zarang_places_over', over)
