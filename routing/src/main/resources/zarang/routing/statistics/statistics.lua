#!lua name=zarang_statistics
-- Figures of queues and agents. Each function adds once, and does nothing when it comes again.
--   {statistics}:of:KIND:ID           hash: what was counted of a call, by mark
--   {statistics}:now:NAME             string: what an agent does, since when
--   {statistics}:KIND:NAME:HOUR       hash, queue or agent, of one hour since 1970: QUARTER:FIGURE to a number
--   {statistics}:KIND:DAY             set: who has figures of a day since 1970
--   {statistics}:beat, :gaps          string, list: when a process last ran, and when none did

-- What the steps of one question add to a key, or name in it: it is said to Redis once for all of them.
local function of(gathered, key, forgotten, at)
  local all = gathered[key]
  if not all then
    all = {sum = {}, most = {}, names = {}, steps = {}, forgotten = forgotten}
    gathered[key] = all
    gathered[#gathered + 1] = key
  end
  all.steps[at] = true
  return all
end

-- Additions, five words each: place of the hash among the keys, field, amount, '+' or '>' (the largest),
-- when the hash is forgotten (seconds since 1970): as a whole, so it is always the same time.
local function add(gathered, at, keys, args, from)
  for i = from, #args, 5 do
    local all = of(gathered, keys[tonumber(args[i])], args[i + 4], at)
    local field, amount = args[i + 1], tonumber(args[i + 2])
    if args[i + 3] == '>' then
      all.most[field] = math.max(all.most[field] or amount, amount)
    else
      all.sum[field] = (all.sum[field] or 0) + amount
    end
  end
end

-- The sets that name whom there are figures of, three words each: place among the keys, name, when it is forgotten.
local function list(gathered, at, keys, args, from, count)
  for i = from, from + 3 * count - 1, 3 do
    of(gathered, keys[tonumber(args[i])], args[i + 2], at).names[args[i + 1]] = true
  end
end

-- What names and additions there are from a place on: how many names, names, additions. at: which step it is.
local function figures(gathered, at, keys, args, from)
  local names = tonumber(args[from])
  list(gathered, at, keys, args, from + 1, names)
  add(gathered, at, keys, args, from + 1 + 3 * names)
end

local function number(amount) return string.format('%.0f', amount) end

local function say(key, all)
  local names = {}
  for name in pairs(all.names) do names[#names + 1] = name end
  if names[1] then
    if redis.call('SADD', key, unpack(names)) > 0 then redis.call('EXPIREAT', key, all.forgotten) end
    return
  end
  for field, amount in pairs(all.sum) do redis.call('HINCRBY', key, field, number(amount)) end
  for field, amount in pairs(all.most) do
    if amount > tonumber(redis.call('HGET', key, field) or '-1') then redis.call('HSET', key, field, number(amount)) end
  end
  redis.call('EXPIREAT', key, all.forgotten, 'NX') -- as it mostly is; a date that is there is not written again
end

local function why(err) return type(err) == 'table' and err.err or tostring(err) end

local step = {}

-- args: place of the marks among the keys, mark, note, seconds that marks are kept; figures. 0 if it was counted before.
function step.once(gathered, at, keys, args)
  local marks = keys[tonumber(args[1])]
  if redis.call('HSETNX', marks, args[2], args[3]) == 0 then
    return 0
  end
  redis.call('EXPIRE', marks, args[4])
  figures(gathered, at, keys, args, 5)
  return 1
end

-- args: place of the agent among the keys, what it was ('' if nothing), what it is, seconds that this is kept; figures.
-- 0 if it was something else.
function step.swap(gathered, at, keys, args)
  local agent = keys[tonumber(args[1])]
  if (redis.call('GET', agent) or '') ~= args[2] then
    return 0
  end
  redis.call('SET', agent, args[3], 'EX', args[4])
  figures(gathered, at, keys, args, 5)
  return 1
end

-- Steps that came together. keys: those of all. args: of each step its name, how many words it has, the words. Answer: of each
-- 1 or 0, or why it failed, which is its own affair.
local function steps(keys, args)
  local answers, gathered = {}, {}
  local at = 1
  for _ = 1, #args, 2 do -- no more steps than that, whatever they say of themselves
    if not args[at] then break end
    local words = tonumber(args[at + 1])
    local sound, answer =
      pcall(step[args[at]], gathered, #answers + 1, keys, {unpack(args, at + 2, at + 1 + words)})
    answers[#answers + 1] = sound and answer or why(answer)
    at = at + 2 + words
  end
  for _, key in ipairs(gathered) do
    local sound, err = pcall(say, key, gathered[key])
    if not sound then
      for which in pairs(gathered[key].steps) do answers[which] = why(err) end
    end
  end
  return answers
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

redis.register_function('zarang_statistics_steps', steps)
redis.register_function('zarang_statistics_beat', beat)
