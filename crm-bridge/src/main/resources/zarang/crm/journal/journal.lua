#!lua name=journal

-- {journal}:stream        entries: id, seq, json
-- {journal}:call:CALL     hash, entry id -> number in the call; expires when the call is long over
-- {journal}:open:NODE     hash, call -> what is known of a call that has not ended
-- {journal}:lease:GROUP   the node that reads for a consumer group now
-- {journal}:parked:GROUP  stream of entries that a consumer could not take

-- Tells the open calls alone; consumers never see it.
local INTENT = 'call.answering'

-- The intent to answer counts as the answer: a phone may have heard the 200 of a process that died
-- before it could write more. A call that was not answered after all says so in its call.ended.
local ANSWERED = {
  [INTENT] = true,
  ['call.connected'] = true,
  ['ivr.input'] = true, ['queue.joined'] = true, ['queue.left'] = true,
  ['agent.offered'] = true, ['offer.failed'] = true, ['call.answered'] = true,
}

local function track(open, call, kind, at, member, caller)
  if kind == 'call.ended' then
    redis.call('HDEL', open, call)
    return
  end
  local text = redis.call('HGET', open, call)
  local known
  if text then
    known = cjson.decode(text)
  elseif kind == 'call.started' then
    known = {startedAt = at, lastAt = at}
  else
    return
  end
  if tonumber(at) > tonumber(known.lastAt) then known.lastAt = at end
  if member ~= '' then known.member = member end
  if caller ~= '' then known.caller = caller end
  if ANSWERED[kind] then known.answered = true end
  if kind == 'call.connected' and not known.connectedAt then known.connectedAt = at end
  if kind == 'call.answered' and not known.talkAt then known.talkAt = at end
  redis.call('HSET', open, call, cjson.encode(known))
end

-- KEYS stream, open calls; ARGV seconds to remember ids, then of each entry:
-- id, call, type, at in ms, member or '', caller or '', json. Returns how many were new.
local function append(keys, args)
  local added = 0
  for i = 2, #args, 7 do
    local id, call, kind, at = args[i], args[i + 1], args[i + 2], args[i + 3]
    local seen = '{journal}:call:' .. call
    if kind == INTENT then
      track(keys[2], call, kind, at, '', '')
    elseif redis.call('HEXISTS', seen, id) == 0 then
      local seq = redis.call('HLEN', seen) + 1
      redis.call('XADD', keys[1], '*', 'id', id, 'seq', seq, 'json', args[i + 6])
      redis.call('HSET', seen, id, seq)
      track(keys[2], call, kind, at, args[i + 4], args[i + 5])
      added = added + 1
    end
    redis.call('EXPIRE', seen, args[1])
  end
  return added
end

-- KEYS lease; ARGV node, ms. Returns 1 while the node may read.
local function lease(keys, args)
  local holder = redis.call('GET', keys[1])
  if holder and holder ~= args[1] then return 0 end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- KEYS lease; ARGV node.
local function unlease(keys, args)
  if redis.call('GET', keys[1]) == args[1] then redis.call('DEL', keys[1]) end
  return 1
end

-- KEYS stream, parked; ARGV group, stream id, error, most that may be parked.
-- Returns 1 if the entry is out of the way, 0 if there is no room.
local function park(keys, args)
  if redis.call('XLEN', keys[2]) >= tonumber(args[4]) then return 0 end
  local found = redis.call('XRANGE', keys[1], args[2], args[2])
  if found[1] then
    local fields = found[1][2]
    fields[#fields + 1] = 'error'
    fields[#fields + 1] = args[3]
    redis.call('XADD', keys[2], '*', unpack(fields))
  end
  redis.call('XACK', keys[1], args[1], args[2])
  return 1
end

local function groups(stream)
  local all = {}
  if redis.call('EXISTS', stream) == 1 then
    for _, flat in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
      local group = {}
      for i = 1, #flat, 2 do group[flat[i]] = flat[i + 1] end
      all[#all + 1] = group
    end
  end
  return all
end

local function earlier(a, b)
  local ams, aseq = string.match(a, '(%d+)-(%d+)')
  local bms, bseq = string.match(b, '(%d+)-(%d+)')
  if ams == bms then return tonumber(aseq) < tonumber(bseq) end
  return tonumber(ams) < tonumber(bms)
end

-- KEYS stream; ARGV ms: what is older may go. What a group has not done stays.
-- Returns how many went, and the name of the group that held others back, or ''.
local function trim(keys, args)
  local keep, holder = args[1] .. '-0', ''
  for _, group in ipairs(groups(keys[1])) do
    local first = group['last-delivered-id']
    if group['pending'] > 0 then
      first = redis.call('XPENDING', keys[1], group['name'])[2]
    end
    if earlier(first, keep) then keep, holder = first, group['name'] end
  end
  local oldest = redis.call('XRANGE', keys[1], '-', '+', 'COUNT', 1)[1]
  if not oldest then return {'0', ''} end
  -- a group that has done everything holds nothing back, however quiet the night
  local last = redis.call('XREVRANGE', keys[1], '+', '-', 'COUNT', 1)[1][1]
  if keep == last then holder = '' end
  return {tostring(redis.call('XTRIM', keys[1], 'MINID', '=', keep)), holder}
end

-- KEYS stream; ARGV group. Returns entries that the group has not done, or -1.
local function behind(keys, args)
  for _, group in ipairs(groups(keys[1])) do
    if group['name'] == args[1] then
      return (group['lag'] or -1) + group['pending']
    end
  end
  return -1
end

redis.register_function('journal_append', append)
redis.register_function('journal_lease', lease)
redis.register_function('journal_unlease', unlease)
redis.register_function('journal_park', park)
redis.register_function('journal_trim', trim)
redis.register_function('journal_behind', behind)
