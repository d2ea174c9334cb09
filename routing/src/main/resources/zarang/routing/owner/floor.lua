#!lua name=zarang_floor
-- One floor for all processes that share this Redis. Its clock is this Redis'.
--
-- {floor}:owner     hash: node, fence, till (ms since 1970), settings (a hash of the owner's queues and agents)
-- {floor}:fence     the last owner's number; greater for each owner than for all before
-- {floor}:nodes     zset, node -> ms until which it lives
-- {floor}:settings  hash, node -> hash of its queues and agents
-- {floor}:queues    hash, queue -> what is set of it live, above what the files say
-- {floor}:live      hash, floor:all or agent:EXTENSION -> the same of the floor itself and of agents
-- {floor}:to:NODE   list of letters to a process, oldest first
--
-- A node is the name of a process and its run, with a tilde between.

local FORGOTTEN_S = 86400

-- Processes that share a floor: more are not looked at.
local NODES_LAST = 99

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function is_run_of(node, name)
  return string.sub(node, 1, #name + 1) == name .. '~'
end

-- Who is silent, or was an earlier run of this process, lives no more.
local function sweep(nodes, settings, now, self, name)
  for _, node in ipairs(redis.call('ZRANGE', nodes, 0, NODES_LAST)) do
    local till = tonumber(redis.call('ZSCORE', nodes, node))
    if till <= now or (node ~= self and is_run_of(node, name)) then
      redis.call('ZREM', nodes, node)
      redis.call('HDEL', settings, node)
    end
  end
end

local function next_fence(key, now)
  local last = tonumber(redis.call('GET', key) or '0')
  local fence = string.format('%.0f', math.max(last + 1, now)) -- greater also if this Redis has lost the last
  redis.call('SET', key, fence)
  return fence
end

-- KEYS owner, fence, nodes, settings; ARGV node, name, ms of a lease, fence under which it owns the floor or 0, 1 if it
-- wants to, hash of its settings. Returns the owner or '', its fence, its settings, then all nodes that live.
local function beat(keys, args)
  local self, name, span, now = args[1], args[2], tonumber(args[3]), now_ms()
  redis.call('ZADD', keys[3], string.format('%.0f', now + span), self)
  redis.call('HSET', keys[4], self, args[6])
  sweep(keys[3], keys[4], now, self, name)
  redis.call('EXPIRE', keys[3], FORGOTTEN_S)
  redis.call('EXPIRE', keys[4], FORGOTTEN_S)
  local owner = redis.call('HMGET', keys[1], 'node', 'fence', 'till')
  local left = (tonumber(owner[3]) or 0) - now
  local lives = owner[1] and left > 0 and left <= span and not is_run_of(owner[1], name)
  local same = owner[1] == self and owner[2] == args[4]
  if args[5] == '1' and (same or not lives) then
    local fence = same and owner[2] or next_fence(keys[2], now)
    redis.call('HSET', keys[1], 'node', self, 'fence', fence, 'till', string.format('%.0f', now + span),
      'settings', args[6])
    redis.call('EXPIRE', keys[1], FORGOTTEN_S)
  elseif owner[1] and not lives then
    redis.call('DEL', keys[1])
  end
  local known = redis.call('HMGET', keys[1], 'node', 'fence', 'settings')
  local reply = {known[1] or '', known[2] or '0', known[3] or ''}
  for _, node in ipairs(redis.call('ZRANGE', keys[3], 0, NODES_LAST)) do reply[#reply + 1] = node end
  return reply
end

-- KEYS as above; ARGV node. It ends in order.
local function leave(keys, args)
  if redis.call('HGET', keys[1], 'node') == args[1] then redis.call('DEL', keys[1]) end
  redis.call('ZREM', keys[3], args[1])
  redis.call('HDEL', keys[4], args[1])
  return 1
end

-- KEYS letters; ARGV most that may lie there, seconds after which they vanish, then the letters. Returns 0 if there is
-- no room: then none of them is there.
local function send(keys, args)
  if redis.call('LLEN', keys[1]) + #args - 2 > tonumber(args[1]) then return 0 end
  for i = 3, #args do redis.call('RPUSH', keys[1], args[i]) end
  redis.call('EXPIRE', keys[1], args[2])
  return 1
end

-- KEYS queues or live; ARGV whose, what was set of it ('' is nothing, * whatever), what is to be or ''. Returns 0 if it was something else: then it
-- stays. What is there already is as good as set, so that the same can be asked again.
local function set_queue(keys, args)
  local was = redis.call('HGET', keys[1], args[1]) or ''
  if was == args[3] then return 1 end
  if args[2] ~= '*' and was ~= args[2] then return 0 end
  if args[3] == '' then redis.call('HDEL', keys[1], args[1]) else redis.call('HSET', keys[1], args[1], args[3]) end
  return 1
end

redis.register_function('zarang_floor_set_queue', set_queue)
redis.register_function('zarang_floor_beat', beat)
redis.register_function('zarang_floor_leave', leave)
redis.register_function('zarang_floor_send', send)
