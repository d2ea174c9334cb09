#!lua name=members
-- Members of the club. Keys: phone:<e164> -> member id; {m:ID} = hash number, name, tier, since.
-- Read along: {m:ID}:account, the points account (points.lua).

-- Phone index and member lie in two slots of a Redis Cluster, so no function touches both. A member is
-- added in two calls: the number is claimed for an id, then the member is written under the id that has
-- the number. A process that dies between them leaves a claimed number without a member; whoever adds
-- that number next writes the member under the claimed id.

local function is_type(key, expected)
    local found = redis.call('TYPE', key).ok
    return found == 'none' or found == expected
end

-- keys: phone index. args: id, an owner that is not true, or ''. A number belongs to the first who took it.
-- Returns whose it is.
local function claim(keys, args)
    local owner = redis.call('GET', keys[1])
    if owner and owner ~= args[2] then
        return owner
    end
    redis.call('SET', keys[1], args[1])
    return args[1]
end

-- keys: member. args: e164, name, tier, now in ms. Returns 'added', 'there', or 'taken' if the id is another
-- number's.
local function write(keys, args)
    if redis.call('EXISTS', keys[1]) == 0 then
        redis.call('HSET', keys[1], 'number', args[1], 'name', args[2], 'tier', args[3], 'since', args[4])
        return 'added'
    end
    local number = is_type(keys[1], 'hash') and redis.call('HGET', keys[1], 'number')
    return number and number ~= args[1] and 'taken' or 'there'
end

-- keys: phone index. Returns whose the number is, '' if nobody's, '?' where the index is damaged.
local function owner(keys, args)
    if not is_type(keys[1], 'string') then
        return '?'
    end
    return redis.call('GET', keys[1]) or ''
end

-- keys: member, account. Returns number, name, tier, since, available; empty strings where the record is
-- damaged.
local function show(keys, args)
    if not (is_type(keys[1], 'hash') and is_type(keys[2], 'hash')) then
        return {'', '', '', '', ''}
    end
    local member = redis.call('HMGET', keys[1], 'number', 'name', 'tier', 'since')
    local available = redis.call('HGET', keys[2], 'available')
    return {member[1] or '', member[2] or '', member[3] or '', member[4] or '', available or '0'}
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

redis.register_function('members_claim', claim)
redis.register_function('members_write', write)
redis.register_function{function_name = 'members_owner', callback = owner, flags = {'no-writes'}}
redis.register_function{function_name = 'members_show', callback = show, flags = {'no-writes'}}
redis.register_function('members_change', change)
