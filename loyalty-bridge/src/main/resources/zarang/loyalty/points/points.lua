#!lua name=points
-- A points account, changed only here, one function for one operation. All amounts in 1/100 point.
--   {m:ID}          the member (members.lua); an account without one is not opened
--   {m:ID}:account  hash: available, held, debt, forgotten (the last ledger id whose event left :seen)
--   {m:ID}:ledger   stream, never trimmed: kind (award, capped), event, rule, amount, balance (after it), at (ms)
--   {m:ID}:lots     hash: ledger id of the award -> what is left of it
--   {m:ID}:holds    hash: hold id -> amount
--   {m:ID}:seen     hash: event id -> ledger id
--   {m:ID}:day:RULE:DAY  number of awards of a rule with a limit on a day of the club; expires
-- A function is not rolled back when it fails half way: everything that can fail is checked before
-- the first write.

local AMOUNT_MAX = 9007199254740991 -- 2^53 - 1: Lua counts exactly up to here
local FORGET_AT_ONCE = 2 -- one more than an award adds, so :seen shrinks to its window

local function fields(entry)
    local map = {}
    for i = 1, #entry[2], 2 do
        map[entry[2][i]] = entry[2][i + 1]
    end
    return map
end

local function is_type(key, expected)
    local found = redis.call('TYPE', key).ok
    return found == 'none' or found == expected
end

local function amount_in(key, field)
    return tonumber(redis.call('HGET', key, field) or '0')
end

-- Events older than the window are refused above, so their ids need not be kept: see adr/0010.
local function forget(account, ledger, seen, oldest)
    local from = redis.call('HGET', account, 'forgotten') or '0-0'
    for _, entry in ipairs(redis.call('XRANGE', ledger, '(' .. from, '+', 'COUNT', FORGET_AT_ONCE)) do
        local was = fields(entry)
        if not (was.event and tonumber(was.at or '')) or tonumber(was.at) >= oldest then
            return
        end
        redis.call('HDEL', seen, was.event)
        redis.call('HSET', account, 'forgotten', entry[1])
    end
end

-- keys: member, account, ledger, lots, seen, day counter. args: event, rule, amount, at in ms,
-- window in ms, most on that day (0: no limit), seconds that the counter is kept.
local function award(keys, args)
    local member, account, ledger, lots, seen = unpack(keys)
    local event, rule, amount, at = args[1], args[2], tonumber(args[3]), tonumber(args[4])
    local day, most = keys[6], tonumber(args[6] or '0')
    if not (is_type(member, 'hash') and is_type(account, 'hash') and is_type(ledger, 'stream')
            and is_type(lots, 'hash') and is_type(seen, 'hash')) then
        return {'damaged'}
    end
    local known = redis.call('HGET', seen, event)
    if known then
        local entry = redis.call('XRANGE', ledger, known, known)[1]
        local was = entry and fields(entry) or {}
        if not (was.amount and was.balance) then
            return {'damaged'}
        end
        if was.kind == 'capped' then
            return {'capped', known, was.balance}
        end
        return {'duplicate', known, was.amount, was.balance}
    end
    if redis.call('EXISTS', member) == 0 then
        return {'no-member'}
    end
    local oldest = tonumber(redis.call('TIME')[1]) * 1000 - tonumber(args[5])
    if at < oldest then
        return {'too-old'}
    end
    local available = amount_in(account, 'available')
    if not available then
        return {'damaged'}
    end
    if available + amount > AMOUNT_MAX then
        return {'over-limit'}
    end
    local used = 0
    if most > 0 then
        used = is_type(day, 'string') and tonumber(redis.call('GET', day) or '0')
        if not used then
            return {'damaged'}
        end
    end
    forget(account, ledger, seen, oldest)
    if most > 0 and used >= most then
        local same = string.format('%.0f', available)
        local id = redis.call('XADD', ledger, '*', 'kind', 'capped', 'event', event, 'rule', rule,
            'amount', '0', 'balance', same, 'at', args[4])
        redis.call('HSET', seen, event, id)
        return {'capped', id, same}
    end
    local balance = string.format('%.0f', available + amount)
    local id = redis.call('XADD', ledger, '*', 'kind', 'award', 'event', event, 'rule', rule,
        'amount', args[3], 'balance', balance, 'at', args[4])
    redis.call('HSET', account, 'available', balance)
    redis.call('HSET', lots, id, args[3])
    redis.call('HSET', seen, event, id)
    if most > 0 then
        redis.call('SET', day, string.format('%.0f', used + 1), 'EX', args[7])
    end
    return {'awarded', id, args[3], balance}
end

redis.register_function('points_award', award)
