#!lua name=members
-- Members of the club. Keys: phone:<e164> -> member id; {m:ID} = hash number, name, tier, since.
-- Read along: {m:ID}:account, the points account (points.lua).

-- keys: phone index, member. args: id, e164, name, tier, now in ms.
-- A number belongs to one member: the first to take it.
local function add(keys, args)
    local owner = redis.call('GET', keys[1])
    if owner then
        return {'there', owner}
    end
    if redis.call('EXISTS', keys[2]) == 1 then
        return {'id-taken'}
    end
    redis.call('HSET', keys[2], 'number', args[2], 'name', args[3], 'tier', args[4], 'since', args[5])
    redis.call('SET', keys[1], args[1])
    return {'added', args[1]}
end

local function is_type(key, expected)
    local found = redis.call('TYPE', key).ok
    return found == 'none' or found == expected
end

-- keys: phone index. Two look-ups in one round trip; the second key follows from the first.
-- Returns id, number, name, tier, since, available; empty strings where the record is damaged.
local function find(keys, args)
    if not is_type(keys[1], 'string') then
        return {'?', '', '', '', '', ''}
    end
    local id = redis.call('GET', keys[1])
    if not id then
        return {}
    end
    local key, account = '{m:' .. id .. '}', '{m:' .. id .. '}:account'
    if not (is_type(key, 'hash') and is_type(account, 'hash')) then
        return {id, '', '', '', '', ''}
    end
    local member = redis.call('HMGET', key, 'number', 'name', 'tier', 'since')
    local available = redis.call('HGET', account, 'available')
    return {id, member[1] or '', member[2] or '', member[3] or '', member[4] or '', available or '0'}
end

-- keys: member. args: the mark that it must have, or '' for any; then what becomes of it, such as
-- 'tier', 'gold', 'name', 'x'; nothing: only look. A mark is ClubMember.mark.
-- Returns the tier before and after.
local function change(keys, args)
    if not is_type(keys[1], 'hash') then
        return {'damaged'}
    end
    local before = redis.call('HGET', keys[1], 'tier')
    if not before then
        return {redis.call('EXISTS', keys[1]) == 1 and 'damaged' or 'none'}
    end
    local wanted = table.remove(args, 1)
    local name = redis.call('HGET', keys[1], 'name') or ''
    if wanted ~= '' and wanted ~= string.sub(redis.sha1hex(before .. '\n' .. name), 1, 24) then
        return {'overtaken'}
    end
    if #args > 0 then
        redis.call('HSET', keys[1], unpack(args))
    end
    return {'changed', before, redis.call('HGET', keys[1], 'tier')}
end

redis.register_function('members_add', add)
redis.register_function{function_name = 'members_find', callback = find, flags = {'no-writes'}}
redis.register_function('members_change', change)
