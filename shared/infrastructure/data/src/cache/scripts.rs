//! What Redis itself computes, so that it is one step for everybody and one round trip.
//!
//! The counters of a site are one hash, `…:drops`, with the fields `run` (which run of the server it belongs to), `gen`,
//! `epoch`, `all` (when everything became doubtful), and one for each dropped tag: it is there whole or not at all,
//! whatever Redis forgets.

use std::sync::LazyLock;

use redis::Script;

/// A place in the order of drops of all processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SharedStamp {
    pub(super) generation: u64,
    pub(super) epoch: u64,
}

macro_rules! scripts {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {$(
        $(#[$doc])*
        pub(super) static $name: LazyLock<Script> = LazyLock::new(|| Script::new($text));
    )+};
}

scripts! {
    /// KEYS drops; ARGV run, generation. A server that was started anew may have read an old copy of its data from disk:
    /// what it knows of drops is worth nothing then.
    JOIN = "
        if redis.call('HGET', KEYS[1], 'run') ~= ARGV[1] then
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'run', ARGV[1], 'gen', ARGV[2], 'epoch', 0)
        end
        return 1";

    /// KEYS drops; ARGV run, generation. Answers generation and epoch.
    STAMP = "
        local now = redis.call('HMGET', KEYS[1], 'gen', 'epoch')
        if not now[1] or not now[2] then
            redis.call('HSET', KEYS[1], 'run', ARGV[1], 'gen', ARGV[2], 'epoch', 0)
            return {ARGV[2], '0'}
        end
        return now";

    /// KEYS drops; ARGV run, generation, most tags, tag… Lost or overgrown counters begin anew, and everything is untrue.
    DROP = "
        local known = redis.call('HEXISTS', KEYS[1], 'gen')
        if known == 0 or redis.call('HLEN', KEYS[1]) > tonumber(ARGV[3]) then
            redis.call('DEL', KEYS[1])
            redis.call('HSET', KEYS[1], 'run', ARGV[1], 'gen', ARGV[2], 'epoch', 0)
            return 1
        end
        local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
        for i = 4, #ARGV do
            redis.call('HSET', KEYS[1], ARGV[i], epoch)
        end
        return 1";

    /// KEYS drops; ARGV run, generation.
    DOUBT_ALL = "
        if redis.call('HEXISTS', KEYS[1], 'gen') == 0 then
            redis.call('HSET', KEYS[1], 'run', ARGV[1], 'gen', ARGV[2], 'epoch', 0)
            return 1
        end
        redis.call('HSET', KEYS[1], 'all', redis.call('HINCRBY', KEYS[1], 'epoch', 1))
        return 1";

    /// KEYS drops, entry. Answers nothing, or body, end of freshness, and 2 while it is true, 1 when that is doubtful,
    /// 0 when it is untrue.
    GET = "
        local entry = redis.call('HMGET', KEYS[2], 'body', 'fresh', 'gen', 'epoch', 'tags')
        if not entry[1] or not entry[2] or not entry[3] or not entry[4] or not entry[5] then
            return false
        end
        local still = 0
        local now = redis.call('HMGET', KEYS[1], 'gen', 'all')
        if now[1] == entry[3] then
            still = 2
            if now[2] and tonumber(now[2]) > tonumber(entry[4]) then
                still = 1
            end
            local tags = {}
            for tag in string.gmatch(entry[5], '%S+') do
                tags[#tags + 1] = tag
            end
            if #tags > 0 then
                for _, dropped in ipairs(redis.call('HMGET', KEYS[1], unpack(tags))) do
                    if dropped and tonumber(dropped) > tonumber(entry[4]) then
                        still = 0
                    end
                end
            end
        end
        return {entry[1], entry[2], still}";

    /// KEYS counter; ARGV by, milliseconds. Answers the sum.
    COUNT = "
        if ARGV[1] == '0' then
            return tonumber(redis.call('GET', KEYS[1]) or '0')
        end
        local count = redis.call('INCRBY', KEYS[1], ARGV[1])
        if count == tonumber(ARGV[1]) then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
        end
        return count";

    /// KEYS lease; ARGV token. A lease that ran out may be another's by now.
    RELEASE = "
        if redis.call('GET', KEYS[1]) == ARGV[1] then
            return redis.call('DEL', KEYS[1])
        end
        return 0";
}
