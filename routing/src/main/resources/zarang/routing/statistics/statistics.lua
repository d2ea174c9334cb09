#!lua name=zarang_statistics
-- Figures of queues and agents. Each function adds once, and does nothing when it comes again.
--   {statistics}:of:KIND:ID           hash: what was counted of a call, by mark
--   {statistics}:now:NAME             string: what an agent does, since when
--   {statistics}:KIND:NAME:HOUR       hash, queue or agent, of one hour since 1970: QUARTER:FIGURE to a number
--   {statistics}:KIND:DAY             set: who has figures of a day since 1970
--   {statistics}:beat, :gaps          string, list: when a process last ran, and when none did

-- Additions, five words each: place of the hash among the keys, field, amount, '+' or '>' (the largest),
-- when the hash is forgotten (seconds since 1970).
local function add(keys, args, from)
  local dated = {} -- a hash is forgotten as a whole: what is added to it always names the same time
  for i = from, #args, 5 do
    local key, field, amount = keys[tonumber(args[i])], args[i + 1], tonumber(args[i + 2])
    if args[i + 3] == '>' then
      if amount > tonumber(redis.call('HGET', key, field) or '-1') then
        redis.call('HSET', key, field, args[i + 2])
      end
    else
      redis.call('HINCRBY', key, field, args[i + 2])
    end
    if not dated[key] then
      redis.call('EXPIREAT', key, args[i + 4], 'NX') -- as it mostly is; a date that is there is not written again
      dated[key] = true
    end
  end
end

-- The sets that name whom there are figures of, three words each: place among the keys, name, when it is forgotten.
local function list(keys, args, from, count)
  for i = from, from + 3 * count - 1, 3 do
    local key = keys[tonumber(args[i])]
    if redis.call('SADD', key, args[i + 1]) == 1 then
      redis.call('EXPIREAT', key, args[i + 2])
    end
  end
end

-- keys: the marks, then those of the rest. args: mark, note, seconds that marks are kept, how many names; names; additions.
-- Answer: 1, or 0 if it was counted before.
local function once(keys, args)
  local new = redis.call('HSETNX', keys[1], args[1], args[2])
  if new == 0 then
    return 0
  end
  redis.call('EXPIRE', keys[1], args[3])
  local names = tonumber(args[4])
  list(keys, args, 5, names)
  add(keys, args, 5 + 3 * names)
  return 1
end

-- keys: the agent, then those of the rest. args: what it was ('' if nothing), what it is, seconds that this is kept, how many
-- names; names; additions. Answer: 1, or 0 if it was something else.
local function swap(keys, args)
  if (redis.call('GET', keys[1]) or '') ~= args[1] then
    return 0
  end
  redis.call('SET', keys[1], args[2], 'EX', args[3])
  local names = tonumber(args[4])
  list(keys, args, 5, names)
  add(keys, args, 5 + 3 * names)
  return 1
end

-- keys: beat, gaps. args: now, since when this process runs, the longest silence of one that runs (all ms), most gaps.
-- Answer: 1 if there was a gap.
local function beat(keys, args)
  local now, started = tonumber(args[1]), tonumber(args[2])
  local kept = redis.call('GET', keys[1])
  local last = tonumber(kept or args[1])
  if not kept or now > last then
    redis.call('SET', keys[1], args[1])
  end
  if now - last > tonumber(args[3]) and started > last then
    redis.call('RPUSH', keys[2], string.format('%.0f %s', last, args[2]))
    redis.call('LTRIM', keys[2], -tonumber(args[4]), -1)
    return 1
  end
  return 0
end

redis.register_function('zarang_statistics_once', once)
redis.register_function('zarang_statistics_swap', swap)
redis.register_function('zarang_statistics_beat', beat)
