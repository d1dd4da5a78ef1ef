'use strict'
/**
 * How the program is started: code of the start let go early, few heaps for threads and what is free given back, since
 * memory at rest counts. The young generation holds about a hundred messages: with a quarter of that, twice the time per
 * message went into collecting what was still in use, and at rest it is given back all the same. `--expose-gc` lets it
 * give back what the start took. Not `--compact-on-every-full-gc`: that moves the whole heap in one pause of 60 to 140 ms.
 */
exports.FLAGS = ['--max-semi-space-size=16', '--bytecode-old-age=2', '--expose-gc']
exports.ENV = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536' }
