#!lua name=webhook

-- Of each endpoint E, under P = {webhooks}:E
-- P:calls       zset, call -> ms when its first message is due
-- P:of:CALL     list, ids of the call's messages, oldest first
-- P:body        hash, id -> body        P:tries  hash, id -> attempts made
-- P:age         zset, id -> ms when it came: what is pending
-- P:seen:CALL   set of ids that came; expires when the call is long over
-- P:inflight    hash, call -> node that is sending its first message
-- P:asked       set of calls whose first message waits as long as the receiver asked
-- P:gone        hash of the url that said 410
-- {webhooks}:dead  list of what was given up, newest first

local function base(endpoint) return '{webhooks}:' .. endpoint end

local function bury(endpoint, call, id, body, tries, came, reason, most)
  redis.call('LPUSH', '{webhooks}:dead', cjson.encode({
    endpoint = endpoint, call = call, id = id, body = body, tries = tries, came = came,
    reason = reason}))
  redis.call('LTRIM', '{webhooks}:dead', 0, tonumber(most) - 1)
end

-- ARGV call, id, body, now, seconds to remember ids, most dead letters, then of each endpoint:
-- name, most pending. Returns of each 0 known, 1 taken, 2 no room: buried.
local function enqueue(keys, args)
  local call, id, body, now = args[1], args[2], args[3], args[4]
  local results = {}
  for i = 7, #args, 2 do
    local p = base(args[i])
    local seen = p .. ':seen:' .. call
    local result = 1
    if redis.call('SADD', seen, id) == 0 then
      result = 0
    elseif redis.call('ZCARD', p .. ':age') >= tonumber(args[i + 1]) then
      bury(args[i], call, id, body, '0', now, 'outbox-full', args[6])
      result = 2
    else
      redis.call('HSET', p .. ':body', id, body)
      redis.call('ZADD', p .. ':age', now, id)
      if redis.call('RPUSH', p .. ':of:' .. call, id) == 1 then
        redis.call('ZADD', p .. ':calls', now, call)
      end
    end
    redis.call('EXPIRE', seen, args[5])
    results[#results + 1] = result
  end
  return results
end

-- ARGV endpoint, node, now, ms of the lease, most. Returns pending, ms when the oldest came or '',
-- hash of the url that is gone or '', ms when the next is due or '', then of each message:
-- call, id, body, attempts made, ms when it came.
local function claim(keys, args)
  local p = base(args[1])
  local now, lease = tonumber(args[3]), tonumber(args[4])
  local claimed = {}
  local due = redis.call('ZRANGE', p .. ':calls', '-inf', args[3], 'BYSCORE', 'LIMIT', 0, args[5])
  for _, call in ipairs(due) do
    local id = redis.call('LINDEX', p .. ':of:' .. call, 0)
    if id then
      redis.call('ZADD', p .. ':calls', string.format('%.0f', now + lease), call)
      redis.call('HSET', p .. ':inflight', call, args[2])
      claimed[#claimed + 1] = call
      claimed[#claimed + 1] = id
      claimed[#claimed + 1] = redis.call('HGET', p .. ':body', id) or ''
      claimed[#claimed + 1] = redis.call('HGET', p .. ':tries', id) or '0'
      claimed[#claimed + 1] = redis.call('ZSCORE', p .. ':age', id) or args[3]
    else
      redis.call('ZREM', p .. ':calls', call)
    end
  end
  local oldest = redis.call('ZRANGE', p .. ':age', 0, 0, 'WITHSCORES')
  local next_due = redis.call('ZRANGE', p .. ':calls', 0, 0, 'WITHSCORES')
  local reply = {
    tostring(redis.call('ZCARD', p .. ':age')), oldest[2] or '',
    redis.call('GET', p .. ':gone') or '', next_due[2] or ''}
  for _, value in ipairs(claimed) do reply[#reply + 1] = value end
  return reply
end

-- ARGV endpoint, call, id, verb, now or when due, reason, most dead letters.
-- The verb is done, retry, asked (a retry when the receiver said) or dead. Returns 0 if the message is not the call's first any more.
local function settle(keys, args)
  local p = base(args[1])
  local call, id, verb, at = args[2], args[3], args[4], args[5]
  local list = p .. ':of:' .. call
  if redis.call('LINDEX', list, 0) ~= id then return 0 end
  redis.call('HDEL', p .. ':inflight', call)
  redis.call('SREM', p .. ':asked', call)
  if verb == 'retry' or verb == 'asked' then
    if verb == 'asked' then redis.call('SADD', p .. ':asked', call) end
    redis.call('HINCRBY', p .. ':tries', id, 1)
    redis.call('ZADD', p .. ':calls', at, call)
    return 1
  end
  if verb == 'dead' then
    bury(args[1], call, id, redis.call('HGET', p .. ':body', id) or '',
      redis.call('HGET', p .. ':tries', id) or '0', redis.call('ZSCORE', p .. ':age', id) or '',
      args[6], args[7])
  end
  redis.call('LPOP', list)
  redis.call('HDEL', p .. ':body', id)
  redis.call('HDEL', p .. ':tries', id)
  redis.call('ZREM', p .. ':age', id)
  if redis.call('LLEN', list) > 0 then
    redis.call('ZADD', p .. ':calls', at, call)
  else
    redis.call('ZREM', p .. ':calls', call)
  end
  return 1
end

-- ARGV endpoint, node, now. What the node was sending when it died is due at once.
local function release(keys, args)
  local p = base(args[1])
  local released = 0
  local inflight = redis.call('HGETALL', p .. ':inflight')
  for i = 1, #inflight, 2 do
    if inflight[i + 1] == args[2] then
      redis.call('ZADD', p .. ':calls', 'XX', args[3], inflight[i])
      redis.call('HDEL', p .. ':inflight', inflight[i])
      released = released + 1
    end
  end
  return released
end

-- ARGV endpoint, now, most attempts made. The endpoint takes messages again: what waits for its next
-- attempt is due at once, but for what the receiver asked to wait and what it refused too often.
local function revive(keys, args)
  local p = base(args[1])
  local revived = 0
  local waiting = redis.call('ZRANGE', p .. ':calls', '(' .. args[2], '+inf', 'BYSCORE')
  for _, call in ipairs(waiting) do
    local id = redis.call('LINDEX', p .. ':of:' .. call, 0)
    if id and redis.call('HEXISTS', p .. ':inflight', call) == 0
        and redis.call('SISMEMBER', p .. ':asked', call) == 0
        and tonumber(redis.call('HGET', p .. ':tries', id) or '0') <= tonumber(args[3]) then
      redis.call('ZADD', p .. ':calls', args[2], call)
      revived = revived + 1
    end
  end
  return revived
end

-- ARGV endpoint, hash of the url, or '' to forget.
local function gone(keys, args)
  local key = base(args[1]) .. ':gone'
  if args[2] == '' then redis.call('DEL', key) else redis.call('SET', key, args[2]) end
  return 1
end

redis.register_function('webhook_enqueue', enqueue)
redis.register_function('webhook_claim', claim)
redis.register_function('webhook_settle', settle)
redis.register_function('webhook_release', release)
redis.register_function('webhook_revive', revive)
redis.register_function('webhook_gone', gone)
