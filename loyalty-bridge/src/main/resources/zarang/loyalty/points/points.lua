#!lua name=points
-- A points account, changed only here, one function for one operation. All amounts in 1/100 point.
--   {m:ID}          the member (members.lua); an account without one is not opened
--   {m:ID}:account  hash: available, held, debt, forgotten (the last ledger id whose event left :seen)
--   {m:ID}:ledger   stream, never trimmed: kind, event, rule, amount, balance (after it), at (ms)
--   {m:ID}:lots     hash: ledger id of the award -> what is left of it
--   {m:ID}:holds    hash: hold id -> amount
--   {m:ID}:seen     hash: event id -> ledger id
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

-- keys: member, account, ledger, lots, seen. args: event, rule, amount, at in ms, window in ms.
local function award(keys, args)
    local member, account, ledger, lots, seen = unpack(keys)
    local event, rule, amount, at = args[1], args[2], tonumber(args[3]), tonumber(args[4])
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
    forget(account, ledger, seen, oldest)
    local balance = string.format('%.0f', available + amount)
    local id = redis.call('XADD', ledger, '*', 'kind', 'award', 'event', event, 'rule', rule,
        'amount', args[3], 'balance', balance, 'at', args[4])
    redis.call('HSET', account, 'available', balance)
    redis.call('HSET', lots, id, args[3])
    redis.call('HSET', seen, event, id)
    return {'awarded', id, args[3], balance}
end

local function sum_of(key, what, findings)
    local sum = 0
    local all = redis.call('HGETALL', key)
    for i = 1, #all, 2 do
        local value = tonumber(all[i + 1])
        if not value or value < 0 then
            table.insert(findings, what .. ' ' .. all[i] .. ' is ' .. all[i + 1])
        end
        sum = sum + (value or 0)
    end
    return sum
end

-- keys: account, ledger, lots, holds, seen. Returns what is wrong, a line each; nothing if all is well.
local function verify(keys, args)
    local account, ledger, lots, holds, seen = unpack(keys)
    local findings = {}
    for key, expected in pairs({[account] = 'hash', [ledger] = 'stream', [lots] = 'hash',
            [holds] = 'hash', [seen] = 'hash'}) do
        if not is_type(key, expected) then
            table.insert(findings, key .. ' is a ' .. redis.call('TYPE', key).ok)
        end
    end
    if #findings > 0 then
        return findings
    end
    local function same(what, found, expected)
        if found ~= expected then
            table.insert(findings, string.format('%s is %s, expected %s', what, tostring(found), tostring(expected)))
        end
    end
    local available, held, debt =
        amount_in(account, 'available'), amount_in(account, 'held'), amount_in(account, 'debt')
    if not (available and held and debt) then
        return {'the account holds what is no number'}
    end
    for what, value in pairs({available = available, held = held, debt = debt}) do
        if value < 0 then
            table.insert(findings, what .. ' is negative')
        end
    end
    local forgotten = redis.call('HGET', account, 'forgotten')
    local sum, remembered, from, events, kept = 0, 0, '-', {}, not forgotten
    repeat
        local page = redis.call('XRANGE', ledger, from, '+', 'COUNT', 500)
        for _, entry in ipairs(page) do
            local id, was = entry[1], fields(entry)
            if not (was.event and tonumber(was.amount or '') and was.balance) then
                return {'ledger entry ' .. id .. ' is damaged'}
            end
            sum = sum + tonumber(was.amount)
            same('balance at ' .. id, tonumber(was.balance), sum)
            same('first entry of ' .. was.event, events[was.event] or id, id)
            events[was.event] = id
            same('lot ' .. id, redis.call('HGET', lots, id), was.amount)
            if kept then
                remembered = remembered + 1
                same('seen ' .. was.event, redis.call('HGET', seen, was.event), id)
            end
            kept = kept or id == forgotten
            from = '(' .. id
        end
    until #page == 0
    same('sum of the ledger', sum, available - debt)
    same('sum of the lots', sum_of(lots, 'lot', findings), available)
    same('lots', redis.call('HLEN', lots), redis.call('XLEN', ledger))
    same('sum of the holds', sum_of(holds, 'hold', findings), held)
    same('seen events', redis.call('HLEN', seen), remembered)
    return findings
end

redis.register_function('points_award', award)
redis.register_function{function_name = 'points_verify', callback = verify, flags = {'no-writes'}}
