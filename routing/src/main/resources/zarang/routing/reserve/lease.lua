#!lua name=zarang_lease
-- Leases on agents. One hash per agent: node, offer, till (ms since 1970), fence (of the owner of the floor; 0: of none).
-- The time comes with the call, so that a test can move it and all nodes' rules are one; the key's own expiry only sweeps up.

local function holder(key, now)
  local lease = redis.call('HMGET', key, 'node', 'offer', 'till', 'fence')
  if lease[1] and tonumber(lease[3]) > now then
    return lease
  end
  return nil
end

local function hold(key, node, offer, now, span, fence)
  local till = string.format('%.0f', now + span)
  redis.call('HSET', key, 'node', node, 'offer', offer, 'till', till, 'fence', fence)
  redis.call('PEXPIRE', key, span)
  return {1, offer, till}
end

local function taken(lease)
  return {0, lease[2], lease[3]}
end

-- Whether an owner who knows of all calls may pass over what an earlier owner left.
local function passes(args, other)
  return args[6] == '1' and other > 0 and other < tonumber(args[5])
end

-- args: node, offer, now in ms, span in ms, fence, 1 if it knows of all calls. A node may replace its own lease, for its
-- floor is one, and take over an offer that is told to it.
local function reserve(keys, args)
  local now = tonumber(args[3])
  local lease = holder(keys[1], now)
  if lease and lease[1] ~= args[1] and lease[2] ~= args[2]
    and not passes(args, tonumber(lease[4]) or 0) then
    return taken(lease)
  end
  return hold(keys[1], args[1], args[2], now, tonumber(args[4]), args[5])
end

-- args as above. Puts a lapsed or lost lease back, unless somebody else holds the agent by now.
local function confirm(keys, args)
  local now = tonumber(args[3])
  local lease = holder(keys[1], now)
  if lease and lease[2] ~= args[2] then
    return taken(lease)
  end
  return hold(keys[1], args[1], args[2], now, tonumber(args[4]), args[5])
end

-- args: offer. A lease of another offer stays.
local function release(keys, args)
  if redis.call('HGET', keys[1], 'offer') ~= args[1] then
    return 0
  end
  return redis.call('DEL', keys[1])
end

redis.register_function('zarang_lease_reserve', reserve)
redis.register_function('zarang_lease_confirm', confirm)
redis.register_function('zarang_lease_release', release)
