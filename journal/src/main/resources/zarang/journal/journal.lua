#!lua name=journal

-- {journal}:stream        entries: seq, bucket (of the subject), type, json (which holds the id)
-- {journal}:call:CALL     hash, entry id -> number in the call; expires when the call is long over.
--                         In the ids, * stands for the call's own
-- {journal}:of:KIND:ID:DAY  the same of another subject, of one day: an agent has no end
-- {journal}:order:KIND:ID number of the last entry about another subject
-- {journal}:open:NODE     hash, call -> what is known of a call that has not ended
-- {journal}:sent          hash, node -> how far its spool was taken
-- {journal}:nodes         hash, node -> when it was last heard of, ms by this Redis' clock
-- {journal}:incarnations  hash, node -> the process that has the name now
-- {journal}:aside         stream of what was at fault: what, node, text, error
-- {journal}:partitions    into how many parts a group's entries are dealt; written once
-- {journal}:readers:GROUP zset, node -> ms until which it reads for the group
-- {journal}:shares:GROUP  hash, partition -> node whose it is
-- {journal}:dealt:GROUP   hash, partition -> last id that was dealt to it, upto -> to any
-- {journal}:lease:adopt:NODE  the node that ends another one's calls now
-- {journal}:parked:GROUP  stream of entries that a consumer could not take
-- {journal}:unread:GROUP  stream of entries that no reader of the group understood yet

local ASIDE_MAX = 10000

-- An entry's bucket follows from its subject for ever; a partition has every so manieth bucket.
local BUCKETS = 64

-- Entries of a group that were dealt and are not done, at most: the group waits for its slowest
-- partition then.
local DEALT_MAX = 4096

-- What a fact says of its call (zarang.call.fact.CallMark). Marks after which the call counts as
-- answered: the intent to answer is one, for a phone may have heard the 200 of a process that died
-- before it could write more. A call that was not answered after all says so at its end.
local INTENT = 'answering'
local ANSWERED = {[INTENT] = true, connected = true, answered = true, talking = true}

local DAY_MS = 86400000

local function track(open, call, mark, at, member, caller)
  if mark == 'ends' then
    redis.call('HDEL', open, call)
    return
  end
  local text = redis.call('HGET', open, call)
  if not text and mark ~= 'begins' then return end
  local sound, known = pcall(cjson.decode, text or '{}')
  if not sound or type(known) ~= 'table' then known = {} end
  if not tonumber(known.startedAt) then known.startedAt = at end
  if not tonumber(known.lastAt) or tonumber(at) > tonumber(known.lastAt) then known.lastAt = at end
  if member ~= '' then known.member = member end
  if caller ~= '' then known.caller = caller end
  if ANSWERED[mark] then known.answered = true end
  if mark == 'connected' and not known.connectedAt then known.connectedAt = at end
  if mark == 'talking' and not known.talkAt then known.talkAt = at end
  redis.call('HSET', open, call, cjson.encode(known))
end

-- Keeps for a human what cannot be taken; at the bound it is dropped.
local function set_aside(aside, what, node, text, err)
  if redis.call('XLEN', aside) < ASIDE_MAX then
    redis.call('XADD', aside, '*', 'what', what, 'node', node, 'text', text, 'error', err)
  end
end

local function short(id, subject)
  local from, to = string.find(id, subject, 1, true)
  if not from then return id end
  return string.sub(id, 1, from - 1) .. '*' .. string.sub(id, to + 1)
end

-- A call's numbers are counted by what is known of it. Other subjects have no end: theirs go on, and
-- what is known of them is forgotten by the day.
local function numbering(kind, subject, at)
  if kind == 'call' then return '{journal}:call:' .. subject, nil end
  local of = kind .. ':' .. subject
  local day = string.format('%d', math.floor(tonumber(at) / DAY_MS))
  return '{journal}:of:' .. of .. ':' .. day, '{journal}:order:' .. of
end

local function bucket_of(subject)
  local hash = 0
  for i = 1, #subject do hash = (hash * 31 + string.byte(subject, i)) % 65521 end
  return hash % BUCKETS
end

-- One entry: id, kind and id of its subject, at in ms, mark or '', member or '', caller or '', type, json.
-- 1 if it is new. What is known of a subject is dated once a function, for all of its entries.
local function take(stream, open, remember, dated, id, kind, subject, at, mark, member, caller, type, json)
  if mark == INTENT then -- tells the open calls alone; consumers never see it
    track(open, subject, mark, at, '', '')
    return 0
  end
  local seen, order = numbering(kind, subject, at)
  local field = short(id, subject)
  local new = 0
  -- the whole id is how versions before 0.2 wrote it
  local known = redis.call('HMGET', seen, field, id)
  if not known[1] and not known[2] then
    local seq = order and redis.call('INCR', order) or redis.call('HLEN', seen) + 1
    redis.call('XADD', stream, '*', 'seq', seq, 'bucket', bucket_of(subject), 'type', type,
      'json', json)
    redis.call('HSET', seen, field, seq)
    if not order then
      track(open, subject, mark, at, member, caller)
    elseif not dated[order] then
      redis.call('EXPIRE', order, remember)
      dated[order] = true
    end
    new = 1
  end
  if not dated[seen] then
    redis.call('EXPIRE', seen, remember)
    dated[seen] = true
  end
  return new
end

-- What this Redis as a whole cannot do now is no entry's fault.
local function is_own(err)
  local code = string.match(err, '^%-?(%u+)')
  return code == 'WRONGTYPE' or code == 'ERR' or code == nil
end

-- KEYS stream, open calls, sent, aside; ARGV node, seconds to remember ids, the places in the
-- node's spool before and after these entries and the oldest one it can go back to (or ''), then of
-- each entry the nine of take. Returns 'ok', how many were new and how many were set aside; or
-- 'behind' and the place up to which this Redis has taken the spool: then nothing was done.
local function append(keys, args)
  local node, from, to = args[1], args[3], args[4]
  local at = redis.call('HGET', keys[3], node) or ''
  if from ~= '' and at < from and args[5] < from then return {'behind', at, '0'} end
  local added, aside, dated = 0, 0, {}
  for i = 6, #args, 9 do
    local sound, result =
      pcall(take, keys[1], keys[2], args[2], dated, unpack(args, i, i + 8))
    if sound then
      added = added + result
    else
      local err = type(result) == 'table' and result.err or tostring(result)
      if not is_own(err) then return redis.error_reply(err) end
      set_aside(keys[4], 'entry', node, args[i + 8], err)
      aside = aside + 1
    end
  end
  if to ~= '' and at < to then redis.call('HSET', keys[3], node, to) end
  return {'ok', tostring(added), tostring(aside)}
end

-- KEYS open calls, aside; ARGV node, call, error. An open call that cannot be read is out of the way.
local function open_aside(keys, args)
  local text = redis.call('HGET', keys[1], args[2])
  if text then
    set_aside(keys[2], 'open-call', args[1], args[2] .. ' ' .. text, args[3])
    redis.call('HDEL', keys[1], args[2])
  end
  return 1
end

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- KEYS nodes, incarnations; ARGV node, incarnation, ms of silence after which the name is free.
-- Says that the node lives. Returns 1, this Redis' time and, where another process had the name
-- before, when that was last heard of; or 0 and how long ago, in ms, another living one was.
local function alive(keys, args)
  local now = now_ms()
  local holder = redis.call('HGET', keys[2], args[1])
  local before = ''
  if holder ~= args[2] then
    before = redis.call('HGET', keys[1], args[1]) or ''
    local ago = math.abs(now - (tonumber(before) or 0)) -- a clock that was set back is no life
    if holder and ago < tonumber(args[3]) then return {'0', tostring(ago), ''} end
  end
  redis.call('HSET', keys[1], args[1], string.format('%.0f', now))
  redis.call('HSET', keys[2], args[1], args[2])
  return {'1', string.format('%.0f', now), before}
end

-- KEYS incarnations; ARGV node, incarnation. The process ends in order: its successor need not wait.
local function free(keys, args)
  if redis.call('HGET', keys[1], args[1]) == args[2] then redis.call('HDEL', keys[1], args[1]) end
  return 1
end

-- KEYS nodes, incarnations, sent, open calls; ARGV node, when it was last heard of. Forgets a node
-- whose calls are ended. Returns 0 if it was heard of since, or has open calls.
local function forget(keys, args)
  if redis.call('HGET', keys[1], args[1]) ~= args[2] then return 0 end
  if redis.call('HLEN', keys[4]) > 0 then return 0 end
  redis.call('HDEL', keys[1], args[1])
  redis.call('HDEL', keys[2], args[1])
  redis.call('HDEL', keys[3], args[1])
  return 1
end

-- KEYS lease; ARGV node, ms. Returns 1 while it is the node's.
local function lease(keys, args)
  local holder = redis.call('GET', keys[1])
  if holder and holder ~= args[1] then return 0 end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- KEYS partitions, readers, shares; ARGV node, ms that it may be silent, partitions if nobody said how many.
-- Says that the node reads for the group, and takes partitions that are nobody's, or a silent node's,
-- up to its fair part. Returns how many partitions there are, the fair part, and the node's own.
local function share(keys, args)
  redis.call('SET', keys[1], args[3], 'NX')
  local all, now = tonumber(redis.call('GET', keys[1])), now_ms()
  redis.call('ZADD', keys[2], string.format('%.0f', now + tonumber(args[2])), args[1])
  redis.call('ZREMRANGEBYSCORE', keys[2], '-inf', string.format('%.0f', now))
  local fair = math.ceil(all / redis.call('ZCARD', keys[2]))
  local mine, free = {}, {}
  for partition = 0, all - 1 do
    local holder = redis.call('HGET', keys[3], partition)
    if holder == args[1] then
      mine[#mine + 1] = partition
    elseif not holder or not redis.call('ZSCORE', keys[2], holder) then
      free[#free + 1] = partition
    end
  end
  for _, partition in ipairs(free) do
    if #mine >= fair then break end
    redis.call('HSET', keys[3], partition, args[1])
    mine[#mine + 1] = partition
  end
  local reply = {tostring(all), tostring(fair)}
  for _, partition in ipairs(mine) do reply[#reply + 1] = tostring(partition) end
  return reply
end

-- KEYS shares; ARGV node, partition. The node works at it no more.
local function give_up(keys, args)
  if redis.call('HGET', keys[1], args[2]) == args[1] then redis.call('HDEL', keys[1], args[2]) end
  return 1
end

-- KEYS readers, shares; ARGV node, partitions. It reads no more.
local function leave(keys, args)
  redis.call('ZREM', keys[1], args[1])
  for partition = 0, tonumber(args[2]) - 1 do
    if redis.call('HGET', keys[2], partition) == args[1] then
      redis.call('HDEL', keys[2], partition)
    end
  end
  return 1
end

local function consumer(partition) return 'p' .. partition end

local function field(entry, name)
  local fields = entry[2] or {}
  for i = 1, #fields, 2 do
    if fields[i] == name then return fields[i + 1] end
  end
  return nil
end

-- What is new and lies with a partition's consumer from now on.
local function claim(stream, group, partition, ids)
  redis.call('XCLAIM', stream, group, consumer(partition), '0', unpack(ids))
end

-- Hands what is new to the partitions of its subjects: into the group's list of what their consumers
-- have and have not done; what nobody wants of it is done with that. Whoever calls this does it for all
-- nodes, and in the stream's order. Returns the entries, and of each partition those that are its own.
local function deal(stream, group, all, most, unwanted)
  if redis.call('XPENDING', stream, group)[1] >= DEALT_MAX then return {}, {} end
  -- atomic with the claims below, so that nothing need be pending for the dealer meanwhile
  local new = redis.call('XREADGROUP', 'GROUP', group, 'dealer', 'COUNT', most, 'NOACK', 'STREAMS',
    stream, '>')
  if not new then return {}, {} end
  local dealt = {}
  for _, entry in ipairs(new[1][2]) do
    local kind = field(entry, 'type') -- what has none is of an earlier version, and goes to everybody
    if not (kind and unwanted[kind]) then
      local bucket = tonumber(field(entry, 'bucket')) or 0 -- none in versions before 0.2
      local partition = tostring(bucket % all)
      dealt[partition] = dealt[partition] or {}
      table.insert(dealt[partition], entry)
    end
  end
  for partition, entries in pairs(dealt) do
    local ids = {}
    for _, entry in ipairs(entries) do ids[#ids + 1] = entry[1] end
    ids[#ids + 1] = 'FORCE'
    ids[#ids + 1] = 'JUSTID'
    claim(stream, group, partition, ids)
  end
  return new[1][2], dealt
end

local function id_of(entries) return entries[1] and entries[1][1] or '0-0' end

-- The last id dealt to each partition, and to all: what was just dealt to one that was given all else
-- need not be read again. Another version deals and keeps no such notes: they hold only where
-- nothing lies between them and what is new. Returns those of the asked partitions as they were, or none.
local function note(stream, notes, asked, new, dealt, newest)
  local noted, known = redis.call('HMGET', notes, 'upto', unpack(asked)), {}
  local before = newest
  if new[1] then
    before = id_of(redis.call('XREVRANGE', stream, '(' .. new[1][1], '-', 'COUNT', 1))
  end
  if noted[1] == before then
    for i, partition in ipairs(asked) do known[partition] = noted[i + 1] end
  else
    redis.call('DEL', notes)
  end
  if new[1] then
    local set = {'HSET', notes, 'upto', new[#new][1]}
    for partition, entries in pairs(dealt) do
      set[#set + 1] = partition
      set[#set + 1] = entries[#entries][1]
    end
    redis.call(unpack(set))
  end
  return known
end

-- KEYS stream, notes of the group's dealing; ARGV group, partitions, most to deal, most of one partition,
-- how many types the group does not want, these, then of each partition that is asked for: its number and
-- the last id that was given of it. Returns the id up to which the group was dealt ('' if more is there than may be dealt), how many
-- were dealt now, then of each entry that is to be done: partition, id, seq, json or '' if it was deleted.
local function read(keys, args)
  local from, unwanted = 6 + tonumber(args[5]), {}
  for i = 6, from - 1 do unwanted[args[i]] = true end
  local new, dealt = deal(keys[1], args[1], tonumber(args[2]), args[3], unwanted)
  local newest = id_of(redis.call('XREVRANGE', keys[1], '+', '-', 'COUNT', 1))
  local asked = {}
  for i = from, #args, 2 do asked[#asked + 1] = args[i] end
  local known = note(keys[1], keys[2], asked, new, dealt, newest)
  local upto = newest
  if new[1] then
    upto = new[#new][1]
  elseif redis.call('XPENDING', keys[1], args[1])[1] >= DEALT_MAX then
    upto = ''
  end
  local reply = {upto, tostring(#new)}
  for i = from, #args, 2 do
    local partition, entries = args[i], nil
    if known[partition] == args[i + 1] then
      entries = dealt[partition] or {}
    else
      local found = redis.call('XREADGROUP', 'GROUP', args[1], consumer(partition), 'COUNT', args[4],
        'STREAMS', keys[1], args[i + 1])
      entries = found and found[1][2] or {}
      if #entries < tonumber(args[4]) then -- all of it
        local last = #entries > 0 and entries[#entries][1] or args[i + 1]
        redis.call('HSET', keys[2], partition, last)
      end
    end
    for n = 1, math.min(#entries, tonumber(args[4])) do
      reply[#reply + 1] = partition
      reply[#reply + 1] = entries[n][1]
      reply[#reply + 1] = field(entries[n], 'seq') or '0'
      reply[#reply + 1] = field(entries[n], 'json') or ''
    end
  end
  return reply
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

local function group_of(stream, name)
  for _, group in ipairs(groups(stream)) do
    if group['name'] == name then return group end
  end
  return nil
end

-- The same as reading, by one who has seen the entries already: no text of theirs goes through here. KEYS stream, notes of the group's
-- dealing; ARGV group, the id up to which it was dealt, the id up to which it is dealt now, how many entries lie between, how many partitions
-- are asked for, of each its number and the last id that was given of it; then of each partition that gets something: its number, how many, the ids.
-- Returns 1 and of each asked partition 1 where nothing lies between that id and what it gets now; 0 if the group was dealt otherwise
-- meanwhile, or may be dealt no more, or this Redis has not what was seen: then nothing was done.
local function deal_seen(keys, args)
  local stream, name, from, upto = keys[1], args[1], args[2], args[3]
  local group = group_of(stream, name)
  if not group then return redis.error_reply('NOGROUP no consumer group ' .. name) end
  if group['last-delivered-id'] ~= from or group['pending'] >= DEALT_MAX then return {0} end
  if not redis.call('XRANGE', stream, upto, upto)[1] then return {0} end
  local read, asked, known = group['entries-read'], {}, {}
  local at = 6 + 2 * tonumber(args[5])
  for i = 6, at - 1, 2 do asked[#asked + 1] = args[i] end
  local noted = redis.call('HMGET', keys[2], 'upto', unpack(asked))
  if noted[1] ~= from then redis.call('DEL', keys[2]) end
  for i = 1, #asked do
    known[i] = noted[1] == from and noted[i + 1] == args[5 + 2 * i] and 1 or 0
  end
  local notes = {'HSET', keys[2], 'upto', upto}
  for _ = at, #args do
    if not args[at] then break end
    local partition, last = args[at], at + 1 + tonumber(args[at + 1])
    local ids = {unpack(args, at + 2, last)}
    ids[#ids + 1] = 'FORCE'
    ids[#ids + 1] = 'JUSTID'
    claim(stream, name, partition, ids)
    notes[#notes + 1] = partition
    notes[#notes + 1] = args[last]
    at = last + 1
  end
  redis.call(unpack(notes))
  if read then
    redis.call('XGROUP', 'SETID', stream, name, upto, 'ENTRIESREAD', read + tonumber(args[4]))
  else
    redis.call('XGROUP', 'SETID', stream, name, upto)
  end
  return {1, unpack(known)}
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
  local group = group_of(keys[1], args[1])
  return group and (group['lag'] or -1) + group['pending'] or -1
end

redis.register_function('journal_append', append)
redis.register_function('journal_open_aside', open_aside)
redis.register_function('journal_alive', alive)
redis.register_function('journal_free', free)
redis.register_function('journal_forget', forget)
redis.register_function('journal_lease', lease)
redis.register_function('journal_share', share)
redis.register_function('journal_give_up', give_up)
redis.register_function('journal_leave', leave)
redis.register_function('journal_read', read)
redis.register_function('journal_deal', deal_seen)
redis.register_function('journal_park', park)
redis.register_function('journal_trim', trim)
redis.register_function('journal_behind', behind)
