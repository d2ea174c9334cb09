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

-- What names and additions there are from a place on: how many names, names, additions.
local function figures(keys, args, from)
  local names = tonumber(args[from])
  list(keys, args, from + 1, names)
  add(keys, args, from + 1 + 3 * names)
end

local step = {}

-- args: place of the marks among the keys, mark, note, seconds that marks are kept; figures. 0 if it was counted before.
function step.once(keys, args)
  local marks = keys[tonumber(args[1])]
  if redis.call('HSETNX', marks, args[2], args[3]) == 0 then
    return 0
  end
  redis.call('EXPIRE', marks, args[4])
  figures(keys, args, 5)
  return 1
end

-- args: place of the agent among the keys, what it was ('' if nothing), what it is, seconds that this is kept; figures.
-- 0 if it was something else.
function step.swap(keys, args)
  local agent = keys[tonumber(args[1])]
  if (redis.call('GET', agent) or '') ~= args[2] then
    return 0
  end
  redis.call('SET', agent, args[3], 'EX', args[4])
  figures(keys, args, 5)
  return 1
end

-- Steps that came together. keys: those of all. args: of each step its name, how many words it has, the words. Answer: of each
-- 1 or 0, or why it failed, which is its own affair.
local function steps(keys, args)
  local answers = {}
  local at = 1
  for _ = 1, #args, 2 do -- no more steps than that, whatever they say of themselves
    if not args[at] then break end
    local words = tonumber(args[at + 1])
    local sound, answer = pcall(step[args[at]], keys, {unpack(args, at + 2, at + 1 + words)})
    if not sound and type(answer) == 'table' then
      answer = answer.err
    end
    answers[#answers + 1] = sound and answer or tostring(answer)
    at = at + 2 + words
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
