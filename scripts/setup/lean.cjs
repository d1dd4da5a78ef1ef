'use strict'
/**
 * How the program is started: a small young generation, code of the start let go early, few heaps for threads and what
 * is free given back, since its messages are short-lived and memory at rest counts for more. `--expose-gc` lets it give
 * back what the start took. Not `--compact-on-every-full-gc`: that moves the whole heap in one pause of 60 to 140 ms.
 */
exports.FLAGS = ['--max-semi-space-size=4', '--bytecode-old-age=2', '--expose-gc']
exports.ENV = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536' }
