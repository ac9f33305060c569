#!/bin/bash
# PostgreSQL 15 for the tests, on its own port and data folder: `postgres.sh start` prints its DATABASE_URL, `stop` ends it.
set -euo pipefail
port=${UJUZI_TEST_PG_PORT:-55432}
folder=${UJUZI_TEST_PG_DIR:-/tmp/ujuzi-test-postgres-$port}
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

bin_dir() {
    for dir in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin; do
        [ -x "$dir/initdb" ] && { echo "$dir"; return; }
    done
}

case ${1:-start} in
start)
    if [ -z "$(bin_dir)" ]; then
        echo "Installing PostgreSQL for the tests ..." >&2
        sudo=$([ "$(id -u)" = 0 ] || echo sudo)
        $sudo apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq postgresql-15 >/dev/null || \
            DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq postgresql >/dev/null
    fi
    bin=$(bin_dir)
    if [ ! -f "$folder/PG_VERSION" ]; then
        mkdir -p "$folder"
        [ "$(id -u)" = 0 ] && chown postgres "$folder"
        chmod 700 "$folder"
        (cd / && as_postgres "$bin/initdb" -D "$folder" -U ujuzi --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null)
    fi
    if ! (cd / && as_postgres "$bin/pg_ctl" -D "$folder" status >/dev/null 2>&1); then
        (cd / && as_postgres "$bin/pg_ctl" -D "$folder" -w -l "$folder/log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=${UJUZI_TEST_PG_FSYNC:-off} -c max_connections=60" start >/dev/null)
    fi
    (cd / && as_postgres "$bin/createdb" -h 127.0.0.1 -p "$port" -U ujuzi ujuzi 2>/dev/null) || true
    echo "postgresql://ujuzi@127.0.0.1:$port/ujuzi"
    ;;
stop)
    [ -f "$folder/PG_VERSION" ] && (cd / && as_postgres "$(bin_dir)/pg_ctl" -D "$folder" -m fast stop >/dev/null) || true
    ;;
esac
