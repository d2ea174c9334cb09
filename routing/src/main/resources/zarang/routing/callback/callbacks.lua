#!lua name=zarang_callbacks
-- Who is to be called back. keys: the list (id to JSON), who ("queue number" to id), marks (id to "queue number" and who
-- asked, a line each), by (who asked to how many), untold (id:booked and id:closed to JSON, until the journal has it).

-- args: id, JSON, "queue number", who asked, how many in all, how many of one.
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
  return {1, args[1]}
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
  return 1
end

redis.register_function('zarang_callbacks_book', book)
redis.register_function('zarang_callbacks_close', close)
