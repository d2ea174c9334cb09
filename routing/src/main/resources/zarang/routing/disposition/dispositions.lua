#!lua name=zarang_dispositions
-- What agents say their talks came to. keys of each: a hash of the call (agent, queue; ended once it is over; code, notes,
-- by, at, revision once something was said), last (agent to the call of its last talk), untold (call:revision to JSON, until the journal has it).

-- args: call, agent, queue or '', 1 if an agent who is there stays, ms to keep it. Answer: 1.
local function talk(keys, args)
  if args[4] == '1' then
    redis.call('HSETNX', keys[1], 'agent', args[2])
  else
    redis.call('HSET', keys[1], 'agent', args[2])
  end
  if args[3] ~= '' then
    redis.call('HSET', keys[1], 'queue', args[3])
  end
  -- what comes late, since it could not be taken in before, keeps the call no longer and makes it nobody's last
  if redis.call('HEXISTS', keys[1], 'ended') == 1 then
    redis.call('HSETNX', keys[2], args[2], args[1])
  else
    redis.call('PEXPIRE', keys[1], args[5])
    redis.call('HSET', keys[2], args[2], args[1])
  end
  return 1
end

-- args: ms to keep it. Answer: 1 if an agent had talked in that call.
local function ended(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    return 0
  end
  redis.call('HSET', keys[1], 'ended', '1')
  return redis.call('PEXPIRE', keys[1], args[1])
end

-- args: call, code, notes, by, at, JSON, how many may be untold.
-- Answer: 0 nobody talked in that call, or it is too long ago; 1 it is said; 2 the same had been said; 3 too many are untold;
-- and the revision that was said now.
local function set(keys, args)
  if redis.call('HEXISTS', keys[1], 'agent') == 0 then
    return {0, 0}
  end
  local said = redis.call('HMGET', keys[1], 'code', 'notes')
  if said[1] == args[2] and said[2] == args[3] then
    return {2, 0}
  end
  if redis.call('HLEN', keys[3]) >= tonumber(args[7]) then
    return {3, 0}
  end
  local revision = redis.call('HINCRBY', keys[1], 'revision', 1)
  redis.call('HSET', keys[1], 'code', args[2], 'notes', args[3], 'by', args[4], 'at', args[5])
  redis.call('HSET', keys[3], args[1] .. ':' .. revision, args[6])
  return {1, revision}
end

redis.register_function('zarang_dispositions_talk', talk)
redis.register_function('zarang_dispositions_ended', ended)
redis.register_function('zarang_dispositions_set', set)
