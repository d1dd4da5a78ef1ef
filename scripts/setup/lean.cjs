'use strict'
/**
 * How the program is started: a small young generation, a heap without holes, code of the start let go early, few
 * heaps for threads and what is free given back, since its messages are short-lived and memory at rest counts for
 * more.
 */
exports.FLAGS = ['--max-semi-space-size=4', '--compact-on-every-full-gc', '--bytecode-old-age=2']
exports.ENV = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536' }
