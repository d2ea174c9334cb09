# Runs redis-server for as long as the process at the other end of standard input lives.
# usage: sh keep-redis.sh REDIS-SERVER CONFIG    (then one line on standard input to begin)
# A terminal's Ctrl-C and a kill of the whole group are not for Redis: it goes last, when the pipe closes.
trap '' INT HUP TERM
exec 3<&0
read -r _ <&3 || exit 0
if command -v setsid >/dev/null; then set -- setsid "$@"; else set -m; fi
"$@" </dev/null 3<&- &
redis=$!
{
    read -r _ <&3
    kill -TERM $redis
    # Every acknowledged write is on disk already, so KILL loses nothing.
    i=0
    while kill -0 $redis && [ $i -lt 50 ]; do sleep 0.1; i=$((i + 1)); done
    kill -KILL $redis
} >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait $redis
status=$?
kill -KILL $watch 2>/dev/null
exit $status
