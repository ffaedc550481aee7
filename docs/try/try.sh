#!/usr/bin/env bash
# The calls of the HTTP API one after the other, with curl. Ends with status 1 when an answer is not what it should be.
# Usage: try.sh [URL of the server, by default http://127.0.0.1:4000]
set -uo pipefail

base=${1:-http://127.0.0.1:4000}
base=${base%/}
topic=try:$$-$RANDOM
failures=0
body=$(mktemp) || exit 1
trap 'rm -f "$body"' EXIT

# call WHAT STATUS PART METHOD PATH [curl options]: the status must be STATUS, and the body must contain PART.
call() {
  local what=$1 expected=$2 part=$3 method=$4 path=$5 status
  shift 5
  status=$(curl -sS --max-time 10 -o "$body" -w '%{http_code}' -X "$method" "$@" "$base$path")
  if [[ $status == "$expected" && $(<"$body") == *"$part"* ]]; then
    printf 'ok    %s: %s %s -> %s\n' "$what" "$method" "$path" "$status"
  else
    printf 'WRONG %s: %s %s -> %s, expected %s with %s\n' "$what" "$method" "$path" "$status" "$expected" "$part"
    failures=$((failures + 1))
  fi
  printf '      %s\n' "$(<"$body")"
}

# send WHAT STATUS PART PATH JSON
send() {
  call "$1" "$2" "$3" POST "$4" -H 'Content-Type: application/json' -d "$5"
}

path=/api/topics/${topic/:/%3A}

send 'create a topic' 201 '"status":"created"' /api/topics "{\"name\":\"$topic\"}"
send 'create it again' 409 'Topic already exists' /api/topics "{\"name\":\"$topic\"}"
send 'create without a name' 400 'Missing required parameter' /api/topics '{}'
send 'create with a bad name' 400 '"error"' /api/topics '{"name":"a::b"}'
send 'send what is not JSON' 400 '"error"' /api/topics '{'
call 'send another content type' 415 '"error"' POST /api/topics -H 'Content-Type: text/plain' -d 'name'
call 'list the topics' 200 "\"name\":\"$topic\"" GET /api/topics
call 'look at the topic' 200 "\"name\":\"$topic\"" GET "$path"
send 'publish an object' 200 '"status":"sent"' /api/broadcast "{\"topic\":\"$topic\",\"message\":{\"text\":\"hello\"}}"
send 'publish a text' 200 '"status":"sent"' /api/broadcast "{\"topic\":\"$topic\",\"message\":\"hello\"}"
send 'publish without a message' 400 '"error"' /api/broadcast "{\"topic\":\"$topic\"}"
send 'publish to a pattern' 400 '"error"' /api/broadcast '{"topic":"try:*","message":"hello"}'
once=(-H 'Content-Type: application/json' -H "Idempotency-Key: $topic" -d "{\"topic\":\"$topic:once\",\"message\":1,\"ttl_ms\":60000}")
call 'publish once' 200 '"status":"sent"' POST /api/broadcast "${once[@]}"
call 'try it again' 200 '"duplicate":true' POST /api/broadcast "${once[@]}"
send 'publish later' 202 '"status":"scheduled"' /api/broadcast "{\"topic\":\"$topic:later\",\"message\":1,\"delay_ms\":3600000}"
later=$(sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$body")
call 'see what is scheduled' 200 "\"topic\":\"$topic:later\"" GET /api/scheduled
call 'call it off' 200 '"status":"cancelled"' DELETE "/api/scheduled/$later"
call 'call it off again' 404 '"error"' DELETE "/api/scheduled/$later"
send 'ask where nobody answers' 404 'NO_RESPONDER' /api/request "{\"topic\":\"$topic:nobody\",\"message\":\"anybody?\"}"
send 'gather where nobody answers' 200 '"complete":false' /api/request "{\"topic\":\"$topic:nobody\",\"message\":\"anybody?\",\"gather\":\"all\"}"
call 'see that two were counted' 200 '"message_count":2' GET "$path"
call 'read the statistics' 200 '"published"' GET /api/stats
call 'list the buses' 200 '"name":"default"' GET /api/buses
call 'look at a topic of a bus by name' 200 '"message_count":2' GET "/api/buses/default${path#/api}"
call 'ask for a bus there is not' 404 'BUS_NOT_FOUND' GET /api/buses/nowhere/stats
call 'list the dead letters' 200 '"dead_letters"' GET '/api/dead-letters?limit=10'
call 'redrive those of a topic' 200 '"redriven":0' POST "/api/dead-letters/redrive?topic=$topic"
call 'purge those of a topic' 200 '"purged":0' DELETE "/api/dead-letters?topic=$topic"
call 'look at one there is not' 404 'DEAD_LETTER_NOT_FOUND' GET /api/dead-letters/999999
call 'ask for the health' 200 '"status":"healthy"' GET /api/health
call 'delete the topic' 200 '"status":"deleted"' DELETE "$path"
call 'delete it again' 404 'Topic not found' DELETE "$path"
call 'look at what is gone' 404 'Topic not found' GET "$path"
call 'use the wrong method' 405 '"error"' PUT /api/topics
call 'ask for what there is not' 404 '"error"' GET /api/nothing

if ((failures > 0)); then
  printf '%d of the answers were not what they should be\n' "$failures"
  exit 1
fi
printf 'all answers were right\n'
