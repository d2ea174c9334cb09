#!lua name=delivery

-- KEYS, of every function: what the line's keys begin with, K, such as {pigeons}
-- The subject is whom a message is about: of its messages one is sent after another
--
-- Of each destination E, under P = K:E
-- P:calls       zset, subject -> ms when its first message is due
-- P:of:SUBJECT     list, ids of the subject's messages, oldest first
-- P:body        hash, id -> body        P:tries  hash, id -> attempts made
-- P:age         zset, id -> ms when it came: what is pending
-- P:took:SUBJECT   set of order numbers that came (small integers: 2 bytes each); expires two days
--               after the last one
-- P:inflight    hash, subject -> node that is sending its first message
-- P:retry       zset, subject -> ms when its next attempt is planned; not what the receiver asked to
--               wait, nor what it refused too often: what a receiver that is back need not wait for
-- P:gone        hash of the address that wants nothing more
-- K:served  zset, destination -> ms when a node last served it
-- K:dead  list of what was given up, newest first
--
-- No function walks more than it was told: Redis serves all nodes' callers and does one thing at a
-- time.

local SERVED_EVERY_MS = 3600000

local function base(line, destination) return line .. ':' .. destination end

local function bury(line, destination, subject, id, body, tries, came, reason, most)
  redis.call('LPUSH', line .. ':dead', cjson.encode({
    destination = destination, subject = subject, id = id, body = body, tries = tries, came = came,
    reason = reason}))
  redis.call('LTRIM', line .. ':dead', 0, tonumber(most) - 1)
end

-- ARGV subject, order, id, body, now, seconds to remember orders, most dead letters, then of each
-- destination: name, most pending. Returns of each 0 known, 1 taken, 2 no room: buried.
local function enqueue(keys, args)
  local subject, order, id, body, now = args[1], args[2], args[3], args[4], args[5]
  local results = {}
  for i = 8, #args, 2 do
    local p = base(keys[1], args[i])
    local took = p .. ':took:' .. subject
    local result = 1
    if redis.call('SADD', took, order) == 0 then
      result = 0
    elseif redis.call('ZCARD', p .. ':age') >= tonumber(args[i + 1]) then
      bury(keys[1], args[i], subject, id, body, '0', now, 'outbox-full', args[7])
      result = 2
    else
      redis.call('HSET', p .. ':body', id, body)
      redis.call('ZADD', p .. ':age', now, id)
      if redis.call('RPUSH', p .. ':of:' .. subject, id) == 1 then
        redis.call('ZADD', p .. ':calls', now, subject)
      end
    end
    redis.call('EXPIRE', took, args[6])
    results[#results + 1] = result
  end
  return results
end

-- ARGV destination, node, now, ms of the lease, most. Returns pending, ms when the oldest came or '',
-- hash of the address that is gone or '', ms when the next is due or '', then of each message:
-- subject, id, body, attempts made, ms when it came.
local function claim(keys, args)
  local p = base(keys[1], args[1])
  local now, lease = tonumber(args[3]), tonumber(args[4])
  local claimed = {}
  local served = redis.call('ZSCORE', keys[1] .. ':served', args[1])
  if not served or now - tonumber(served) > SERVED_EVERY_MS then
    redis.call('ZADD', keys[1] .. ':served', args[3], args[1])
  end
  local due = redis.call('ZRANGE', p .. ':calls', '-inf', args[3], 'BYSCORE', 'LIMIT', 0, args[5])
  for _, subject in ipairs(due) do
    local id = redis.call('LINDEX', p .. ':of:' .. subject, 0)
    if id then
      redis.call('ZADD', p .. ':calls', string.format('%.0f', now + lease), subject)
      redis.call('HSET', p .. ':inflight', subject, args[2])
      redis.call('ZREM', p .. ':retry', subject)
      claimed[#claimed + 1] = subject
      claimed[#claimed + 1] = id
      claimed[#claimed + 1] = redis.call('HGET', p .. ':body', id) or ''
      claimed[#claimed + 1] = redis.call('HGET', p .. ':tries', id) or '0'
      claimed[#claimed + 1] = redis.call('ZSCORE', p .. ':age', id) or args[3]
    else
      redis.call('ZREM', p .. ':calls', subject)
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

-- ARGV destination, subject, id, verb, now or when due, reason, most dead letters. The verb is done, retry,
-- hold (a retry that waits its time whatever happens) or dead. Returns 0 if the message is not the
-- subject's first any more.
local function settle(keys, args)
  local p = base(keys[1], args[1])
  local subject, id, verb, at = args[2], args[3], args[4], args[5]
  local list = p .. ':of:' .. subject
  if redis.call('LINDEX', list, 0) ~= id then return 0 end
  redis.call('HDEL', p .. ':inflight', subject)
  redis.call('ZREM', p .. ':retry', subject)
  if verb == 'retry' or verb == 'hold' then
    if verb == 'retry' then redis.call('ZADD', p .. ':retry', at, subject) end
    redis.call('HINCRBY', p .. ':tries', id, 1)
    redis.call('ZADD', p .. ':calls', at, subject)
    return 1
  end
  if verb == 'dead' then
    bury(keys[1], args[1], subject, id, redis.call('HGET', p .. ':body', id) or '',
      redis.call('HGET', p .. ':tries', id) or '0', redis.call('ZSCORE', p .. ':age', id) or '',
      args[6], args[7])
  end
  redis.call('LPOP', list)
  redis.call('HDEL', p .. ':body', id)
  redis.call('HDEL', p .. ':tries', id)
  redis.call('ZREM', p .. ':age', id)
  if redis.call('LLEN', list) > 0 then
    redis.call('ZADD', p .. ':calls', at, subject)
  else
    redis.call('ZREM', p .. ':calls', subject)
  end
  return 1
end

-- ARGV destination, node, now, cursor. What the node was sending when it died is due at once. Returns
-- the cursor to go on with, '0' at the end.
local function release(keys, args)
  local p = base(keys[1], args[1])
  local page = redis.call('HSCAN', p .. ':inflight', args[4], 'COUNT', 200)
  local inflight = page[2]
  for i = 1, #inflight, 2 do
    if inflight[i + 1] == args[2] then
      redis.call('ZADD', p .. ':calls', 'XX', args[3], inflight[i])
      redis.call('HDEL', p .. ':inflight', inflight[i])
    end
  end
  return page[1]
end

-- ARGV destination, now, most. The destination takes messages again: what waits for its next attempt is
-- due at once. Returns how many were; fewer than most: that was all.
local function revive(keys, args)
  local p = base(keys[1], args[1])
  local waiting = redis.call('ZRANGE', p .. ':retry', '(' .. args[2], '+inf', 'BYSCORE',
    'LIMIT', 0, args[3])
  for _, subject in ipairs(waiting) do
    redis.call('ZREM', p .. ':retry', subject)
    if redis.call('HEXISTS', p .. ':inflight', subject) == 0 then
      redis.call('ZADD', p .. ':calls', 'XX', args[2], subject)
    end
  end
  return #waiting
end

-- ARGV ms, most. Destinations that no node has served since then.
local function unserved(keys, args)
  return redis.call('ZRANGE', keys[1] .. ':served', '-inf', args[1], 'BYSCORE',
    'LIMIT', 0, args[2])
end

-- ARGV destination, ms, most. Deletes up to so many messages of a destination that no node has served
-- since then, and what is left of it with the last ones. Returns the messages deleted.
local function sweep(keys, args)
  local p = base(keys[1], args[1])
  local served = redis.call('ZSCORE', keys[1] .. ':served', args[1])
  if not served or tonumber(served) > tonumber(args[2]) then return 0 end
  local ids = redis.call('ZRANGE', p .. ':age', 0, tonumber(args[3]) - 1)
  for _, id in ipairs(ids) do
    redis.call('HDEL', p .. ':body', id)
    redis.call('HDEL', p .. ':tries', id)
    redis.call('ZREM', p .. ':age', id)
  end
  local calls = redis.call('ZRANGE', p .. ':calls', 0, tonumber(args[3]) - 1)
  for _, subject in ipairs(calls) do
    redis.call('UNLINK', p .. ':of:' .. subject)
    redis.call('ZREM', p .. ':calls', subject)
  end
  if #ids + #calls == 0 then
    redis.call('UNLINK', p .. ':retry', p .. ':inflight', p .. ':gone')
    redis.call('ZREM', keys[1] .. ':served', args[1])
  end
  return #ids + #calls
end

-- ARGV destination, hash of the address, or '' to forget.
local function gone(keys, args)
  local key = base(keys[1], args[1]) .. ':gone'
  if args[2] == '' then redis.call('DEL', key) else redis.call('SET', key, args[2]) end
  return 1
end

redis.register_function('delivery_enqueue', enqueue)
redis.register_function('delivery_claim', claim)
redis.register_function('delivery_settle', settle)
redis.register_function('delivery_release', release)
redis.register_function('delivery_revive', revive)
redis.register_function('delivery_unserved', unserved)
redis.register_function('delivery_sweep', sweep)
redis.register_function('delivery_gone', gone)
