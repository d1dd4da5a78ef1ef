'use strict'
/** Tells what is being done, on stderr: stdout belongs to the program. */
exports.say = text => process.stderr.write(`[xinqiao] ${text}\n`)
