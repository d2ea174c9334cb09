#!lua name=zarang_callbacks
-- Who is to be called, because they asked for it or because they were missed: a list each. keys: the list (id to JSON), who (such
-- as "queue number" to id), marks (id to who, and who asked, a line each), by (who asked to how many), untold (id:booked and
-- id:closed to JSON, until the journal has it), tries (id to "how many, not before"), held (id to "until by"), version (grows
-- with each change), dialler (which process calls). Times are ms of Redis' clock.

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function changed(keys)
  redis.call('INCR', keys[8])
end

-- args: id, JSON, who, who asked, how many in all, how many of one, ms for which it is held at first, by whom.
-- Answer: {1, id} booked, {2, id of the one that is there}, {0, ''} full.
local function book(keys, args)
  local there = redis.call('HGET', keys[2], args[3])
  if there then
    return {2, there}
  end
  if redis.call('HLEN', keys[1]) >= tonumber(args[5])
    or tonumber(redis.call('HGET', keys[4], args[4]) or 0) >= tonumber(args[6]) then
    return {0, ''}
  end
  redis.call('HSET', keys[1], args[1], args[2])
  redis.call('HSET', keys[2], args[3], args[1])
  redis.call('HSET', keys[3], args[1], args[3] .. '\n' .. args[4])
  redis.call('HINCRBY', keys[4], args[4], 1)
  redis.call('HSET', keys[5], args[1] .. ':booked', args[2])
  if tonumber(args[7]) > 0 then
    redis.call('HSET', keys[7], args[1], string.format('%d %s', now() + tonumber(args[7]), args[8]))
  end
  changed(keys)
  return {1, args[1]}
end

-- args: id, JSON. Answer: 1, or 0 if it is not on the list.
local function amend(keys, args)
  if redis.call('HEXISTS', keys[1], args[1]) == 0 then
    return 0
  end
  redis.call('HSET', keys[1], args[1], args[2])
  changed(keys)
  return 1
end

-- args: id, JSON of how it was closed. Answer: 1, or 0 if it is not on the list.
local function close(keys, args)
  if redis.call('HDEL', keys[1], args[1]) == 0 then
    return 0
  end
  local mark = redis.call('HGET', keys[3], args[1])
  local who, by = string.match(mark, '^(.*)\n(.*)$')
  redis.call('HDEL', keys[2], who)
  redis.call('HDEL', keys[3], args[1])
  if redis.call('HINCRBY', keys[4], by, -1) <= 0 then
    redis.call('HDEL', keys[4], by)
  end
  redis.call('HSET', keys[5], args[1] .. ':closed', args[2])
  redis.call('HDEL', keys[6], args[1])
  redis.call('HDEL', keys[7], args[1])
  changed(keys)
  return 1
end

-- By whom one is held now, or nil.
local function holder(keys, id)
  local until_ms, by = string.match(redis.call('HGET', keys[7], id) or '', '^(%d+) (.*)$')
  if until_ms and tonumber(until_ms) > now() then
    return by
  end
  return nil
end

-- Takes one off, unless somebody else has it. args: id, JSON of how it was closed, by whom.
-- Answer: {1, ''} done, {2, by whom it is held}, {0, ''} not on the list.
local function take_off(keys, args)
  local other = holder(keys, args[1])
  if other and other ~= args[3] then
    return {2, other}
  end
  return {close(keys, args), ''}
end

-- args: id, by whom, for how many ms; 0: no more. Answer: {1, by} done, {2, by whom it is held}, {0, ''} not on the list.
-- A call takes over from a call: the one that asked may have died with its process, and the next one is there.
local function hold(keys, args)
  if redis.call('HEXISTS', keys[1], args[1]) == 0 then
    return {0, ''}
  end
  local other = holder(keys, args[1])
  local both_calls = other and string.sub(other, 1, 5) == 'call ' and string.sub(args[2], 1, 5) == 'call '
  if other and other ~= args[2] and not (both_calls and tonumber(args[3]) > 0) then
    return {2, other}
  end
  if tonumber(args[3]) > 0 then
    redis.call('HSET', keys[7], args[1], string.format('%d %s', now() + tonumber(args[3]), args[2]))
  else
    redis.call('HDEL', keys[7], args[1])
  end
  changed(keys)
  return {1, args[2]}
end

-- Counts a try before it is made. args: id, who calls, how many tries in all, ms until the next one.
-- Answer: {how many, ''}, or {0, why not}: not-leading, closed, held, too-early, spent.
local function try(keys, args)
  if redis.call('GET', keys[9]) ~= args[2] then
    return {0, 'not-leading'}
  end
  if redis.call('HEXISTS', keys[1], args[1]) == 0 then
    return {0, 'closed'}
  end
  if holder(keys, args[1]) then
    return {0, 'held'}
  end
  local tries, before = string.match(redis.call('HGET', keys[6], args[1]) or '0 0', '^(%d+) (%d+)$')
  if tonumber(before) > now() then
    return {0, 'too-early'}
  end
  if tonumber(tries) >= tonumber(args[3]) then
    return {0, 'spent'}
  end
  redis.call('HSET', keys[6], args[1], string.format('%d %d', tonumber(tries) + 1, now() + tonumber(args[4])))
  changed(keys)
  return {tonumber(tries) + 1, ''}
end

-- Takes or keeps the calling. args: the process, its run (ms of its start), for how many ms. Answer: 1 if it calls.
-- A process that starts anew takes the place of its earlier run at once.
local function lead(keys, args)
  local mine = args[1] .. ' ' .. args[2]
  local name, run = string.match(redis.call('GET', keys[9]) or '', '^(.*) (%d+)$')
  if not name or (name == args[1] and tonumber(run) <= tonumber(args[2])) then
    redis.call('SET', keys[9], mine, 'PX', tonumber(args[3]))
    return 1
  end
  return 0
end

redis.register_function('zarang_callbacks_book', book)
redis.register_function('zarang_callbacks_amend', amend)
redis.register_function('zarang_callbacks_close', close)
redis.register_function('zarang_callbacks_take_off', take_off)
redis.register_function('zarang_callbacks_hold', hold)
redis.register_function('zarang_callbacks_try', try)
redis.register_function('zarang_callbacks_lead', lead)
