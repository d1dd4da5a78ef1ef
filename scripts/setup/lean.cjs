'use strict'
/**
 * How the program is started: a small young generation and few heaps for threads, since its messages are
 * short-lived and memory at rest counts for more.
 */
exports.FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4']
exports.ENV = { MALLOC_ARENA_MAX: '2' }
